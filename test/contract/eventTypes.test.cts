import { choices, choicesOf } from '../../nodes/Interakt/triggers/webhook/choices';
import {
	eventTypeOf,
	eventTypes,
	rowOf,
	type EventType,
} from '../../nodes/Interakt/triggers/webhook/eventTypes';
import { freshPage, presentPage } from './eventTypesTable.cts';

const rows: readonly EventType[] = eventTypes;

test('docs/triggers.md has the table of event types as the trigger has it', () => {
	// To bring it up to date: node --require tsx/cjs test/contract/writeEventTypes.cts
	expect(presentPage()).toBe(freshPage());
});

test.each(rows.map((row) => [`${row.channel} ${row.type}${row.isEcho ? ' echo' : ''}`, row] as const))(
	'%s is found by its type, and by its event what is to be done with it',
	(_, row) => {
		const type = row.type.replace('*', 'something_new');
		const { type: __, ...derived } = row;

		expect(eventTypeOf(row.channel, type, row.isEcho)).toBe(row);
		expect(rowOf(row)).toMatchObject({
			output: derived.output,
			choice: derived.choice,
			event: derived.event,
		});
		expect(rowOf(row)?.stage).toBe(row.stage);
	},
);

test.each(rows.filter(({ choice }) => choice !== 'any').map((row) => [row.type, row] as const))(
	'%s is reached by a choice of Trigger On',
	(_, { channel, event, source, type, choice }) => {
		const own = choicesOf({ channel, event, type, ...(source && { source }) });

		expect(own).toContain(choice);
		expect(choices.map(({ value }) => value)).toEqual(expect.arrayContaining(own));
	},
);

test('no type stands in two rows, and only what never has a choice is without one', () => {
	const keys = rows.map(({ channel, type, isEcho }) => [channel, type, isEcho].join(' '));

	expect(new Set(keys).size).toBe(keys.length);
	expect(rows.filter(({ choice }) => choice === 'any').map(({ event }) => event)).toEqual([
		'ownMessage',
		'test',
	]);
});

test('a type without a choice, an output or what it is about does not compile', () => {
	const whole: EventType = {
		type: 'order_paid',
		channel: 'whatsapp',
		event: 'unknown',
		about: 'data',
		output: 'Other',
		choice: 'unknown',
		group: 'Unknown Type',
	};
	const { choice, output, about, ...others } = whole;
	const incomplete: EventType[] = [
		// @ts-expect-error No choice lets it pass.
		{ ...others, output, about },
		// @ts-expect-error It comes out nowhere.
		{ ...others, choice, about },
		// @ts-expect-error Nobody says when it is whole.
		{ ...others, choice, output },
		// @ts-expect-error There is no such output.
		{ ...whole, output: 'Orders' },
		// @ts-expect-error No row has this event.
		{ ...whole, event: 'orderPaid' },
	];

	expect(incomplete).toHaveLength(5);
});
