import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import {
	mostInMemory,
	mostStored,
	SeenEvents,
	storedKeys,
} from '../../../../nodes/Interakt/triggers/webhook/dedup';
import { objectAt } from '../../../../nodes/Interakt/triggers/webhook/read';
import { receive, type Received, type Settings } from '../../../../nodes/Interakt/triggers/webhook/receive';
import type { Proof } from '../../../../nodes/Interakt/triggers/webhook/signature';
import { webhookExamples } from '../../../contract/webhooks/index.cts';

const now = Date.parse('2024-01-01T10:01:00Z');

const everything: Settings = {
	unsignedWorkflows: false,
	chosen: new Set(['any']),
	oldest: undefined,
	dropLate: false,
};

/** Takes a call of Interakt. */
function take(
	body: IDataObject,
	seen = new SeenEvents(),
	settings: Partial<Settings> = {},
	proof: Proof = 'genuine',
): Received {
	return takeBytes(Buffer.from(JSON.stringify(body)), proof, seen, settings);
}

const takeBytes = (
	bytes: Buffer,
	proof: Proof = 'genuine',
	seen = new SeenEvents(),
	settings: Partial<Settings> = {},
) => receive({ bytes, proof }, { ...everything, ...settings }, seen, now);

function example(name: string): IDataObject {
	const found = webhookExamples.find((each) => each.name === name);
	if (!found) throw new Error(`There is no example ${name}`);
	return structuredClone(found.body);
}

/** `data.message.message` of an example. */
const messageIn = (name: string): unknown => objectAt(example(name), 'data', 'message').message;

/** An example with some members changed, by their path. */
function changed(name: string, changes: Record<string, unknown>): IDataObject {
	const body = example(name);
	for (const [path, value] of Object.entries(changes)) {
		const names = path.split('.');
		const last = names.pop() ?? '';
		const parent = names.reduce<IDataObject>((object, each) => object[each] as IDataObject, body);
		parent[last] = value as IDataObject;
	}
	return body;
}

/** In a word, what is done with a call. */
const outcome = (received: Received) => (received.kind === 'dropped' ? received.why : received.kind);
const isLatest = (received: Received) =>
	received.kind === 'event' ? received.event.isLatest : outcome(received);

test.each<[string, string, Proof, boolean, string]>([
	['genuine', 'text', 'genuine', false, 'event'],
	['unsigned', 'text', 'missing', false, 'forged'],
	['wrongly signed', 'text', 'wrong', false, 'forged'],
	['unsigned, of a workflow', 'workflow response', 'missing', false, 'forged'],
	['unsigned, of a workflow that may', 'workflow response', 'missing', true, 'event'],
	['wrongly signed, of a workflow that may come unsigned', 'workflow response', 'wrong', true, 'forged'],
	['unsigned, where only workflows may', 'text', 'missing', true, 'forged'],
	['an unsigned test', 'dashboard test', 'missing', true, 'forged'],
])('a call that is %s', (_, name, proof, unsignedWorkflows, expected) => {
	expect(outcome(take(example(name), new SeenEvents(), { unsignedWorkflows }, proof))).toBe(expected);
});

test('unsigned bytes that are no JSON are forged, even where workflows may come unsigned', () => {
	expect(outcome(takeBytes(Buffer.from('{'), 'missing', new SeenEvents(), { unsignedWorkflows: true }))).toBe(
		'forged',
	);
});

describe('once', () => {
	const passed = webhookExamples.filter(({ name }) => name !== 'dashboard test');

	test.each(passed.map(({ name, body }) => [name, body] as const))('%s passes once', (_, body) => {
		const seen = new SeenEvents();
		expect([1, 2, 3].map(() => outcome(take(body, seen)))).toEqual(['event', 'repeated', 'repeated']);
	});

	test('what is no repeat passes, whatever came before', () => {
		const seen = new SeenEvents();
		const once = passed.filter(
			({ name }) => !/clicked, in the (event|message)|^campaign|^RCS (sug|loc|file)/.test(name),
		);

		expect(once.filter(({ body }) => outcome(take(body, seen)) !== 'event').map(({ name }) => name)).toEqual(
			[],
		);
	});

	test('the test of the dashboard arrives every time', () => {
		const seen = new SeenEvents();
		expect([1, 2].map(() => outcome(take(example('dashboard test'), seen)))).toEqual(['test', 'test']);
	});

	test('two clicks on one message are two, each of them once', () => {
		const seen = new SeenEvents();
		const first = example('API message clicked, in the event');
		const second = changed('API message clicked, in the event', {
			'data.event.click_timestamp': '2024-01-01 10:00:10',
		});
		expect([first, second, first, second].map((body) => outcome(take(body, seen)))).toEqual([
			'event',
			'event',
			'repeated',
			'repeated',
		]);
	});

	test.each([
		['message_received first', ['flow reply', 'flow']],
		['message_api_flow_response first', ['flow', 'flow reply']],
	])('a submitted flow that arrives under two types is one: %s', (_, order) => {
		const twin = changed('API message flow response', {
			'data.message.id': 'received-flow-reply',
			'data.message.message': messageIn('flow reply'),
		});
		const seen = new SeenEvents();
		const bodies = order.map((name) => (name === 'flow' ? twin : example(name)));

		expect(bodies.map((body) => outcome(take(body, seen)))).toEqual(['event', 'repeated']);
	});

	test('a submitted flow is one even if its two arrivals have different IDs', () => {
		const seen = new SeenEvents();
		const answers = messageIn('flow reply');
		const twin = changed('API message flow response', {
			'data.message.message': answers,
			timestamp: '2024-01-01T10:00:59.000000',
		});
		expect(outcome(take(example('flow reply'), seen))).toBe('event');
		expect(outcome(take(twin, seen))).toBe('repeated');
	});

	test.each([
		['other answers', { 'data.message.message': '{"nfm_reply":{"response_json":"{\\"a\\":1}"}}' }],
		['the same answers some minutes later', { timestamp: '2024-01-01T10:03:00.000000' }],
		['the same answers of somebody else', { 'data.customer.channel_phone_number': '919999999998' }],
	])('%s are another submission', (_, changes) => {
		const seen = new SeenEvents();
		const other = changed('flow reply', { 'data.message.id': 'another', ...changes });
		expect(outcome(take(example('flow reply'), seen))).toBe('event');
		expect(outcome(take(other, seen))).toBe('event');
	});

	test('what was not chosen is not remembered', () => {
		const seen = new SeenEvents();
		const body = example('API message read');
		expect(outcome(take(body, seen, { chosen: new Set(['messageReceived']) }))).toBe('notChosen');
		expect(outcome(take(body, seen, { chosen: new Set(['apiMessageRead']) }))).toBe('event');
	});

	test('an echo of our own never counts as received', () => {
		const settings = { chosen: new Set(['messageReceived', 'messageReceivedText']) };
		expect(outcome(take(example('echo of an agent'), new SeenEvents(), settings))).toBe('notChosen');
	});
});

describe('order', () => {
	const status = (name: string) => example(`API message ${name}`);

	test.each([
		[
			['sent', 'delivered', 'read'],
			[true, true, true],
		],
		[
			['read', 'sent', 'delivered'],
			[true, false, false],
		],
		[
			['delivered', 'sent', 'read'],
			[true, false, true],
		],
		[
			['failed', 'sent'],
			[true, false],
		],
		[
			['sent', 'failed'],
			[true, true],
		],
		[
			['clicked, in the event', 'read'],
			[true, false],
		],
	])('of %j the newest so far are %j', (names, expected) => {
		const seen = new SeenEvents();
		expect(names.map((name) => isLatest(take(status(name), seen)))).toEqual(expected);
	});

	test('a second click is as new as the first', () => {
		const seen = new SeenEvents();
		const second = changed('API message clicked, in the event', {
			'data.event.click_timestamp': '2024-01-01 10:00:10',
		});
		const clicks = [example('API message clicked, in the event'), second];
		expect(clicks.map((body) => isLatest(take(body, seen)))).toEqual([true, true]);
	});

	test('is kept for each message by itself', () => {
		const seen = new SeenEvents();
		take(status('read'), seen);
		const other = changed('API message sent', { 'data.message.id': 'another' });
		expect(isLatest(take(other, seen))).toBe(true);
	});

	test('late ones can be dropped', () => {
		const seen = new SeenEvents();
		take(status('read'), seen);
		expect(outcome(take(status('sent'), seen, { dropLate: true }))).toBe('late');
	});

	test('is nothing that a received message has', () => {
		const received = take(example('text'));
		expect(received.kind === 'event' && 'isLatest' in received.event).toBe(false);
	});
});

test.each([
	[{}],
	[{ hello: 'world' }],
	[{ type: 1 }],
	[{ type: null, data: {} }],
	[{ type: ['message_received'], data: {} }],
	[{ type: ' ', data: {} }],
	[{ entityType: null }],
	[{ entityType: 1, entity: {} }],
])('%j is no event, even if it is signed', (body) => {
	expect(outcome(take(body))).toBe('noEvent');
});

describe('an event without what it is about', () => {
	const nothing = [undefined, null, 0, 7, true, '', 'text', [], [{ message: { id: '1' } }], {}];
	const ofKnownType = webhookExamples.filter(({ item }) => !['unknown', 'test'].includes(String(item.event)));

	test.each(ofKnownType.map(({ name, body }) => [name, body] as const))(
		'%s: starts nothing and leaves no mark',
		(_, body) => {
			const part = 'entityType' in body ? 'entity' : 'data';
			const seen = new SeenEvents();
			const outcomes = nothing.map((value) => outcome(take({ ...body, [part]: value } as IDataObject, seen)));

			expect(new Set(outcomes)).toEqual(new Set(['noEvent']));
			expect(seen.latest).toEqual([]);
		},
	);

	test.each(
		ofKnownType
			.filter(({ body, item }) => 'messageId' in item && 'data' in body && item.event !== 'agentMessage')
			.map(({ name }) => [name] as const),
	)('%s, whose message is missing: starts nothing', (name) => {
		const outcomes = nothing.map((value) => outcome(take(changed(name, { 'data.message': value }))));

		expect(new Set(outcomes)).toEqual(new Set(['noEvent']));
	});

	test.each([
		['type that is not known', 'type', 'data'],
		['RCS of a type that is not known', 'entityType', 'entity'],
	])('%s: passes as it is, because nobody knows what belongs to it', (_, type, part) => {
		const detailsOf = (value: unknown) => {
			const received = take({ [type]: 'order_paid', [part]: value } as IDataObject, new SeenEvents(), {
				chosen: new Set(['unknown']),
			});
			return received.kind === 'event' ? received.event.details : outcome(received);
		};

		expect(nothing.map(detailsOf)).toEqual(nothing.map((value) => value ?? undefined));
	});

	test('of the dashboard is still its test', () => {
		expect(nothing.map((data) => outcome(take({ type: 'Webhook Test', data } as IDataObject)))).toEqual(
			nothing.map(() => 'test'),
		);
	});

	test('an unsigned workflow response is forged, because nothing says that it is one', () => {
		const call = { type: 'workflow_response_update', data: null };
		expect(outcome(take(call, new SeenEvents(), { unsignedWorkflows: true }, 'missing'))).toBe('forged');
	});
});

test('an event without a time is never too old', () => {
	expect(outcome(take(changed('text', { timestamp: null }), new SeenEvents(), { oldest: 1 }))).toBe('event');
});

test.each<[string, string, number | undefined, string]>([
	['a minute old', 'text', 120_000, 'event'],
	['too old', 'text', 10_000, 'tooOld'],
	['any age', 'text', undefined, 'event'],

	['too old of the other family', 'RCS text', 10_000, 'tooOld'],
])('an event that is %s', (_, name, oldest, expected) => {
	expect(outcome(take(example(name), new SeenEvents(), { oldest }))).toBe(expected);
});

describe('memory', () => {
	test('is bounded, and the oldest give way', () => {
		const seen = new SeenEvents();
		for (let index = 0; index < mostInMemory + 10; index++) seen.add([`mark ${index}`]);

		expect(seen.has('mark 9')).toBe(false);
		expect(seen.has('mark 10')).toBe(true);
		expect(seen.latest).toHaveLength(mostStored);
		expect(seen.latest.at(-1)).toBe(`mark ${mostInMemory + 9}`);
	});

	test('knows after a restart what was stored', () => {
		const before = new SeenEvents();
		take(example('API message read'), before);
		const after = new SeenEvents();
		after.add(storedKeys(JSON.parse(JSON.stringify(before.latest))));

		expect(outcome(take(example('API message read'), after))).toBe('repeated');
		expect(isLatest(take(example('API message sent'), after))).toBe(false);
	});

	test.each([[undefined], [null], ['text'], [{ a: 1 }], [[1, null, {}]]])(
		'takes %j for nothing',
		(stored) => {
			expect(storedKeys(stored)).toEqual([]);
		},
	);
});

describe('whatever comes', () => {
	test('bytes that nothing proves start nothing', () => {
		fc.assert(
			fc.property(fc.uint8Array(), fc.constantFrom<Proof>('missing', 'wrong'), (array, proof) => {
				expect(outcome(takeBytes(Buffer.from(array), proof))).toBe('forged');
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
				expect(outcome(takeBytes(bytes))).not.toMatch(/event|test|forged/);
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
	const seen = new SeenEvents();
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
	const events = shuffled.map((body) => take(body, seen)).filter(({ kind }) => kind === 'event');

	const count = (name: string) =>
		events.filter((received) => received.kind === 'event' && received.event.event === name).length;
	expect(['messageReceived', 'messageSent', 'messageDelivered', 'messageRead'].map(count)).toEqual([
		1000, 1000, 1000, 1000,
	]);
});
