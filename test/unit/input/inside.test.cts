/** The one value that is meant of a list or an object of another app, here of e-mail addresses. */
import { DateTime } from 'luxon';

import { addressIn, emailOf, readEmailAddress } from '../../../nodes/Interakt/input/email';
import { Findings } from '../../../nodes/Interakt/input/findings';
import { type Inner, onlyOne, valuesInside } from '../../../nodes/Interakt/input/inside';

const asha = 'asha@example.com';
const ravi = 'ravi@example.com';

const read = (value: unknown) => {
	const findings = new Findings();
	const address = readEmailAddress(value, 'Email', findings);
	return { address, found: findings.found, notices: findings.notices };
};

describe('an address is taken', () => {
	test.each<[string, string, unknown]>([
		[
			'Pipedrive',
			'a list',
			[
				{ value: ravi, primary: false },
				{ value: asha, primary: true },
			],
		],
		['HubSpot', 'an object', { value: asha }],
		['the same twice', 'a list', [asha, { value: 'Asha@Example.com' }]],
		['two of which one is primary, deeper', 'a list', [{ primary: true, at: { work: asha } }, ravi]],
		['among other values', 'an object', { id: 7, none: null, name: 'Asha', at: asha }],
		['three levels down', 'an object', { a: { b: { c: asha } } }],
		['the fiftieth', 'a list', [...Array<number>(49).fill(7), asha]],
	])('out of that of %s', (_, kind, value) => {
		expect(read(value)).toEqual({
			address: asha,
			found: [],
			notices: [`Email: "${asha}" was taken out of ${kind}`],
		});
		expect(emailOf(value)).toBe(asha);
	});

	test.each<[string, unknown]>([
		['holds a list without an email address', []],
		['holds an object without an email address', { name: 'Asha' }],
		['holds an object without an email address', { a: { b: { c: { d: asha } } } }],
		['holds a list without an email address', [...Array<number>(50).fill(7), asha]],
	])('but not where it %s', (what, value) => {
		expect(read(value)).toEqual({
			address: '',
			found: [{ field: 'Email', what, remedy: 'Give Email a single value.' }],
			notices: [],
		});
		expect(emailOf(value)).toBeUndefined();
	});

	test.each<[string, unknown]>([
		['[0]', [asha, ravi]],
		['[1].value', [{}, { value: asha }, { value: ravi }]],
		[
			'[0].value',
			[
				{ value: asha, primary: true },
				{ value: ravi, primary: true },
			],
		],
		['[0].value', [{ value: asha, primary: 'true' }, { value: ravi }]],
		['._at1', { _at1: asha, b: ravi }],
		['["work mail"]', { 'work mail': asha, b: ravi }],
		['["1a"]', { '1a': asha, b: ravi }],
		['.a.b', { a: { b: asha, c: ravi } }],
	])('of several, the way to the first is said: %s', (path, value) => {
		expect(read(value)).toEqual({
			address: '',
			found: [
				{
					field: 'Email',
					what: `holds ${Array.isArray(value) ? 'a list' : 'an object'} with several email addresses`,
					remedy: `Choose one: for the first, write ${path} at the end of the expression.`,
				},
			],
			notices: [],
		});
	});

	test.each([new Date('2026-01-31'), DateTime.utc(2026, 1, 31)])('a date holds no values: %p', (date) => {
		expect(read(date).found).toMatchObject([{ what: expect.stringContaining('is not an email address') }]);
	});
});

describe('what is read of a group', () => {
	test('is the group as a whole, where it is one value', () => {
		const whole = (value: unknown) => (typeof value === 'object' ? 'Asha Rao' : String(value));

		expect(valuesInside({ first: 'Asha', last: 'Rao' }, whole)).toEqual([
			{ path: '', value: 'Asha Rao', isPrimary: false },
		]);
	});

	test('else its members, with their names; those of a list have none', () => {
		const names: string[] = [];
		const read = (value: unknown, name: string) => {
			names.push(name);
			return typeof value === 'number' ? String(value) : undefined;
		};

		expect(valuesInside({ phones: [1], fax: 2 }, read)).toEqual([
			{ path: '.phones[0]', value: '1', isPrimary: false },
			{ path: '.fax', value: '2', isPrimary: false },
		]);
		expect(names).toEqual(['', 'phones', '', 'fax']);
	});

	test('nothing is the only one of nothing', () => {
		expect(onlyOne([])).toBeUndefined();
		const first: Inner = { path: '.a', value: '1', isPrimary: false };
		expect(onlyOne([first, { ...first, path: '.b' }])).toBe(first);
	});
});

describe('an address in a text', () => {
	test.each([
		[' Asha@Example.com ', asha],
		[`Asha <${asha}>`, asha],
		[` Asha < ${asha} > `, asha],
		[`mailto:${asha}?subject=Hi`, asha],
		[`${'a'.repeat(488)}@example.com`, `${'a'.repeat(488)}@example.com`],
		['आशा@उदाहरण.भारत', 'आशा@उदाहरण.भारत'],
	])('%j', (given, address) => {
		expect(addressIn(given)).toBe(address);
	});

	test.each([
		'asha',
		`mail mailto:${asha}`,
		`amailto:${asha}`,
		`<b> Asha <${asha}>`,
		`<${asha}> Asha`,
		'asha@',
		'asha@-',
		`${'a'.repeat(489)}@example.com`,
	])('%j has none', (given) => {
		expect(addressIn(given)).toBeUndefined();
	});

	test('that is none is refused, shortened', () => {
		const remedy = 'Write it like asha@example.com.';

		expect(read('asha')).toMatchObject({
			address: 'asha',
			found: [{ field: 'Email', what: '"asha" is not an email address', remedy }],
		});
		expect(read('a'.repeat(101)).found).toMatchObject([
			{ what: `"${'a'.repeat(100)}" is not an email address` },
		]);
	});

	test('has to be there, which is said once', () => {
		expect(read('')).toMatchObject({ address: '', found: [{ field: 'Email', what: 'is empty' }] });
		expect(read('').found).toHaveLength(1);
		expect(emailOf(7)).toBeUndefined();
	});
});
