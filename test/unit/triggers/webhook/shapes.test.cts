/** What a webhook may look like besides the examples: members in other places, of other types, or not there. */
import type { IDataObject } from 'n8n-workflow';

import { eventOf } from '../../../../nodes/Interakt/triggers/webhook/parse';
import { clickOf } from '../../../../nodes/Interakt/triggers/webhook/whatsapp';
import { changed } from './taking.cts';

const link = (value: unknown) =>
	({ message: { meta_data: { cta_click_info: { link: value } } } }) as IDataObject;
const inMessage = (members: object) => ({ message: members }) as IDataObject;

test.each<[string, IDataObject, object]>([
	['nothing', {}, {}],
	[
		'a click on one link',
		link({ url: 'https://a.example' }),
		{ clickType: 'link', clickLink: 'https://a.example' },
	],
	[
		'clicks on several links, of which the last one counts',
		link([
			{ url: 'https://a.example' },
			{ url: 'https://c.example' },
			{ url: 'https://b.example', clicked_at_utc: '2024-01-01T10:00:00' },
		]),
		{ clickType: 'link', clickLink: 'https://b.example', clickedAt: '2024-01-01T10:00:00.000Z' },
	],
	['no links', link([]), {}],
	[
		'a link in JSON',
		{ message: { meta_data: { cta_click_info: '{"link":{"url":"https://a.example"}}' } } },
		{ clickType: 'link', clickLink: 'https://a.example' },
	],
	['a type in small letters', inMessage({ click_type: 'cta' }), { clickType: 'link' }],
	['a type that nobody knows', inMessage({ click_type: 'Voice' }), { clickType: 'Voice' }],
	['a payload alone', inMessage({ button_payload: 'yes' }), { clickType: 'quickReply', clickPayload: 'yes' }],
	[
		'a payload of words alone',
		inMessage({ button_payload: { payload: { text: 'Yes' } } }),
		{ clickType: 'quickReply', clickPayload: 'Yes', clickText: 'Yes' },
	],
	[
		'a payload without an inner one',
		inMessage({ button_payload: { payload: 'p', text: 'Yes' } }),
		{ clickType: 'quickReply', clickPayload: 'p', clickText: 'Yes' },
	],
])('a click with %s', (_, data, expected) => {
	expect(clickOf(data)).toEqual(expected);
});

const item = (name: string, changes: Record<string, unknown>) => eventOf(changed(name, changes));

test.each<[string, Record<string, unknown>, unknown]>([
	['of the message', { 'data.message.message_cost': { amount: 1 }, 'data.message_cost': 2 }, { amount: 1 }],
	['beside an empty one', { 'data.message.message_cost': {}, 'data.message_cost': 2 }, 2],
	['beside a blank one', { 'data.message.message_cost': ' ', 'data.message_cost': '0.5' }, '0.5'],
	['that is nowhere', { 'data.message.message_cost': null }, undefined],
])('the price %s', (_, changes, expected) => {
	expect(item('API message read', changes)?.messageCost).toEqual(expected);
});

test('only a click has what was clicked', () => {
	expect(item('API message read', { 'data.message.button_text': 'Yes' })).not.toHaveProperty('clickText');
});

test.each([
	['CustomerMessage', 'messageReceived'],
	[null, 'messageReceived'],
	['BotMessage', 'ownMessage'],
])('a received message of the type %j is a %s', (type, event) => {
	expect(item('text', { 'data.message.chat_message_type': type })?.event).toBe(event);
});

test('a form that comes as text is one by its type', () => {
	const changes = { 'data.message.message_content_type': 'Text', 'data.message.message': 'Sent' };

	expect(item('API message flow response', changes)).toMatchObject({ kind: 'flowReply', text: 'Sent' });
});

const workflow = (data: unknown) =>
	eventOf({ type: 'workflow_response_update', data: { workflow_id: '1', data } as IDataObject })?.answers;

test.each<[string, unknown, unknown[]]>([
	['no list', 7, []],
	['one answer alone', { answer: { message: 'Yes' } }, [{ answer: 'Yes' }]],
	['what is no answer', [7, null, 'a', { answer: { message: 'Yes' } }], [{ answer: 'Yes' }]],
	['the word None', [{ answer: { message: 'None' } }], [{ answer: 'None' }]],
	[
		'the word None beside a file',
		[{ answer: { message: 'None', media_url: 'https://files.example.com/1' } }],
		[{ mediaUrl: 'https://files.example.com/1' }],
	],
	['a time beside it', [{ timestamp: '2024-01-01T10:00:00' }], [{ time: '2024-01-01T10:00:00.000Z' }]],
])('the answers of a workflow that hold %s', (_, data, expected) => {
	expect(workflow(data)).toEqual(expected);
});

const rcs = (entity: IDataObject, entityType = 'USER_MESSAGE') => eventOf({ entityType, entity });
const file = 'https://files.example.com/1';

test.each<[string, IDataObject, object]>([
	['words', { text: 'Hello' }, { kind: 'text', text: 'Hello' }],
	['words in capitals', { type: 'TEXT', text: 'Hello' }, { kind: 'text', text: 'Hello' }],
	[
		'rich text',
		{ type: 'richtext', text: 'Hello' },
		{ kind: 'other', text: 'Hello', contentType: 'richtext' },
	],
	[
		'a text of its own',
		{ type: 'text2', text: 'Hello' },
		{ kind: 'other', text: 'Hello', contentType: 'text2' },
	],
	['a file of which nothing is said', { mediaUrl: file }, { kind: 'other', mediaUrl: file }],
	[
		'a file whose type is that of the message',
		{ mediaUrl: file, type: 'image/png' },
		{ kind: 'image', mediaUrl: file, mimeType: 'image/png', contentType: 'image/png' },
	],
	[
		'a file with a word for its type',
		{ mediaUrl: file, type: 'VIDEO' },
		{ kind: 'video', mediaUrl: file, contentType: 'VIDEO' },
	],
])('an RCS message of %s', (_, entity, expected) => {
	expect(rcs(entity)).toEqual({
		event: 'messageReceived',
		channel: 'rcs',
		type: 'USER_MESSAGE',
		...expected,
	});
});

test('an RCS message is one, whatever event it names', () => {
	expect(rcs({ text: 'Hello', eventType: 'MESSAGE_READ' })?.event).toBe('messageReceived');
});

test('an RCS event that nobody knows is given as it came', () => {
	expect(rcs({ a: 1 }, 'NEW_ONE')).toEqual({
		event: 'unknown',
		channel: 'rcs',
		type: 'NEW_ONE',
		details: { a: 1 },
	});
});
