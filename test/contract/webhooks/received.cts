import type { IDataObject } from 'n8n-workflow';

import { aboutMessage, ofWhatsApp, type WebhookExample } from './example.cts';

interface Given {
	name: string;
	source?: string;
	/** Members of `data.message`. */
	message: IDataObject;
	/** Members of `data` besides. */
	data?: IDataObject;
	/** Members of the item besides the person's and the event's. */
	item: IDataObject;
	/** Of the filter Kind of Message. */
	filter: string;
}

const received = ({
	name,
	source = 'contract §13, P',
	message,
	data = {},
	item,
	filter,
}: Given): WebhookExample => ({
	name,
	source,
	body: aboutMessage('message_received', { id: `received-${name.replace(/ /g, '-')}`, ...message }, data),
	item: {
		...ofWhatsApp('messageReceived', 'message_received'),
		messageId: `received-${name.replace(/ /g, '-')}`,
		receivedAt: '2024-01-01T10:00:00.120Z',
		...item,
	},
	choice: 'messageReceived',
	filters: { messageKinds: filter, channels: 'whatsapp' },
});

const media = (contentType: string, file: string): WebhookExample =>
	received({
		name: contentType.toLowerCase(),
		message: {
			message_content_type: contentType,
			media_url: `https://files.example.com/${file}`,
			message: 'None',
		},
		item: { kind: contentType.toLowerCase(), mediaUrl: `https://files.example.com/${file}` },
		filter: 'media',
	});

const buttonReply = { type: 'button_reply', button_reply: { id: 'confirm', title: 'Confirm' } };
const listReply = {
	type: 'list_reply',
	list_reply: { id: 'mon', title: 'Monday', description: 'from 10 to 12' },
};
const flowReply = {
	type: 'nfm_reply',
	nfm_reply: {
		name: 'flow',
		body: 'Sent',
		response_json: JSON.stringify({ screen_0_Day_0: 'Monday', Guests: 2, flow_token: 'booking-1042' }),
	},
};

/** Messages that a customer sent, of every kind. */
export const receivedExamples: readonly WebhookExample[] = [
	received({
		name: 'text',
		message: { message: 'Where is my order?' },
		item: { kind: 'text', text: 'Where is my order?' },
		filter: 'text',
	}),
	received({
		name: 'text that looks like a button',
		source: 'whoever types it',
		message: { message: JSON.stringify(buttonReply) },
		item: { kind: 'text', text: JSON.stringify(buttonReply) },
		filter: 'text',
	}),
	media('Image', 'photo.jpg'),
	media('Video', 'clip.mp4'),
	media('Audio', 'voice.ogg'),
	media('Document', 'invoice.pdf'),
	media('Sticker', 'sticker.webp'),
	received({
		name: 'image with a caption',
		message: {
			message_content_type: 'Image',
			media_url: 'https://files.example.com/photo.jpg',
			message: 'None of these fits',
		},
		item: {
			kind: 'image',
			mediaUrl: 'https://files.example.com/photo.jpg',
			caption: 'None of these fits',
		},
		filter: 'media',
	}),
	received({
		name: 'button reply',
		source: 'contract §13, W',
		message: { message_content_type: 'InteractiveButtonReply', message: JSON.stringify(buttonReply) },
		item: { kind: 'buttonReply', text: 'Confirm', choiceId: 'confirm', choiceTitle: 'Confirm' },
		filter: 'buttonReply',
	}),
	received({
		name: 'list reply',
		source: 'contract §13, W',
		message: { message_content_type: 'InteractiveListReply', message: JSON.stringify(listReply) },
		item: {
			kind: 'listReply',
			text: 'Monday',
			choiceId: 'mon',
			choiceTitle: 'Monday',
			choiceDescription: 'from 10 to 12',
		},
		filter: 'listReply',
	}),
	received({
		name: 'flow reply',
		source: 'contract §13, W',
		message: { message_content_type: 'InteractiveFlowReply', message: JSON.stringify(flowReply) },
		item: {
			kind: 'flowReply',
			flowAnswers: { screen_0_Day_0: 'Monday', Guests: 2 },
			flowToken: 'booking-1042',
		},
		filter: 'flowReply',
	}),
	received({
		name: 'location',
		message: {
			message_content_type: 'Location',
			message: JSON.stringify({ latitude: 19.076, longitude: '72.8777', name: 'Shop', address: 'Mumbai' }),
		},
		item: { kind: 'location', latitude: 19.076, longitude: 72.8777, placeName: 'Shop', address: 'Mumbai' },
		filter: 'location',
	}),
	received({
		name: 'reaction',
		message: {
			message_content_type: 'Reaction',
			message: JSON.stringify({ emoji: '👍', message_id: '6c2d7175' }),
		},
		item: { kind: 'reaction', text: '👍', emoji: '👍', reactedTo: '6c2d7175' },
		filter: 'reaction',
	}),
	received({
		name: 'reaction whose message is its context',
		source: 'contract §13, W',
		message: {
			message_content_type: 'Reaction',
			message: JSON.stringify({ emoji: '🙏' }),
			message_context: { id: '6c2d7175', from: '919999999999' },
		},
		item: {
			kind: 'reaction',
			text: '🙏',
			emoji: '🙏',
			reactedTo: '6c2d7175',
			messageContext: { id: '6c2d7175', from: '919999999999' },
		},
		filter: 'reaction',
	}),
	received({
		name: 'text from an advertisement',
		source: 'contract §13, W',
		message: {
			message: 'I saw your ad',
			message_context: null,
			referral: { source_id: '120210000000000000', source_type: 'ad', ctwa_clid: 'abc', headline: 'Diwali' },
			meta_data: { message_cost: { actual_message_cost: '0.8' } },
		},
		data: { whatsapp_api_number: '918888888888', channel_type: 'Whatsapp', next_fallback_channel: 'SMS' },
		item: {
			kind: 'text',
			text: 'I saw your ad',
			referral: { source_id: '120210000000000000', source_type: 'ad', ctwa_clid: 'abc', headline: 'Diwali' },
			whatsappApiNumber: '918888888888',
			channelType: 'Whatsapp',
			nextFallbackChannel: 'SMS',
			messageCost: { actual_message_cost: '0.8' },
		},
		filter: 'text',
	}),
	received({
		name: 'button as plain text',
		source: 'contract §13, W',
		message: { message_content_type: 'Button', message: '500+' },
		item: { kind: 'buttonReply', text: '500+', choiceTitle: '500+' },
		filter: 'buttonReply',
	}),
	received({
		name: 'order',
		source: 'contract §13, W',
		message: {
			message_content_type: 'Order',
			message: JSON.stringify({ catalog_id: '1', text: 'Soon', product_items: [{ quantity: 2 }] }),
		},
		item: {
			kind: 'order',
			text: 'Soon',
			order: { catalog_id: '1', text: 'Soon', product_items: [{ quantity: 2 }] },
		},
		filter: 'other',
	}),
	received({
		name: 'contacts',
		source: 'contract §13, W',
		message: {
			message_content_type: 'Contacts',
			message: JSON.stringify([{ name: { formatted_name: 'Ravi' }, phones: [{ phone: '+91 99999 99998' }] }]),
		},
		item: {
			kind: 'contacts',
			contacts: [{ name: { formatted_name: 'Ravi' }, phones: [{ phone: '+91 99999 99998' }] }],
		},
		filter: 'other',
	}),
	received({
		name: 'content of a type that is not known',
		message: { message_content_type: 'Poll', message: 'Tea or coffee?' },
		item: { kind: 'other', contentType: 'Poll', text: 'Tea or coffee?' },
		filter: 'other',
	}),
	{
		name: 'echo of an agent',
		source: 'contract §13, W',
		body: aboutMessage('message_received', {
			id: 'echo',
			chat_message_type: 'AgentMessage',
			message: 'How may I help?',
		}),
		item: {
			...ofWhatsApp('ownMessage', 'message_received'),
			messageId: 'echo',
			kind: 'text',
			text: 'How may I help?',
			sentAt: '2024-01-01T10:00:00.120Z',
		},
	},
];
