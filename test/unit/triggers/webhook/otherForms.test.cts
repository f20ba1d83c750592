/** Bodies in other words than those of the contract, which still say plainly what has happened. */
import type { IDataObject } from 'n8n-workflow';

import { contentOf } from '../../../../nodes/Interakt/triggers/webhook/content';
import { undelivered } from '../../../../nodes/Interakt/triggers/webhook/deliveryErrors';
import { eventOf } from '../../../../nodes/Interakt/triggers/webhook/parse';
import { customerOf, utc } from '../../../../nodes/Interakt/triggers/webhook/read';

const json = JSON.stringify;
const file = 'https://files.example.com/a';
const yes = { kind: 'buttonReply', text: 'Yes', choiceId: '1', choiceTitle: 'Yes' };

describe('what a customer sent', () => {
	test.each<[string, IDataObject, object]>([
		[
			'a choice by itself',
			{ message_content_type: 'InteractiveButtonReply', message: json({ id: '1', title: 'Yes' }) },
			yes,
		],
		[
			'a quick reply by itself',
			{ message_content_type: 'Button', message: json({ payload: '1', text: 'Yes' }) },
			yes,
		],
		[
			'a row by itself',
			{
				message_content_type: 'InteractiveListReply',
				message: json({ id: '1', title: 'Mon', description: 'am' }),
			},
			{ kind: 'listReply', text: 'Mon', choiceId: '1', choiceTitle: 'Mon', choiceDescription: 'am' },
		],
		[
			'a choice as WhatsApp wraps it',
			{
				message_content_type: 'Interactive',
				message: json({ interactive: { button_reply: { id: '1', title: 'Yes' } } }),
			},
			yes,
		],
		[
			'a choice that was encoded twice',
			{
				message_content_type: 'InteractiveButtonReply',
				message: json(json({ button_reply: { id: '1', title: 'Yes' } })),
			},
			yes,
		],
		[
			'a quick reply by another name',
			{ message_content_type: 'Quick Reply', message: 'Yes' },
			{ kind: 'buttonReply', text: 'Yes', choiceTitle: 'Yes' },
		],
		[
			'a text as WhatsApp has it',
			{ message_content_type: 'Text', message: { body: 'Hello' } },
			{ kind: 'text', text: 'Hello' },
		],
		[
			'a text in a text',
			{ message_content_type: 'Text', message: { text: { body: 'Hello' } } },
			{ kind: 'text', text: 'Hello' },
		],
		[
			'a caption beside it',
			{ message_content_type: 'Image', media_url: file, message: null, caption: 'Look' },
			{ kind: 'image', mediaUrl: file, caption: 'Look' },
		],
		[
			'a file as WhatsApp has it',
			{
				message_content_type: 'Document',
				message: json({ link: file, caption: 'Bill', filename: 'bill.pdf', mime_type: 'application/pdf' }),
			},
			{
				kind: 'document',
				mediaUrl: file,
				caption: 'Bill',
				fileName: 'bill.pdf',
				mimeType: 'application/pdf',
			},
		],
		[
			'a caption that is JSON of something else',
			{ message_content_type: 'Image', media_url: file, message: '{"a":1}' },
			{ kind: 'image', mediaUrl: file, caption: '{"a":1}' },
		],
		...(
			[
				['Photo', 'image'],
				['GIF', 'video'],
				['PTT', 'audio'],
				['Voice Note', 'audio'],
				['File', 'document'],
				['image/jpeg', 'image'],
				['application/pdf', 'document'],
			] as const
		).map(([type, kind]): [string, IDataObject, object] => [
			`a file called ${type}`,
			{ message_content_type: type, media_url: file, message: 'None' },
			{ kind, mediaUrl: file },
		]),
		[
			'a place in other words',
			{ message_content_type: 'Location', message: json({ lat: 19.1, lng: '72.2' }) },
			{ kind: 'location', latitude: 19.1, longitude: 72.2 },
		],
		[
			'a place as text',
			{ message_content_type: 'Location', message: '19.1, 72.2' },
			{ kind: 'location', latitude: 19.1, longitude: 72.2, text: '19.1, 72.2' },
		],
		[
			'a place beside the message',
			{ message_content_type: 'Location', location: { latitude: 1, longitude: 2 } },
			{ kind: 'location', latitude: 1, longitude: 2 },
		],
		[
			'a place that moves',
			{ message_content_type: 'LiveLocation', message: json({ latitude: 1, longitude: 2 }) },
			{ kind: 'location', latitude: 1, longitude: 2 },
		],
		[
			'a place that is an address',
			{ message_content_type: 'Location', message: '12, MG Road' },
			{ kind: 'location', text: '12, MG Road' },
		],
		[
			'nothing that can be shown',
			{ message_content_type: 'unknown', message: 'None' },
			{ kind: 'other', contentType: 'unknown' },
		],
	])('%s', (_, message, expected) => {
		expect(contentOf(message)).toEqual(expected);
	});
});

/** The event of a message that is received, with some members of `data` or of the message in another form. */
const received = (message: IDataObject, more: IDataObject = {}) =>
	eventOf({
		type: 'message_received',
		data: { message: { id: 'm', message: 'Hello', ...message }, ...more },
	});

describe('what comes as JSON in a text, or under another name', () => {
	test.each<[string, IDataObject, object]>([
		[
			'data',
			{ type: 'message_received', data: json({ message: { id: 'm', message: 'Hello' } }) },
			{ messageId: 'm', text: 'Hello' },
		],
		[
			'the message',
			{ type: 'message_received', data: { message: json({ id: 'm', message: 'Hello' }) } },
			{ messageId: 'm', text: 'Hello' },
		],
		[
			'the entity',
			{ entityType: 'USER_MESSAGE', entity: json({ messageId: 'm', text: 'Hello' }) },
			{ messageId: 'm', text: 'Hello' },
		],
		[
			'what was clicked',
			{
				type: 'message_api_clicked',
				data: { message: { id: 'm', meta_data: json({ click_type: 'URL', button_link: file }) } },
			},
			{ clickType: 'link', clickLink: file },
		],
		[
			'what a button carries',
			{
				type: 'message_api_clicked',
				data: { message: { id: 'm', button_payload: json({ payload: { payload: 'p', text: 'Yes' } }) } },
			},
			{ clickType: 'quickReply', clickPayload: 'p', clickText: 'Yes' },
		],
		[
			'a type with a space',
			{ type: ' message_received ', data: { message: { id: 'm', message: 'Hello' } } },
			{ event: 'messageReceived', type: 'message_received' },
		],
		[
			'a message without an ID',
			{
				type: 'message_received',
				data: { customer: { channel_phone_number: '919999999999' }, message: { message: 'Hello' } },
			},
			{ event: 'messageReceived', phoneNumber: '+919999999999', text: 'Hello' },
		],
		[
			'a status of RCS as its platform has it',
			{ entityType: 'USER_EVENT', entity: { eventType: 'DELIVERED', messageId: 'm' } },
			{ event: 'messageDelivered', type: 'DELIVERED' },
		],
		[
			'a suggestion as its platform has it',
			{
				entityType: 'USER_MESSAGE',
				entity: { messageId: 'm', suggestionResponse: { postbackData: '1', text: 'Yes' } },
			},
			yes,
		],
		[
			'a file of RCS without its wrapping',
			{
				entityType: 'USER_MESSAGE',
				entity: { messageId: 'm', userFile: { fileUri: file, mimeType: 'image/png' } },
			},
			{ kind: 'image', mediaUrl: file, mimeType: 'image/png' },
		],
		[
			'answers to a workflow',
			{
				type: 'workflow_response_update',
				data: {
					customer_name: 'None',
					data: json([
						{ question: 'Day?', answer: 'Monday' },
						{ question: { message: 'Which?' }, answer: { message: ['a', 'b'] } },
					]),
				},
			},
			{
				answers: [
					{ question: 'Day?', answer: 'Monday' },
					{ question: 'Which?', answer: 'a, b' },
				],
			},
		],
	])('%s', (_, body, expected) => {
		expect(eventOf(body)).toMatchObject(expected);
	});

	test('an answer to a workflow of a nameless person has no name', () => {
		expect(eventOf({ type: 'workflow_response_update', data: { customer_name: 'None' } })).not.toHaveProperty(
			'name',
		);
	});

	test('what it answers, by the name of WhatsApp', () => {
		expect(received({ context: { id: 'before' } })).toMatchObject({ messageContext: { id: 'before' } });
	});

	test.each(['CustomerMessage', 'customermessage', 'customer_message', 'Customer Message'])(
		'%s is of the customer',
		(chat_message_type) => {
			expect(received({ chat_message_type })).toMatchObject({ event: 'messageReceived' });
		},
	);

	test.each(['AgentMessage', 'PublicApiMessage', 'customer_message_bot'])(
		'%s is not',
		(chat_message_type) => {
			expect(received({ chat_message_type })).toMatchObject({ event: 'ownMessage' });
		},
	);
});

test("WhatsApp's ID of a person who shows no number is no number", () => {
	expect(customerOf({ channel_phone_number: 'IN.1234567890123', id: 'c' })).toEqual({ contactId: 'c' });
	expect(customerOf({ channel_phone_number: 'whatsapp:+919999999999' })).toMatchObject({
		phoneNumber: '+919999999999',
	});
});

test('traits in a text are traits', () => {
	expect(customerOf({ traits: '{"name":"Asha"}' })).toEqual({ name: 'Asha', traits: { name: 'Asha' } });
});

test.each([
	['2024-01-01 10:00:00 UTC', '2024-01-01T10:00:00.000Z'],
	['Mon, 01 Jan 2024 10:00:00 GMT', '2024-01-01T10:00:00.000Z'],
	['1704103200', '2024-01-01T10:00:00.000Z'],
	['1704103200000', '2024-01-01T10:00:00.000Z'],
	['2024-01-01T10:00:00Z', '2024-01-01T10:00:00.000Z'],
	['2024-01-01T10:00:00gmt', '2024-01-01T10:00:00.000Z'],
	['2024-01-01T10:00:00+05:30', '2024-01-01T04:30:00.000Z'],
	['17041032000', undefined],
	['170410320', undefined],
	['at 2024-01-01 10:00', undefined],
	['2024-01-01 10:00 UTC+1', undefined],
	['UTC', undefined],
])('the time %s', (given, expected) => {
	expect(utc(given)).toBe(expected);
});

describe('why a message was not delivered, as WhatsApp writes it', () => {
	const error = {
		code: 131047,
		title: 'Re-engagement message',
		error_data: { details: 'More than 24 hours' },
	};
	const window = { failureCode: '131047', failureMeaning: expect.stringContaining('24 hours') as string };

	test.each<[string, unknown, unknown]>([
		['an object', null, error],
		['a list', null, [error]],
		['JSON', undefined, json(error)],
		['JSON of a list', '', json([error])],
		['a code in brackets', '(#131047)', null],
		['a code with a point', '131047.0', null],
	])('%s', (_, code, reason) => {
		expect(undelivered(code, reason)).toMatchObject(window);
	});

	test('gives its words', () => {
		expect(undelivered(null, [error]).failureReason).toBe('Re-engagement message; More than 24 hours');
	});
});
