import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { DedupMemory } from '../../../../nodes/Interakt/triggers/webhook/dedup';
import type { Proof } from '../../../../nodes/Interakt/triggers/webhook/signature';
import { webhookExamples } from '../../../contract/webhooks/index.cts';
import { changed, example, outcome, take, takeAll, takeBytes } from './taking.cts';

describe('whatever comes', () => {
	test('bytes that nothing proves start nothing', () => {
		fc.assert(
			fc.property(fc.uint8Array(), fc.constantFrom<Proof>('missing', 'wrong'), (array, proof) => {
				expect(outcome(takeBytes(Buffer.from(array), proof))).toBe('unauthenticated');
			}),
		);
	});

	test('signed bytes that are no JSON object start nothing', () => {
		const notObject = fc.oneof(
			fc.uint8Array().map((array) => Buffer.from(array)),
			fc
				.json()
				.filter((text) => !text.startsWith('{'))
				.map((text) => Buffer.from(text)),
		);
		fc.assert(
			fc.property(notObject, (bytes) => {
				const outcomes = takeAll(bytes).map(outcome);
				expect(outcomes.length).toBeGreaterThan(0);
				for (const each of outcomes) expect(each).not.toMatch(/event|test|unauthenticated/);
			}),
		);
	});

	test('an event that is cut off anywhere starts nothing', () => {
		const bodies = fc.constantFrom(...webhookExamples.map(({ body }) => JSON.stringify(body)));
		fc.assert(
			fc.property(bodies, fc.double({ min: 0, max: 1, noNaN: true }), (text, share) => {
				const bytes = Buffer.from(text.slice(0, Math.floor(text.length * share * 0.999)));
				expect(outcome(takeBytes(bytes))).toMatch(/empty|notJson/);
			}),
		);
	});

	test('signed objects of any shape are read without a throw, and n8n can store what comes of them', () => {
		const names = fc.constantFrom(
			'type',
			'data',
			'entityType',
			'entity',
			'message',
			'customer',
			'event',
			'__proto__',
			'constructor',
			'id',
			'traits',
			'meta_data',
			'message_content_type',
			'media_url',
			'timestamp',
			'location',
			'userFile',
			'button_reply',
		);
		const leaves = fc.oneof(
			fc.constantFrom<unknown>(
				null,
				true,
				0,
				1e300,
				'',
				'None',
				'Text',
				'constructor',
				'__proto__',
				'message_received',
				'message_api_read',
				'workflow_response_update',
				'USER_EVENT',
				'{"button_reply":[]}',
				'[[]]',
			),
			fc.string(),
		);
		const { body } = fc.letrec((tie) => ({
			body: fc.dictionary(names, tie('value'), { maxKeys: 8 }),
			value: fc.oneof(
				{ withCrossShrink: true },
				leaves,
				tie('body'),
				fc.array(tie('body'), { maxLength: 3 }),
			),
		}));
		fc.assert(
			fc.property(body, (object) => {
				const received = take(object as IDataObject);
				const event = 'event' in received ? received.event : {};
				expect(outcome(received)).toMatch(/event|test|noEvent/);
				expect(JSON.parse(JSON.stringify(event))).toEqual(event);
				expect(({} as Record<string, unknown>).polluted).toBeUndefined();
			}),
			{ numRuns: 2000 },
		);
	});

	test('an example with any member replaced is read without a throw', () => {
		const bodies = fc.constantFrom(...webhookExamples.map(({ name }) => name));
		fc.assert(
			fc.property(bodies, fc.nat(), fc.jsonValue(), (name, place, value) => {
				const body = example(name);
				const members: Array<[IDataObject, string]> = [];
				const collect = (object: IDataObject) => {
					for (const [key, member] of Object.entries(object)) {
						members.push([object, key]);
						if (typeof member === 'object' && member !== null) collect(member as IDataObject);
					}
				};
				collect(body);
				const [parent, key] = members[place % members.length] ?? [body, 'type'];
				parent[key] = value as IDataObject;
				expect(outcome(take(body))).toMatch(/event|test|noEvent/);
			}),
			{ numRuns: 2000 },
		);
	});
});

test('1,000 messages, 200 of them repeated, and their shuffled statuses pass once each', () => {
	const memory = new DedupMemory();
	const messages = Array.from({ length: 1000 }, (_, index) =>
		changed('text', { 'data.message.id': `message-${index}` }),
	);
	const statuses = Array.from({ length: 1000 }, (_, index) =>
		['sent', 'delivered', 'read'].map((name) =>
			changed(`API message ${name}`, { 'data.message.id': `sent-${index}` }),
		),
	);
	const calls = [
		...messages,
		...messages.slice(0, 200),
		...statuses.flat(),
		...statuses.slice(0, 200).flat(),
	];
	const shuffled = calls
		.map((body, index) => ({ body, place: (index * 7919) % calls.length }))
		.sort((one, other) => one.place - other.place)
		.map(({ body }) => body);
	const events = shuffled.map((body) => take(body, memory)).filter(({ kind }) => kind === 'event');

	const count = (name: string) =>
		events.filter((received) => received.kind === 'event' && received.event.event === name).length;
	expect(['messageReceived', 'messageSent', 'messageDelivered', 'messageRead'].map(count)).toEqual([
		1000, 1000, 1000, 1000,
	]);
});
