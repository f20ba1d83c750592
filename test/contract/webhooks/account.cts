import type { IDataObject } from 'n8n-workflow';

import { whatsApp, type WebhookExample } from './example.cts';

const about = (event: string, type: string) => ({
	event,
	channel: 'whatsapp',
	type,
	time: '2024-01-01T10:00:01.500Z',
});

/** An event of the account or of a template: what Interakt says is passed on as it is. */
const account = (name: string, type: string, event: string, details: IDataObject): WebhookExample => ({
	name,
	source: 'contract §13, P',
	body: whatsApp(type, details),
	item: { ...about(event, type), details },
	choice: 'accountOrTemplateUpdated',
	filters: { updates: event },
});

/** Webhooks that are about no single message. */
export const accountExamples: readonly WebhookExample[] = [
	account('account alert', 'account_alerts', 'accountAlert', {
		alert_severity: 'WARNING',
		alert_type: 'INCREASED_CAPABILITIES_ELIGIBILITY_FAILED',
	}),
	account('account update', 'account_update', 'accountUpdate', { event: 'ACCOUNT_VIOLATION' }),
	account('account review', 'account_review_update', 'accountReviewUpdate', { decision: 'APPROVED' }),
	account('business capability', 'business_capability_update', 'businessCapabilityUpdate', {
		max_daily_conversation_per_phone: 1000,
	}),
	account('phone number quality', 'phone_number_quality_update', 'phoneNumberQualityUpdate', {
		event: 'FLAGGED',
		current_limit: 'TIER_1K',
	}),
	account('template status', 'message_template_status_update', 'templateStatusUpdate', {
		event: 'APPROVED',
		message_template_name: 'delivered_alert_101',
		reason: null,
	}),
	account('template performance', 'template_performance_metrics', 'templatePerformance', {
		template_name: 'delivered_alert_101',
		sent: 100,
		read: 61,
	}),
	{
		name: 'workflow response',
		source: 'contract §13, W',
		body: whatsApp('workflow_response_update', {
			workflow_id: '1f3b6c1e-6f0a-4d7e-9a53-0c5f5d2b7a10',
			workflow_name: 'Feedback',
			customer_number: '919999999999',
			customer_name: 'Asha',
			customer_id: '52918eb3-bd00-4331-a51d-c4dcffee48d6',
			data: [
				{
					question: { message: 'How was it?', user_trait_name: 'mood' },
					answer: { id: 'a1', message: 'Good', media_url: null, time: '2024-01-01T10:00:01.000000' },
					step: 1,
				},
				{
					question: { message: 'A photo?', user_trait_name: null },
					answer: { id: 'a2', message: 'None', media_url: 'https://files.example.com/photo.jpg' },
				},
			],
		}),
		item: {
			...about('workflowResponse', 'workflow_response_update'),
			phoneNumber: '+919999999999',
			countryCode: '+91',
			name: 'Asha',
			contactId: '52918eb3-bd00-4331-a51d-c4dcffee48d6',
			workflowId: '1f3b6c1e-6f0a-4d7e-9a53-0c5f5d2b7a10',
			workflowName: 'Feedback',
			answers: [
				{
					id: 'a1',
					step: '1',
					time: '2024-01-01T10:00:01.000Z',
					question: 'How was it?',
					answer: 'Good',
					trait: 'mood',
				},
				{ id: 'a2', question: 'A photo?', mediaUrl: 'https://files.example.com/photo.jpg' },
			],
		},
		choice: 'workflowAnswered',
	},
	{
		name: 'type that is not known',
		source: 'contract §13',
		body: whatsApp('order_paid', { order: 1042 }),
		item: { ...about('unknown', 'order_paid'), details: { order: 1042 } },
		choice: 'unknown',
		filters: { channels: 'whatsapp' },
	},
	{
		name: 'dashboard test',
		source: 'contract §13, P',
		body: whatsApp('Webhook Test', { message_text: 'This is a test of your webhook' }),
		item: { ...about('test', 'Webhook Test'), details: { message_text: 'This is a test of your webhook' } },
	},
];
