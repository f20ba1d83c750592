import { choiceOf, choices, filterNames, filters } from '../../nodes/Interakt/triggers/webhook/choices';
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
	'%s is reached by a choice of Trigger On, and by a value of each filter of it',
	(_, row) => {
		const { channel, event, source, type, choice } = row;
		const made = { channel, event, type, ...(source && { source }) };

		expect(choiceOf(made)).toBe(choice);
		expect(choices.map(({ value }) => value)).toContain(choice);
		for (const name of filterNames) {
			const value = filters[name].valueOf(made, row);
			if (value !== undefined) expect(Object.keys(filters[name].names)).toContain(value);
		}
	},
);

test('every status and every update has a value in its filter', () => {
	const without = (choice: string, has: (row: EventType) => unknown) =>
		rows.filter((row) => row.choice === choice && has(row) === undefined);

	expect(without('messageStatusChanged', ({ status }) => status)).toEqual([]);
	expect(without('accountOrTemplateUpdated', ({ update }) => update)).toEqual([]);
});

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
		// @ts-expect-error There is no such choice.
		{ ...whole, choice: 'orderPaid' },
		// @ts-expect-error The filter Status could not let it pass.
		{ ...whole, choice: 'messageStatusChanged' },
		// @ts-expect-error The filter Kind of Update could not let it pass.
		{ ...whole, choice: 'accountOrTemplateUpdated' },
	];

	expect(incomplete).toHaveLength(8);
});
