/** Webhooks that are about no single message: the account, its templates, answers to a workflow, the test. */
import { randomUUID } from 'node:crypto';

import type { JsonObject } from '../state.cts';
import { customerBody, envelope } from '../../contract/webhooks/envelope.cts';
import { withoutZone } from '../../contract/webhooks/times.cts';

/** Events of the account and of templates, with members as Meta names them, which Interakt passes on (W 1). */
const ACCOUNT_EVENTS = {
	account_alerts: {
		entity_type: 'BUSINESS',
		alert_severity: 'WARNING',
		alert_type: 'INCREASED_CAPABILITIES_ELIGIBILITY_FAILED',
	},
	account_update: { event: 'ACCOUNT_VIOLATION', phone_number: '919999999999' },
	account_review_update: { decision: 'APPROVED' },
	business_capability_update: { max_daily_conversation_per_phone: 1000, max_phone_numbers_per_business: 20 },
	phone_number_quality_update: {
		display_phone_number: '919999999999',
		event: 'FLAGGED',
		current_limit: 'TIER_1K',
	},
	message_template_status_update: {
		event: 'APPROVED',
		message_template_name: 'order_update',
		message_template_language: 'en',
		reason: null,
	},
	template_performance_metrics: { template_name: 'order_update', sent: 100, delivered: 97, read: 61 },
} satisfies Record<string, JsonObject>;

export type AccountEvent = keyof typeof ACCOUNT_EVENTS;

export const ACCOUNT_EVENT_TYPES = Object.keys(ACCOUNT_EVENTS) as AccountEvent[];

export const accountEvent = (type: AccountEvent, data: JsonObject = {}, at = Date.now()): JsonObject =>
	envelope(type, at, { ...ACCOUNT_EVENTS[type], ...data });

export interface Answer {
	question: string;
	/** The word "None" where it is a file (W). */
	answer?: string;
	/** A file that was sent as answer. */
	mediaUrl?: string;
	/** The trait that the workflow keeps the answer in. */
	trait?: string;
}

/**
 * An answer to an Interakt workflow. It comes once for each answer, with all answers so far, and as a call of the
 * workflow's HTTP step it is not signed.
 */
export const workflowResponse = (
	answers: Answer[],
	given: { workflowId?: string; number?: string; name?: string; at?: number } = {},
): JsonObject =>
	envelope('workflow_response_update', given.at ?? Date.now(), {
		workflow_id: given.workflowId ?? '1f3b6c1e-6f0a-4d7e-9a53-0c5f5d2b7a10',
		workflow_name: 'Feedback',
		customer_number: given.number ?? '+919999999999',
		customer_name: given.name ?? 'Asha',
		customer_id: customerBody().id,
		data: answers.map(({ question, answer, mediaUrl, trait }, index) => ({
			question: { message: question, user_trait_name: trait ?? null },
			answer: {
				id: randomUUID(),
				message: answer ?? 'None',
				media_url: mediaUrl ?? null,
				time: withoutZone(given.at ?? Date.now()),
			},
			step: index + 1,
		})),
	});

/** What the button of the dashboard sends: no message in it. */
export const dashboardTest = (at = Date.now()): JsonObject =>
	envelope('Webhook Test', at, { message_text: 'This is a test of your webhook' });
