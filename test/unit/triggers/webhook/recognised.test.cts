/** By what an event is recognised when it comes again, and what is another one although it looks alike. */
import type { IDataObject } from 'n8n-workflow';

import { DedupMemory, storedKeys } from '../../../../nodes/Interakt/triggers/webhook/dedup';
import { changed, isLatest, outcome, take } from './taking.cts';

/** What is done with these, one after the other. */
function outcomes(...bodies: readonly IDataObject[]): string[] {
	const memory = new DedupMemory();
	return bodies.map((body) => outcome(take(body, memory)));
}

const isOne = ['event', 'repeated'];
const areTwo = ['event', 'event'];

const flow = (id: string | null, changes: Record<string, unknown> = {}) =>
	changed('flow reply', { 'data.message.id': id, ...changes });
const at = (time: string) => ({ timestamp: `2024-01-01T${time}.000000` });
const answers = (json: string) => ({
	'data.message.message': JSON.stringify({ nfm_reply: { response_json: json } }),
});
const nobody = { 'data.customer': {} };

test.each<[string, IDataObject, IDataObject, string[]]>([
	['two minutes of the clock meet', flow('1', at('10:00:59')), flow('2', at('10:01:00')), isOne],
	['they meet the other way around', flow('1', at('10:01:00')), flow('2', at('10:00:59')), isOne],
	['two minutes are between them', flow('1', at('10:00:00')), flow('2', at('10:02:00')), areTwo],
	[
		'two minutes are between them, the other way around',
		flow('1', at('10:02:00')),
		flow('2', at('10:00:00')),
		areTwo,
	],
	[
		'hours are between them, but they have one ID',
		flow('1', at('10:00:00')),
		flow('1', at('14:00:00')),
		isOne,
	],
	['neither has an ID', flow(null, at('10:00:10')), flow(null, at('10:00:20')), isOne],
	['neither has an ID, and nobody knows whose they are', flow(null, nobody), flow(null, nobody), isOne],
	[
		'neither has an ID, and they say different things',
		flow(null, answers('{"a":1}')),
		flow(null, answers('{"a":2}')),
		areTwo,
	],
	[
		'they are of two flows with the same answers',
		flow('1', answers('{"a":1,"flow_token":"x"}')),
		flow('2', answers('{"a":1,"flow_token":"y"}')),
		areTwo,
	],
	['nobody knows whose they are', flow('1', nobody), flow('2', nobody), areTwo],
	[
		'nobody knows whose they are, but they have one ID',
		flow('1', nobody),
		flow('1', { ...nobody, ...at('10:00:01') }),
		isOne,
	],
	['they have no time', flow('1', { timestamp: null }), flow('2', { timestamp: null }), areTwo],
	['one of them has been read wrongly', flow('1', { timestamp: 'x' }), flow('1'), isOne],
])('two submitted flows, where %s', (_, first, second, expected) => {
	expect(outcomes(first, second)).toEqual(expected);
});

test('two flow responses without answers are known by their IDs', () => {
	const response = (id: string) =>
		changed('API message flow response', {
			'data.message.id': id,
			'data.message.message': 'Sent',
			'data.message.message_content_type': 'Text',
		});

	expect(outcomes(response('1'), response('2'), response('1'))).toEqual(['event', 'event', 'repeated']);
});

const click = (changes: Record<string, unknown>) => changed('API message clicked, in the message', changes);

test.each<[string, Record<string, unknown>, Record<string, unknown>]>([
	[
		'links',
		{ 'data.message.button_link': 'https://a.example' },
		{ 'data.message.button_link': 'https://b.example' },
	],
	['payloads', { 'data.message.button_payload': 'a' }, { 'data.message.button_payload': 'b' }],
	['messages', { 'data.message.id': '1' }, { 'data.message.id': '2' }],
	[
		'words and links that run together',
		{ 'data.message.button_text': 'ab', 'data.message.button_link': 'c' },
		{ 'data.message.button_text': 'a', 'data.message.button_link': 'bc' },
	],
])('two clicks at one time on different %s are two', (_, one, other) => {
	expect(outcomes(click(one), click(other))).toEqual(areTwo);
});

test('a click on a message without an ID is known by its bytes', () => {
	const [one, other] = [
		click({ 'data.message.id': null }),
		click({ 'data.message.id': null, version: '2.0' }),
	];

	expect(outcomes(one, other, one)).toEqual(['event', 'event', 'repeated']);
});

test.each([
	['a form', flow('1'), 2],
	['a click', click({}), 2],
	['a click without an ID', click({ 'data.message.id': null }), 1],
	['a text', changed('text', {}), 1],
])('%s leaves no more than its own keys', (_, body, count) => {
	const memory = new DedupMemory();
	take(body, memory);

	expect(memory.toStored()).toHaveLength(8 * count);
});

test('a click is the same in whatever a second call says around it', () => {
	expect(outcomes(click({}), click({ version: '2.0', ...at('10:00:59') }))).toEqual(isOne);
});

test.each(['text', 'API message read'])('%s is known by its message, whatever is said around it', (name) => {
	expect(outcomes(changed(name, {}), changed(name, { version: '2.0' }))).toEqual(isOne);
});

test.each([
	[['messageReceived', 'formSubmitted'], true],
	[['any'], true],
	[['messageReceived'], false],
])('where %j are chosen, a form waits for its second arrival: %s', (chosen, waits) => {
	const received = take(flow('1'), new DedupMemory(), { chosen: new Set(chosen) });

	expect([received.kind, 'held' in received]).toEqual(['event', waits]);
});

test('a form that an agent has sent back does not wait for a second arrival', () => {
	const echo = changed('flow reply', { 'data.message.chat_message_type': 'AgentMessage' });
	const received = take(echo);

	expect(received).toMatchObject({ kind: 'event', event: { event: 'ownMessage' } });
	expect(received).not.toHaveProperty('held');
});

test('of one message several things can be told, and each is known by its bytes', () => {
	const assigned = (name: string) =>
		changed('agent message of a type that is not known', { 'data.note': name });

	expect(outcomes(assigned('a'), assigned('b'), assigned('a'))).toEqual(['event', 'event', 'repeated']);
});

test.each(['text', 'API message read'])('%s without a message ID is known by its bytes', (name) => {
	const of = (changes: Record<string, unknown>) => changed(name, { 'data.message.id': null, ...changes });

	expect(outcomes(of({}), of({ 'data.message.note': 'a' }), of({}))).toEqual(['event', 'event', 'repeated']);
});

test('who has submitted a flow has read its message, so that no status of it is newer', () => {
	const memory = new DedupMemory();
	take(changed('API message flow response', { 'data.message.id': 'one' }), memory);

	expect(isLatest(take(changed('API message read', { 'data.message.id': 'one' }), memory))).toBe(false);
	expect(isLatest(take(changed('API message read', { 'data.message.id': 'two' }), memory))).toBe(true);
});

test.each([
	[60_000, 'event'],
	[59_999, 'tooOld'],
])('an event of a minute ago, where it may be %i ms old: %s', (oldest, expected) => {
	expect(outcome(take(changed('text', at('10:00:00')), new DedupMemory(), { oldest }))).toBe(expected);
});

test('what was stored is read back key by key, and nothing of what was cut off', () => {
	expect(storedKeys('aaaaaaaabbbbbbbb')).toEqual(['aaaaaaaa', 'bbbbbbbb']);
	expect(storedKeys('aaaaaaaabbbb')).toEqual([]);
});

test('a key is kept once, however often it comes', () => {
	const memory = new DedupMemory();
	memory.add(['aaaaaaaa', 'bbbbbbbb']);
	memory.add(['aaaaaaaa']);

	expect(memory.toStored()).toBe('aaaaaaaabbbbbbbb');
});
