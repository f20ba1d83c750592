import type { IDataObject } from 'n8n-workflow';

import { aboutMessage, ofWhatsApp, type WebhookExample } from './example.cts';

/** The ID that the sending gave back, as S3 shows it. */
const messageId = '6c2d7175-fddd-4fbf-b0eb-084f170dbe08';

const sentTemplate = {
	id: messageId,
	chat_message_type: 'PublicApiMessage',
	is_template_message: true,
	raw_template: JSON.stringify({ name: 'delivered_alert_101', language: 'en', category: 'UTILITY' }),
	message_content_type: 'Template',
	message: JSON.stringify([{ type: 'body', parameters: [{ type: 'text', text: 'There' }] }]),
	meta_data: { source: 'PublicInterakt', source_data: { callback_data: 'some_callback_data' } },
};

const ofSentTemplate = {
	messageId,
	kind: 'template',
	callbackData: 'some_callback_data',
	templateName: 'delivered_alert_101',
	templateLanguage: 'en',
	sentAt: '2024-01-01T10:00:00.120Z',
};

interface Source {
	readonly name: string;
	readonly value: 'api' | 'campaign';
	readonly message: IDataObject;
	readonly item: IDataObject;
}

const sources: readonly Source[] = [
	{ name: 'API message', value: 'api', message: {}, item: {} },
	{
		name: 'campaign message',
		value: 'campaign',
		message: {
			chat_message_type: 'CampaignMessage',
			campaign_id: '7ad3a2bb-4a0e-4a27-9b4b-2d3b5f5f2d11',
			campaign_name: 'Diwali',
		},
		item: { campaignId: '7ad3a2bb-4a0e-4a27-9b4b-2d3b5f5f2d11', campaignName: 'Diwali' },
	},
];

const delivered = { delivered_at_utc: '2024-01-01T10:00:02.000000' };
const read = { ...delivered, seen_at_utc: '2024-01-01T10:00:05' };
const deliveredAt = '2024-01-01T10:00:02.000Z';
const readAt = '2024-01-01T10:00:05.000Z';

const click = {
	click_type: 'QR',
	button_text: 'Yes',
	button_link: '',
	click_timestamp: '2024-01-01 10:00:09.250000',
	button_payload: { payload: { type: 'QUICK_REPLY', text: 'Yes' } },
};
const ofClick = {
	clickType: 'quickReply',
	clickText: 'Yes',
	clickPayload: 'Yes',
	clickedAt: '2024-01-01T10:00:09.250Z',
};
const linkClick = {
	click_type: 'CTA',
	button_text: 'Track',
	button_link: 'https://example.com/track/1042',
	click_timestamp: '2024-01-01 10:00:09.250000',
};
const ofLinkClick = {
	clickType: 'link',
	clickText: 'Track',
	clickLink: 'https://example.com/track/1042',
	clickedAt: '2024-01-01T10:00:09.250Z',
};

/** What lets an event about a sent message pass: a click, a submitted flow, or one of its statuses. */
function chosenBy(what: string, sentBy: string): Pick<WebhookExample, 'choice' | 'filters'> {
	if (what === 'Clicked') return { choice: 'buttonOrLinkClicked', filters: { sentBy } };
	if (what === 'FlowResponse') return { choice: 'formSubmitted', filters: { sentBy } };
	return {
		choice: 'messageStatusChanged',
		filters: { statuses: what.toLowerCase(), sentBy, channels: 'whatsapp' },
	};
}

/** The statuses, clicks and flow responses of one source. */
function ofSource({ name, value, message, item }: Source): WebhookExample[] {
	const example = (
		status: string,
		suffix: string,
		event: string,
		choice: string,
		more: { message?: IDataObject; data?: IDataObject; item?: IDataObject } = {},
	): WebhookExample => {
		const type = `message_${value}_${suffix}`;
		return {
			name: `${name} ${status}`,
			source: 'contract §13, P',
			body: aboutMessage(type, { ...sentTemplate, ...message, ...more.message }, more.data),
			item: { ...ofWhatsApp(event, type), source: value, ...ofSentTemplate, ...item, ...more.item },
			...chosenBy(choice, value),
		};
	};
	return [
		example('sent', 'sent', 'messageSent', 'Sent'),
		example('delivered', 'delivered', 'messageDelivered', 'Delivered', {
			message: delivered,
			item: { deliveredAt },
		}),
		example('read', 'read', 'messageRead', 'Read', { message: read, item: { deliveredAt, readAt } }),
		example('failed', 'failed', 'messageFailed', 'Failed', {
			message: {
				message_status: 'Failed',
				channel_error_code: '1013',
				channel_failure_reason: 'Recipient is not a valid WhatsApp user',
			},
			item: {
				failureCode: '1013',
				failureReason: 'Recipient is not a valid WhatsApp user',
				failureMeaning: 'The number cannot receive WhatsApp messages',
				failureRemedy:
					'Check the number. If it is right, reach the person another way: they are not on WhatsApp, have an old version, or have not agreed to its terms.',
			},
		}),
		example('clicked, in the meta data', 'clicked', 'messageClicked', 'Clicked', {
			message: { meta_data: { ...sentTemplate.meta_data, ...click } },
			item: ofClick,
		}),
		example('clicked, in the event', 'clicked', 'messageClicked', 'Clicked', {
			message: { meta_data: {} },
			data: { event: { callbackData: 'some_callback_data', ...linkClick } },
			item: ofLinkClick,
		}),
		example('clicked, in the message', 'clicked', 'messageClicked', 'Clicked', {
			message: click,
			item: ofClick,
		}),
		example('clicked on a link, without its type', 'clicked', 'messageClicked', 'Clicked', {
			message: {
				id: `${messageId}-link`,
				meta_data: {
					...sentTemplate.meta_data,
					cta_click_info: {
						link: { clicked_at_utc: '2024-01-01 10:00:09.250000', url: 'https://example.com/track/1042' },
					},
				},
				button_text: 'Track',
			},
			item: { ...ofLinkClick, messageId: `${messageId}-link` },
		}),
		example('clicked, without type and time', 'clicked', 'messageClicked', 'Clicked', {
			message: {
				id: `${messageId}-reply`,
				button_payload: { payload: { type: 'QUICK_REPLY', text: 'Yes' } },
			},
			item: {
				messageId: `${messageId}-reply`,
				clickType: 'quickReply',
				clickText: 'Yes',
				clickPayload: 'Yes',
			},
		}),
		example('flow response', 'flow_response', 'flowResponse', 'FlowResponse', {
			message: {
				message_content_type: 'InteractiveFlowReply',
				message: JSON.stringify({
					type: 'nfm_reply',
					nfm_reply: { response_json: JSON.stringify({ Day: 'Monday', flow_token: 'booking-1042' }) },
				}),
			},
			item: { kind: 'flowReply', flowAnswers: { Day: 'Monday' }, flowToken: 'booking-1042' },
		}),
	];
}

/** A submitted flow as accounts get it: the customer's message, and beside it what was sent (W 3). */
const submittedFlow = (
	value: 'api' | 'campaign',
	ofTemplate: IDataObject,
	item: IDataObject,
): WebhookExample => {
	const type = `message_${value}_flow_response`;
	const id = `submitted-${value}`;
	return {
		name: `flow response with the template that it answers, ${value}`,
		source: 'contract §13, W 3',
		body: aboutMessage(
			type,
			{
				id,
				message_content_type: 'InteractiveFlowReply',
				message: JSON.stringify({
					type: 'nfm_reply',
					nfm_reply: {
						name: 'flow',
						body: 'Sent',
						response_json: JSON.stringify({ Day: value, flow_token: 'unused' }),
					},
				}),
				message_context: { id: messageId },
				meta_data: {},
			},
			{ source_template_message: ofTemplate, flow_id: 985469590600160 },
		),
		item: {
			...ofWhatsApp('flowResponse', type),
			source: value,
			messageId: id,
			kind: 'flowReply',
			flowAnswers: { Day: value },
			flowToken: 'unused',
			flowId: '985469590600160',
			messageContext: { id: messageId },
			sentAt: '2024-01-01T10:00:00.120Z',
			...item,
		},
		...chosenBy('FlowResponse', value),
	};
};

const agentText = { id: 'agent-1', chat_message_type: 'AgentMessage', message: 'How may I help?' };
const ofAgentText = {
	source: 'agent',
	messageId: 'agent-1',
	kind: 'text',
	text: 'How may I help?',
	sentAt: '2024-01-01T10:00:00.120Z',
};

/** What became of messages that were sent. */
export const statusExamples: readonly WebhookExample[] = [
	...sources.flatMap(ofSource),
	submittedFlow(
		'api',
		{ template_name: 'book_a_visit', callback_data: 'visit-7', campaign_id: null, is_campaign: false },
		{ templateName: 'book_a_visit', callbackData: 'visit-7' },
	),
	submittedFlow(
		'campaign',
		{ template_name: 'book_a_visit', callback_data: null, campaign_id: '7ad3a2bb', is_campaign: true },
		{ templateName: 'book_a_visit', campaignId: '7ad3a2bb' },
	),
	{
		name: 'agent message delivered',
		source: 'contract §13, P',
		body: aboutMessage('agent_message_delivered', { ...agentText, ...delivered }),
		item: { ...ofWhatsApp('messageDelivered', 'agent_message_delivered'), ...ofAgentText, deliveredAt },
		...chosenBy('Delivered', 'agent'),
	},
	{
		name: 'agent message of a type that is not known',
		source: 'contract §13, P',
		body: aboutMessage('agent_message_edited', agentText),
		item: { ...ofWhatsApp('agentMessage', 'agent_message_edited'), ...ofAgentText },
		...chosenBy('Other', 'agent'),
	},
	{
		name: 'API message of a type that is not known',
		source: 'contract §13',
		body: aboutMessage('message_api_forwarded', sentTemplate),
		item: { ...ofWhatsApp('unknown', 'message_api_forwarded'), source: 'api', ...ofSentTemplate },
		choice: 'unknown',
		filters: { sentBy: 'api', channels: 'whatsapp' },
	},
];
