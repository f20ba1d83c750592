import {
	isMissing,
	isPlaceholder,
	isRecord,
	type NamedValue,
	readNamedValues,
} from '../../../nodes/Interakt/fields/readNamedValues';
import { readTags, readTraits, traitValues } from '../../../nodes/Interakt/fields/traits';
import { Findings } from '../../../nodes/Interakt/input/findings';
import { list } from '../../contract/row.cts';
import { plainParameters } from '../parameters.cts';

/** Named values that are texts: "long" is refused, "none" left out, "odd" told. */
function read(given: Array<Partial<NamedValue>>, additionalFields = {}, takesLists = false) {
	const parameters = plainParameters({ additionalFields });
	const values = given.map((one) => ({ name: 'city', row: {}, value: 'Pune', ...one }));
	const sent = readNamedValues<string>(values, traitValues, parameters, {
		taken: ['phone'],
		takesLists,
		value({ value }, label, { findings }) {
			if (value === 'long') findings.add(label, 'is too long', 'Shorten it.');
			if (value === 'odd') findings.notice(`${label} is odd`);
			return value === 'none' ? undefined : String(value);
		},
	});
	const { found, notices } = parameters.findings;
	return { sent, found: found.map(({ field, what, remedy }) => [`${field} ${what}`, remedy]), notices };
}

describe('a value that somebody named', () => {
	test.each<[Partial<NamedValue>, string, string]>([
		[{ name: 'phone' }, 'Trait "phone" is given twice', 'Keep one of the two.'],
		[
			{ name: 'prototype' },
			'Trait "prototype" has a name that cannot be sent',
			'Give the trait another name.',
		],
		[{ value: 'long' }, 'Trait "city" is too long', 'Shorten it.'],
	])('is refused: %j', (given, what, remedy) => {
		expect(read([given]).found).toEqual([[what, remedy]]);
	});

	test('may come again where the first was left out', () => {
		expect(read([{ value: 'none' }, { value: 'Pune' }, { value: '' }])).toEqual({
			sent: { city: 'Pune' },
			found: [],
			notices: [],
		});
	});
});

describe('a column that nobody named', () => {
	test.each<[Partial<NamedValue>, string[]]>([
		[{ name: 'phone' }, []],
		[{ name: 'prototype' }, ['Trait "prototype" has a name that cannot be sent, so it was left out']],
		[{ value: 'long' }, ['Trait "city" is too long, so it was left out']],
	])('is left out, never refused: %j', (given, notices) => {
		expect(read([{ isColumn: true, ...given }])).toEqual({ sent: {}, found: [], notices });
	});

	test('is sent beside a value that was refused, with what is told of it', () => {
		expect(
			read([
				{ name: 'a', value: 'long' },
				{ value: 'odd', isColumn: true },
			]),
		).toMatchObject({
			sent: { city: 'odd' },
			notices: ['Trait "city" is odd'],
		});
	});
});

describe('a value that holds others', () => {
	const leftOut = 'Traits left out, because they hold objects or lists: ';
	const hint = '; Nested Values in Additional Fields can flatten objects';

	test.each<[unknown, boolean]>([
		[{ a: 1 }, false],
		[['a'], false],
		[['a', { b: 1 }], true],
		[['a', ['b']], true],
	])('%j is left out', (value, takesLists) => {
		expect(read([{ value }, { value }], {}, takesLists)).toEqual({
			sent: {},
			found: [],
			notices: [`${leftOut}city${hint}`],
		});
	});

	test('is a list where lists are values', () => {
		expect(read([{ value: ['a', 'b'] }], {}, true)).toEqual({
			sent: { city: 'a,b' },
			found: [],
			notices: [],
		});
	});

	test('is flattened by names without blanks, and lists are not', () => {
		const value = { ' a ': 'x', b: ['y'], c: null };

		expect(read([{ value }], { nestedValues: 'flatten' })).toEqual({
			sent: { 'city.a': 'x' },
			found: [],
			notices: [`${leftOut}city.b`],
		});
	});

	test('is no column any more where it is to be refused', () => {
		const readRefused = (value: unknown) =>
			readNamedValues<string>([{ name: 'city', row: {}, value, isColumn: true }], traitValues, parameters, {
				takesLists: false,
				value(_, label, { findings }) {
					findings.add(label, 'is refused', 'Remove it.');
					return undefined;
				},
			});
		const parameters = plainParameters({ additionalFields: { nestedValues: 'refuse' } });
		readRefused('Pune');
		expect(parameters.findings).toMatchObject({
			found: [],
			notices: ['Trait "city" is refused, so it was left out'],
		});
		readRefused({ a: 1 });
		expect(parameters.findings.found).toMatchObject([{ field: 'Trait "city"', what: 'is refused' }]);
	});
});

test.each<[unknown, boolean]>([
	[undefined, true],
	[null, true],
	['', true],
	[' \u200b', true],
	[[], true],
	[{}, true],
	[0, false],
	[false, false],
	[[''], false],
	[new Date(), false],
])('%j is missing: %p', (value, expected) => {
	expect(isMissing(value)).toBe(expected);
	expect(isRecord(value)).toBe(JSON.stringify(value) === '{}');
});

describe('what is plainly no value', () => {
	test('is left out and named, as far as that is short', () => {
		const findings = new Findings();
		const long = `{{ ${'x'.repeat(90)} }}`;

		expect([long, NaN, 'Pune', true].map((value) => isPlaceholder(value, 'City', findings))).toEqual([
			true,
			true,
			false,
			false,
		]);
		expect(isPlaceholder('null', 'City', findings, () => true)).toBe(false);
		expect(findings.notices).toEqual([
			`City: "${long.slice(0, 80)}" is no value, so it was left out`,
			'City: "NaN" is no value, so it was left out',
		]);
	});
});

describe('traits and tags', () => {
	test.each([
		['email', 'asha@example.com'],
		['E-Mail', 'asha@example.com'],
		['emails', 'mailto:Asha@example.com'],
		['my email', 'mailto:Asha@example.com'],
	])('only a trait called email holds an address: %s', (name, sent) => {
		const parameters = plainParameters({ traits: list({ name, value: 'mailto:Asha@example.com' }) });

		expect(readTraits(parameters, 'clean')).toEqual({ [name]: sent });
	});

	test.each<[string, unknown]>([
		['date', 'undefined'],
		['auto', 'Sat Jan 31 2026 17:00:00 GMT+0530 (India Standard Time)'],
		['number', 'NaN'],
		['auto', NaN],
	])('what is no value of the type %s is left out: %j', (type, value) => {
		const parameters = plainParameters({ traits: list({ name: 'born', type, value: value as string }) });

		expect(readTraits(parameters, 'clean')).toBeUndefined();
		expect(parameters.findings.found).toEqual([]);
		expect(parameters.findings.notices).toEqual([
			expect.stringMatching(/^Trait "born": ".+" is no value, so it was left out$/),
		]);
	});

	test('a name that was cleaned up is told', () => {
		const parameters = plainParameters({ traits: list({ name: 'home\taddress', value: 'Pune' }) });
		readTraits(parameters, 'clean');

		expect(parameters.findings.notices).toEqual([
			'The name of Trait "home\taddress": a tab was replaced by a space',
		]);
	});

	test('a list with one item that is no value keeps the others', () => {
		const parameters = plainParameters({ traits: list({ name: 'sizes', value: ['S', 'null', 'M'] }) });

		expect(readTraits(parameters, 'clean')).toEqual({ sizes: ['S', 'M'] });
		expect(parameters.findings.notices).toEqual(['Trait "sizes": "null" is no value, so it was left out']);
	});

	test('more tags than Interakt advises are told, and sent', () => {
		const findings = new Findings();
		readTags(
			Array.from({ length: 51 }, (_, index) => `tag ${index}`),
			'clean',
			findings,
		);

		expect(findings.notices).toEqual(['Tags: 51 given; Interakt advises at most 50 for a contact']);
	});

	test('a tag is told by its field', () => {
		const findings = new Findings();

		expect(readTags(['a\tb', 'null', {}, 'c'], 'clean', findings)).toEqual(['a b', 'c']);
		expect(findings.notices).toEqual([
			'Tags: a tab was replaced by a space',
			'Tags: "null" is no value, so it was left out',
		]);
	});
});
