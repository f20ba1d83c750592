import { DateTime } from 'luxon';

import { Findings } from '../../../nodes/Interakt/input/findings';
import { placeholderIn } from '../../../nodes/Interakt/input/placeholder';
import {
	extra,
	identifier,
	listItems,
	optional,
	shownText,
	text,
	type TextRules,
	trimmed,
} from '../../../nodes/Interakt/input/text';

const unseen = '\u200b';
const emptyRemedy = 'Fill in City; if it comes from an expression, check that the item has this value.';
const check =
	'Check in the expression editor that the item has this value and that the field is an expression.';
const allow = `${check} To send it as it is, add Allow Placeholder Values in Additional Fields.`;

type Reader = (value: unknown, field: string, findings: Findings, rules?: TextRules) => string;
const read = (reader: Reader, value: unknown, rules?: TextRules) => {
	const findings = new Findings();
	const given = reader(value, 'City', findings, rules);
	return {
		given,
		found: findings.found.map(({ what, remedy }) => [what, remedy]),
		notices: findings.notices,
	};
};

describe('text', () => {
	test.each<[unknown, string]>([
		['Pune\ud83d', 'Pune\ufffd'],
		[DateTime.utc(2026, 1, 31), '2026-01-31T00:00:00.000Z'],
		[DateTime.invalid('no date'), ''],
		[new Date('no date'), ''],
	])('%p is %j', (value, expected) => {
		expect(read(text, value)).toEqual({ given: expected, found: [], notices: [] });
	});

	test('of a number that has lost digits is refused', () => {
		expect(read(text, 2 ** 53)).toMatchObject({
			given: '',
			found: [
				[
					'"9007199254740992" is a number that has lost digits',
					'Give it as text, in quotes, where it comes from.',
				],
			],
		});
	});

	test('that has to be there is refused once', () => {
		expect(read(shownText, unseen, { required: true }).found).toEqual([['is empty', emptyRemedy]]);
		expect(read(identifier, ' ', { required: true }).found).toEqual([['is empty', emptyRemedy]]);
	});
});

describe('what is no value is refused, and named', () => {
	test.each([
		[unseen, 'holds nothing that can be seen'],
		['Pun\ufffd', 'holds a character that was lost on the way'],
		['Hi undefined,', 'holds "undefined", which is no value'],
		[`{{ ${'x'.repeat(90)} }}`, `holds "{{ ${'x'.repeat(77)}", which is no value`],
	])('%j %s', (value, what) => {
		expect(read(shownText, value)).toEqual({ given: value, found: [[what, allow]], notices: [] });
	});

	test('an ID has no switch for it', () => {
		expect(read(identifier, ' null ')).toEqual({
			given: 'null',
			found: [['holds "null", which is no value', check]],
			notices: [],
		});
	});

	test('a text that nobody can see gives a blank', () => {
		expect(placeholderIn(unseen)).toBe(' ');
	});
});

describe('an optional text that is stored', () => {
	test('is sent without blanks around it', () => {
		expect(read(extra, ' Pune ')).toEqual({ given: 'Pune', found: [], notices: [] });
	});

	test.each([
		['null', 'null'],
		[`{{ ${'x'.repeat(90)} }}`, `{{ ${'x'.repeat(77)}`],
	])('is left out where it is no value: %j', (value, shown) => {
		expect(read(extra, value)).toEqual({
			given: '',
			found: [],
			notices: [`City: "${shown}" is no value, so it was left out`],
		});
	});

	test.each(['', ' ', unseen])('is no member of a body where it is empty: %j', (value) => {
		expect(optional('city', value)).toEqual({});
	});

	test('is one where it is there', () => {
		expect(optional('city', 'Pune')).toEqual({ city: 'Pune' });
	});
});

test.each([
	[` ${unseen} Pune ${unseen} `, 'Pune'],
	[`${unseen}Navi${unseen} Mumbai`, `Navi${unseen} Mumbai`],
	[`${unseen}${unseen}`, ''],
	['', ''],
	['🙏', '🙏'],
])('%j without what nobody sees around it is %j', (given, expected) => {
	expect(trimmed(given)).toBe(expected);
});

test.each<[unknown, unknown[]]>([
	[
		['a', 1],
		['a', 1],
	],
	[7, [7]],
	['7', ['7']],
	['a , b', ['a', 'b']],
	[' ["a, b", 1]', ['a, b', 1]],
	['[a, b]', ['a', 'b']],
	['"a, b",c', ['a, b', 'c']],
	['```json\n["a, b","c"]\n```', ['a, b', 'c']],
	['"a;b",c', ['a;b', 'c']],
	['"a, b", c;d', ['"a, b", c', 'd']],
	['{"a\nb",c}', ['a\nb', 'c']],
	["O'Brien, 'n' roll", ["O'Brien", "'n' roll"]],
	['5" pipe, 6" pipe', ['5" pipe', '6" pipe']],
	['{"a":1}', ['{"a":1}']],
])('the items of %j are %j', (given, items) => {
	expect(listItems(given)).toEqual(items);
});
