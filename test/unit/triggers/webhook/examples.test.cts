import {
	choices,
	filterNames,
	filters,
	filterValuesOf,
	isChosen,
	selectionOf,
	type Narrowed,
} from '../../../../nodes/Interakt/triggers/webhook/choices';
import { eventOf } from '../../../../nodes/Interakt/triggers/webhook/parse';
import type { InteraktEvent } from '../../../../nodes/Interakt/triggers/webhook/event';
import { webhookExamples } from '../../../contract/webhooks/index.cts';
import type { WebhookExample } from '../../../contract/webhooks/example.cts';

const rows = webhookExamples.map((example) => [example.name, example] as const);

function eventIn({ name, body }: WebhookExample): InteraktEvent {
	const event = eventOf(body);
	if (!event) throw new Error(`${name} is no event`);
	return event;
}

test.each(rows)('%s becomes an item', (_, example) => {
	expect(eventIn(example)).toEqual(example.item);
});

const values = choices.map(({ value }) => value);

/** What a person chose in one filter. */
const only = (name: string, ...chosen: string[]): Narrowed => ({ [name]: new Set(chosen) });

describe('Trigger On', () => {
	test.each(rows)('%s passes what is its choice, and nothing else but Any Event', (_, example) => {
		const event = eventIn(example);
		const passing = values.filter((value) => isChosen(event, new Set([value])));

		const isTest = event.event === 'test';
		expect(passing.sort()).toEqual(isTest ? [] : [...(example.choice ? [example.choice] : []), 'any'].sort());
	});

	test('offers nothing that no example passes', () => {
		const passed = new Set(webhookExamples.map(({ choice }) => choice));

		expect(values.filter((value) => value !== 'any' && !passed.has(value))).toEqual([]);
	});

	test('is in the order of the alphabet, each value once, and at most ten', () => {
		const names = choices.map(({ name }) => name);

		expect(names).toEqual([...names].sort((one, other) => one.localeCompare(other, 'en')));
		expect(new Set(values).size).toBe(choices.length);
		expect(choices.length).toBeLessThanOrEqual(10);
	});
});

describe('the filters below Trigger On', () => {
	test.each(rows)('%s has the value that the example says of each', (_, example) => {
		expect(filterValuesOf(eventIn(example))).toEqual(example.filters ?? {});
	});

	test.each(rows.filter(([, { choice }]) => choice !== undefined))(
		'%s passes its own value, not the others, and everything under Any Event',
		(_, example) => {
			const event = eventIn(example);
			const chosen = new Set([example.choice ?? '']);
			for (const name of filterNames) {
				const own = example.filters?.[name];
				const others = Object.keys(filters[name].names).filter((value) => value !== own);
				expect(isChosen(event, chosen, only(name))).toBe(true);
				expect(isChosen(event, chosen, only(name, ...others))).toBe(own === undefined);
				expect(isChosen(event, new Set([...chosen, 'any']), only(name, ...others))).toBe(true);
				if (own !== undefined) expect(isChosen(event, chosen, only(name, own))).toBe(true);
			}
		},
	);

	test('offer nothing that no example has', () => {
		const offered = filterNames.flatMap((name) =>
			Object.keys(filters[name].names).map((value) => `${name} ${value}`),
		);
		const had = webhookExamples.flatMap((example) =>
			Object.entries(example.filters ?? {}).map(([name, value]) => `${name} ${value}`),
		);

		expect(offered.filter((each) => !had.includes(each))).toEqual([]);
	});

	test('of one choice leave out nothing of another', () => {
		const chosen = new Set(['messageReceived', 'messageStatusChanged']);
		const narrowed = { messageKinds: new Set(['text']), statuses: new Set(['failed']) };
		const passing = (name: string) =>
			isChosen(eventIn(webhookExamples.find((example) => example.name === name)!), chosen, narrowed);

		expect(
			['text', 'image', 'API message failed', 'campaign message read'].map((name) => passing(name)),
		).toEqual([true, false, true, false]);
	});

	test('are together: each has to let an event pass', () => {
		const chosen = new Set(['messageStatusChanged']);
		const narrowed = { statuses: new Set(['read', 'failed']), sentBy: new Set(['campaign']) };
		const passing = webhookExamples
			.filter(({ item }) => item.channel === 'whatsapp')
			.filter((example) => isChosen(eventIn(example), chosen, narrowed));

		expect(passing.map(({ name }) => name)).toEqual(['campaign message read', 'campaign message failed']);
	});

	test('have a message of which nobody says what it is as another kind', () => {
		const event = { event: 'messageReceived', channel: 'whatsapp', type: 'message_received' } as const;
		const passes = (kind: string) =>
			isChosen(event, new Set(['messageReceived']), only('messageKinds', kind));

		expect([passes('other'), passes('text')]).toEqual([true, false]);
	});

	test('let pass what does not say who has sent its message', () => {
		const event = eventIn(webhookExamples.find(({ name }) => name === 'RCS MESSAGE_READ')!);

		expect(isChosen(event, new Set(['messageStatusChanged']), only('sentBy', 'api'))).toBe(true);
	});
});

describe('what stands in the fields', () => {
	const read = (fields: Record<string, unknown>) => selectionOf((name) => fields[name] ?? []);

	test.each<[unknown, string[]]>([
		[
			['messageReceived', 'formSubmitted'],
			['messageReceived', 'formSubmitted'],
		],
		['messageReceived', ['messageReceived']],
		['messageReceived, Form Submitted', ['messageReceived', 'formSubmitted']],
		[['Message received'], ['messageReceived']],
		['', []],
		[[null, undefined, ''], []],
	])('%j chooses %j', (events, chosen) => {
		expect([[...read({ events }).chosen], read({ events }).unknown]).toEqual([chosen, []]);
	});

	test.each<[Record<string, unknown>, RegExp]>([
		[{ events: ['messageReceived', 'apiMessageRead'] }, /^Trigger On holds "apiMessageRead", which is none/],
		[{ events: 7 }, /^Trigger On holds "7"/],
		[{ events: { a: 1 } }, /^Trigger On holds an object/],
		[{ events: ['messageReceived'], messageKinds: ['voice'] }, /^Kind of Message holds "voice".*text/],
		[
			{ events: ['messageStatusChanged'], statuses: 'seen' },
			/^Status holds "seen", .*\. Use some of: \w+(, \w+)+\.$/,
		],
	])('%j is refused, with what may stand there', (fields, words) => {
		expect(read(fields).unknown).toEqual([expect.stringMatching(words)]);
	});

	test('of a filter that narrows nothing that is chosen does not count', () => {
		const { narrowed, unknown } = read({
			events: ['formSubmitted'],
			messageKinds: ['voice'],
			sentBy: ['api'],
		});

		expect([narrowed, unknown]).toEqual([{ sentBy: new Set(['api']) }, []]);
		expect(read({ events: ['any', 'messageStatusChanged'], statuses: ['seen'] })).toMatchObject({
			narrowed: {},
			unknown: [],
		});
		expect(read({ events: ['any'], statuses: ['read'] }).narrowed).toEqual({});
	});
});
