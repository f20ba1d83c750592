import type { IDataObject } from 'n8n-workflow';

import {
	mostInMemory,
	mostStored,
	DedupMemory,
	storedKeys,
} from '../../../../nodes/Interakt/triggers/webhook/dedup';
import type { Proof } from '../../../../nodes/Interakt/triggers/webhook/signature';
import { webhookExamples } from '../../../contract/webhooks/index.cts';
import { changed, example, isLatest, messageIn, outcome, take, takeAll, takeBytes } from './taking.cts';

test.each<[string, string, Proof, boolean, string]>([
	['genuine', 'text', 'genuine', false, 'event'],
	['unsigned', 'text', 'missing', false, 'unauthenticated'],
	['wrongly signed', 'text', 'wrong', false, 'unauthenticated'],
	['unsigned, of a workflow', 'workflow response', 'missing', false, 'unauthenticated'],
	['unsigned, of a workflow that may', 'workflow response', 'missing', true, 'event'],
	[
		'wrongly signed, of a workflow that may come unsigned',
		'workflow response',
		'wrong',
		true,
		'unauthenticated',
	],
	['unsigned, where only workflows may', 'text', 'missing', true, 'unauthenticated'],
	['an unsigned test', 'dashboard test', 'missing', true, 'unauthenticated'],
])('a call that is %s', (_, name, proof, unsignedWorkflows, expected) => {
	expect(outcome(take(example(name), new DedupMemory(), { unsignedWorkflows }, proof))).toBe(expected);
});

test.each<[string, string]>([
	[
		'behind a name in a string',
		'{"a":"\\"type\\":\\"workflow_response_update\\"","type":"message_received"}',
	],
	['of a member further in', '{"data":{"type":"workflow_response_update"},"type":"message_received"}'],
	['given twice', '{"type":"workflow_response_update","type":"message_received","data":{"a":1}}'],
	['in a list', '[{"type":"workflow_response_update","data":{"workflow_id":"1"}}]'],
	['of a body that is cut off', '{"type":"workflow_response_update","data":{'],
	['that is no text', '{"type":["workflow_response_update"],"data":{"workflow_id":"1"}}'],
])('an unsigned body with a workflow type %s is refused', (_, text) => {
	const settings = { unsignedWorkflows: true };
	expect(takeAll(Buffer.from(text), 'missing', new DedupMemory(), settings).map(outcome)).toEqual([
		'unauthenticated',
	]);
});

test.each([
	['behind its data', '{"data":{"type":"x","workflow_id":"1"},"type" : "workflow_response_update"}'],
	['with escapes', '{"ty\\u0070e":"workflow\\u005fresponse_update","data":{"workflow_id":"1"}}'],
])('an unsigned workflow response with its type %s is taken', (_, text) => {
	const settings = { unsignedWorkflows: true };
	expect(takeAll(Buffer.from(text), 'missing', new DedupMemory(), settings).map(outcome)).toEqual(['event']);
});

test('unsigned bytes that are no JSON are refused, even where workflows may come unsigned', () => {
	expect(
		outcome(takeBytes(Buffer.from('{'), 'missing', new DedupMemory(), { unsignedWorkflows: true })),
	).toBe('unauthenticated');
});

describe('once', () => {
	const passed = webhookExamples.filter(({ name }) => name !== 'dashboard test');

	test.each(passed.map(({ name, body }) => [name, body] as const))('%s passes once', (_, body) => {
		const memory = new DedupMemory();
		expect([1, 2, 3].map(() => outcome(take(body, memory)))).toEqual(['event', 'repeated', 'repeated']);
	});

	test('what is no repeat passes, whatever came before', () => {
		const memory = new DedupMemory();
		const once = passed.filter(
			({ name }) => !/clicked, in the (event|message)|^campaign|^RCS (sug|loc|file)/.test(name),
		);

		expect(
			once.filter(({ body }) => outcome(take(body, memory)) !== 'event').map(({ name }) => name),
		).toEqual([]);
	});

	test('the test of the dashboard arrives every time', () => {
		const memory = new DedupMemory();
		expect([1, 2].map(() => outcome(take(example('dashboard test'), memory)))).toEqual(['test', 'test']);
	});

	test('two clicks on one message are two, each of them once', () => {
		const memory = new DedupMemory();
		const first = example('API message clicked, in the event');
		const second = changed('API message clicked, in the event', {
			'data.event.click_timestamp': '2024-01-01 10:00:10',
		});
		expect([first, second, first, second].map((body) => outcome(take(body, memory)))).toEqual([
			'event',
			'event',
			'repeated',
			'repeated',
		]);
	});

	describe('a submitted flow, which arrives under two types,', () => {
		const twin = changed('API message flow response', {
			'data.message.id': 'received-flow-reply',
			'data.message.message': messageIn('flow reply'),
		});
		const otherId = changed('API message flow response', {
			'data.message.message': messageIn('flow reply'),
			timestamp: '2024-01-01T10:00:59.000000',
		});
		const settings = (...chosen: string[]) => ({ chosen: new Set(chosen) });

		test('is one when the flow response comes first', () => {
			const memory = new DedupMemory();
			const bodies = [twin, example('flow reply'), twin];

			expect(bodies.map((body) => outcome(take(body, memory)))).toEqual(['event', 'repeated', 'repeated']);
		});

		test.each([
			['of the same ID', twin],
			['of different IDs', otherId],
		])('is one when message_received comes first, with what both say: %s', (_, second) => {
			const memory = new DedupMemory();
			const first = take(example('flow reply'), memory);
			const held = first.kind === 'event' ? first.held : undefined;
			const joined = take(second, memory);

			expect([first.kind, held?.isReplaced]).toEqual(['event', true]);
			expect(joined).toMatchObject({
				kind: 'event',
				event: {
					event: 'flowResponse',
					callbackData: 'some_callback_data',
					templateName: 'delivered_alert_101',
					flowAnswers: { screen_0_Day_0: 'Monday', Guests: 2 },
					receivedAt: '2024-01-01T10:00:00.120Z',
				},
			});
			expect([second, example('flow reply')].map((body) => outcome(take(body, memory)))).toEqual([
				'repeated',
				'repeated',
			]);
		});

		test('is one when message_received has gone out already', () => {
			const memory = new DedupMemory();
			const first = take(example('flow reply'), memory);
			if (first.kind === 'event' && first.held) memory.heldFlows.end(first.held);

			expect(outcome(take(twin, memory))).toBe('repeated');
		});

		test('is its one type at once when only that is chosen', () => {
			const memory = new DedupMemory();
			const onlyForms = {
				...settings('messageReceived'),
				narrowed: { messageKinds: new Set(['flowReply']) },
			};
			const first = take(example('flow reply'), memory, onlyForms);

			expect(first).toMatchObject({ kind: 'event', event: { event: 'messageReceived' } });
			expect(first).not.toHaveProperty('held');
			expect(outcome(take(twin, memory, onlyForms))).toBe('notChosen');
			expect(outcome(take(twin, memory, settings('formSubmitted')))).toBe('repeated');
		});

		test('is the flow response when only that is chosen', () => {
			const memory = new DedupMemory();
			const only = settings('formSubmitted');

			expect(outcome(take(example('flow reply'), memory, only))).toBe('notChosen');
			expect(take(twin, memory, only)).toMatchObject({ kind: 'event', event: { event: 'flowResponse' } });
		});

		test('both arrive for a person who tries the trigger out', () => {
			const first = take(example('flow reply'), new DedupMemory(), { isManual: true });

			expect(first).not.toHaveProperty('held');
		});
	});

	test('two clicks without a time are two, each of them once', () => {
		const memory = new DedupMemory();
		const click = (more: Record<string, unknown>) =>
			changed('API message clicked, in the message', { 'data.message.click_timestamp': null, ...more });
		const first = click({});
		const later = click({ timestamp: '2024-01-01T10:00:20.000000' });
		const another = click({ 'data.message.button_text': 'No' });

		expect([first, later, another, first, later, another].map((body) => outcome(take(body, memory)))).toEqual(
			['event', 'event', 'event', 'repeated', 'repeated', 'repeated'],
		);
	});

	test('clicks on two buttons at one time are two', () => {
		const memory = new DedupMemory();
		const other = changed('API message clicked, in the message', { 'data.message.button_text': 'No' });

		expect(
			[example('API message clicked, in the message'), other].map((body) => outcome(take(body, memory))),
		).toEqual(['event', 'event']);
	});

	test('every event of a list is taken, each once', () => {
		const memory = new DedupMemory();
		const list = [example('text'), 7, { a: 1 }, example('template status'), example('text')];
		const outcomes = () => takeAll(Buffer.from(JSON.stringify(list)), 'genuine', memory).map(outcome);

		expect(outcomes()).toEqual(['event', 'noEvent', 'event', 'repeated']);
		expect(outcomes()).toEqual(['repeated', 'noEvent', 'repeated', 'repeated']);
		expect(outcome(take(example('text'), memory))).toBe('repeated');
	});

	test('a body of more than a megabyte is taken, and known by its bytes', () => {
		const memory = new DedupMemory();
		const big = (end: string) =>
			changed('template status', { 'data.note': `${'x'.repeat(1_100_000)}${end}` });

		expect([big('a'), big('b'), big('a')].map((body) => outcome(take(body, memory)))).toEqual([
			'event',
			'event',
			'repeated',
		]);
	});

	test.each([
		['other answers', { 'data.message.message': '{"nfm_reply":{"response_json":"{\\"a\\":1}"}}' }],
		['the same answers some minutes later', { timestamp: '2024-01-01T10:03:00.000000' }],
		['the same answers of somebody else', { 'data.customer.channel_phone_number': '919999999998' }],
	])('%s are another submission', (_, changes) => {
		const memory = new DedupMemory();
		const other = changed('flow reply', { 'data.message.id': 'another', ...changes });
		expect(outcome(take(example('flow reply'), memory))).toBe('event');
		expect(outcome(take(other, memory))).toBe('event');
	});

	test('what was not chosen is not remembered', () => {
		const memory = new DedupMemory();
		const body = example('API message read');
		expect(outcome(take(body, memory, { chosen: new Set(['messageReceived']) }))).toBe('notChosen');
		expect(outcome(take(body, memory, { chosen: new Set(['messageStatusChanged']) }))).toBe('event');
	});

	test('an echo of our own never counts as received', () => {
		const settings = { chosen: new Set(['messageReceived', 'messageStatusChanged']) };
		expect(outcome(take(example('echo of an agent'), new DedupMemory(), settings))).toBe('notChosen');
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
		const memory = new DedupMemory();
		expect(names.map((name) => isLatest(take(status(name), memory)))).toEqual(expected);
	});

	test('a second click is as new as the first', () => {
		const memory = new DedupMemory();
		const second = changed('API message clicked, in the event', {
			'data.event.click_timestamp': '2024-01-01 10:00:10',
		});
		const clicks = [example('API message clicked, in the event'), second];
		expect(clicks.map((body) => isLatest(take(body, memory)))).toEqual([true, true]);
	});

	test('is kept for each message by itself', () => {
		const memory = new DedupMemory();
		take(status('read'), memory);
		const other = changed('API message sent', { 'data.message.id': 'another' });
		expect(isLatest(take(other, memory))).toBe(true);
	});

	test('late ones can be dropped', () => {
		const memory = new DedupMemory();
		take(status('read'), memory);
		expect(outcome(take(status('sent'), memory, { dropLate: true }))).toBe('late');
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
		'%s: starts nothing and leaves no key',
		(_, body) => {
			const part = 'entityType' in body ? 'entity' : 'data';
			const memory = new DedupMemory();
			const outcomes = nothing.map((value) =>
				outcome(take({ ...body, [part]: value } as IDataObject, memory)),
			);

			expect(new Set(outcomes)).toEqual(new Set(['noEvent']));
			expect(memory.toStored()).toBe('');
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
			const received = take({ [type]: 'order_paid', [part]: value } as IDataObject, new DedupMemory(), {
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

	test('an unsigned workflow response is refused, because nothing says that it is one', () => {
		const call = { type: 'workflow_response_update', data: null };
		expect(outcome(take(call, new DedupMemory(), { unsignedWorkflows: true }, 'missing'))).toBe(
			'unauthenticated',
		);
	});
});

test('an event without a time is never too old', () => {
	expect(outcome(take(changed('text', { timestamp: null }), new DedupMemory(), { oldest: 1 }))).toBe('event');
});

test.each<[string, string, number | undefined, string]>([
	['a minute old', 'text', 120_000, 'event'],
	['too old', 'text', 10_000, 'tooOld'],
	['any age', 'text', undefined, 'event'],

	['too old of the other family', 'RCS text', 10_000, 'tooOld'],
])('an event that is %s', (_, name, oldest, expected) => {
	expect(outcome(take(example(name), new DedupMemory(), { oldest }))).toBe(expected);
});

describe('memory', () => {
	test('is bounded, and the oldest give way', () => {
		const memory = new DedupMemory();
		for (let index = 0; index < mostInMemory + 10; index++) memory.add([`key ${index}`]);

		expect(memory.has('key 9')).toBe(false);
		expect(memory.has('key 10')).toBe(true);
	});

	test('knows after a restart what was stored', () => {
		const before = new DedupMemory();
		take(example('API message read'), before);
		const after = new DedupMemory();
		after.addStored(JSON.parse(JSON.stringify(before.toStored())));

		expect(outcome(take(example('API message read'), after))).toBe('repeated');
		expect(isLatest(take(example('API message sent'), after))).toBe(false);
	});

	test('has the latest 15,000 keys stored, in 120 KB, whatever another process had stored', () => {
		const keyOf = (index: number) => String(index).padStart(8, '0');
		const [memory, other] = [new DedupMemory(), new DedupMemory()];
		for (let index = 0; index < mostStored + 10; index++) memory.add([keyOf(index)]);
		const stored = memory.toStored();
		other.add(['elsewhere'.slice(0, 8)]);
		other.addStored(stored);
		memory.addStored(other.toStored());

		expect(stored).toHaveLength(120_000);
		expect(storedKeys(stored).at(0)).toBe(keyOf(10));
		expect(storedKeys(stored).at(-1)).toBe(keyOf(mostStored + 9));
		expect(storedKeys(stored.repeat(2))).toHaveLength(mostStored);
		expect(other.hasAny([keyOf(9)])).toBe(false);
		expect(other.hasAny([keyOf(10)])).toBe(true);
	});

	test.each([[undefined], [null], ['text'], [{ a: 1 }], [[1, null, {}]]])(
		'takes %j for nothing',
		(stored) => {
			expect(storedKeys(stored)).toEqual([]);
		},
	);
});
