import type { IDataObject } from 'n8n-workflow';

import type { WebhookExample } from './example.cts';
import { rcsEnvelope, rcsMessage, rcsTime } from './rcsEnvelope.cts';

const messageId = 'msg_id_123';

const ofRcs = {
	channel: 'rcs',
	phoneNumber: '+919999999999',
	countryCode: '+91',
	botId: 'bot_123',
};

const received = (
	name: string,
	source: string,
	entity: IDataObject,
	item: IDataObject,
	type = 'text',
): WebhookExample => ({
	name,
	source,
	body: rcsEnvelope(
		'USER_MESSAGE',
		rcsMessage({ id: messageId, at: Date.UTC(2024, 0, 1, 10) }, type, entity),
	),
	item: {
		...ofRcs,
		event: 'messageReceived',
		type: 'USER_MESSAGE',
		messageId,
		time: '2024-01-01T10:00:00.000Z',
		receivedAt: '2024-01-01T10:00:00.000Z',
		...item,
	},
	choice: 'messageReceived',
	filters: { messageKinds: item.kind === 'image' ? 'media' : String(item.kind), channels: 'rcs' },
});

const status = (
	eventType: string,
	event: string,
	{
		source = 'contract §13, S4 §9.2',
		entityType = 'SERVER_EVENT',
		name = `RCS ${eventType}`,
		entity = {},
		item = {},
	}: { source?: string; entityType?: string; name?: string; entity?: IDataObject; item?: IDataObject } = {},
): WebhookExample => ({
	name,
	source,
	body: rcsEnvelope(entityType, {
		eventType,
		messageId,
		sendTime: rcsTime(Date.UTC(2024, 0, 1, 10, 5)),
		eventId: 'evt_123',
		...entity,
	}),
	item: {
		...ofRcs,
		event,
		type: eventType,
		messageId,
		eventId: 'evt_123',
		time: '2024-01-01T10:05:00.000Z',
		...item,
	},
	...(event === 'rcsEvent'
		? { choice: 'otherRcsEvent' }
		: {
				choice: 'messageStatusChanged',
				filters: { statuses: event.slice('message'.length).toLowerCase(), channels: 'rcs' },
			}),
});

/** Webhooks of the RCS family. Their times carry a zone. */
export const rcsExamples: readonly WebhookExample[] = [
	received(
		'RCS text',
		'S4 §9.1',
		{ text: 'Hello, I need help' },
		{ kind: 'text', text: 'Hello, I need help' },
	),
	received(
		'RCS suggestion',
		'contract §13, P',
		{ text: 'Yes', suggestionResponse: { postBack: { data: 'yes' }, plainText: 'Yes' } },
		{ kind: 'buttonReply', text: 'Yes', choiceId: 'yes', choiceTitle: 'Yes' },
		'suggestionResponse',
	),
	received(
		'RCS location',
		'contract §13, P',
		{ location: { latitude: 19, longitude: 72 } },
		{ kind: 'location', latitude: 19, longitude: 72 },
		'location',
	),
	received(
		'RCS file',
		'contract §13, P',
		{
			mediaUrl: 'https://files.example.com/photo.jpg',
			userFile: { payload: { fileName: 'photo.jpg', fileUri: 'https://files.example.com/photo.jpg' } },
		},
		{
			kind: 'other',
			mediaUrl: 'https://files.example.com/photo.jpg',
			fileName: 'photo.jpg',
			contentType: 'userFile',
		},
		'userFile',
	),
	received(
		'RCS photo',
		'contract §13, P',
		{
			userFile: {
				payload: {
					mimeType: 'image/jpeg',
					fileName: 'photo.jpg',
					fileUri: 'https://files.example.com/photo.jpg',
				},
			},
			messageId: 'msg_id_photo',
		},
		{
			messageId: 'msg_id_photo',
			kind: 'image',
			mediaUrl: 'https://files.example.com/photo.jpg',
			fileName: 'photo.jpg',
			mimeType: 'image/jpeg',
			contentType: 'userFile',
		},
		'userFile',
	),
	status('MESSAGE_READ', 'messageRead', { source: 'S4 §9.2', entityType: 'USER_EVENT' }),
	status('MESSAGE_SENT', 'messageSent'),
	status('MESSAGE_DELIVERED', 'messageDelivered', { entityType: 'USER_EVENT' }),
	status('MESSAGE_FAILED', 'messageFailed', {
		item: {
			failureMeaning: 'The message was not delivered',
			failureRemedy: 'Use another channel, or look the message up in Interakt.',
		},
	}),
	status('MESSAGE_FAILED', 'messageFailed', {
		name: 'RCS MESSAGE_FAILED with an object',
		entity: { messageId: 'msg_id_failed', error: { code: 404, message: 'Not reachable by RCS' } },
		item: {
			messageId: 'msg_id_failed',
			failureCode: '404',
			failureReason: 'Not reachable by RCS',
			failureMeaning: 'The message was not delivered',
			failureRemedy: 'Use another channel, or look the message up in Interakt.',
		},
	}),
	status('IS_TYPING', 'rcsEvent', { entityType: 'USER_EVENT' }),
];
