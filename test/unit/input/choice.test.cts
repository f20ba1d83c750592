import { parseBoolean, readBoolean } from '../../../nodes/Interakt/input/boolean';
import { choice, meant, requiredChoice } from '../../../nodes/Interakt/input/choice';
import { describeFindings, Findings, quoted } from '../../../nodes/Interakt/input/findings';

const whiteSpace = { clean: 'Clean Up', refuse: 'Refuse' } as const;
const useOne = 'Use one of: clean, refuse.';

const read = (reader: typeof choice, value: unknown) => {
	const findings = new Findings();
	return [
		reader(value, 'White Space', whiteSpace, findings),
		findings.found.map(({ what, remedy }) => [what, remedy]),
	];
};

test.each(['clean', ' CLEAN ', 'Clean  Up', ' clean-up_', 'CLEAN UP'])('%j is clean', (given) => {
	expect(read(choice, given)).toEqual(['clean', []]);
	expect(read(requiredChoice, given)).toEqual(['clean', []]);
});

test.each([undefined, null, '', '  '])(
	'%j is no choice; where one has to be made, it is refused',
	(given) => {
		expect(read(choice, given)).toEqual([undefined, []]);
		expect(read(requiredChoice, given)).toEqual([undefined, [['is empty', useOne]]]);
	},
);

test.each([
	['cl ean', '"cl ean"'],
	[7, '"7"'],
	[['clean'], 'a list'],
])('%j is refused once', (given, shown) => {
	const refused = [undefined, [[`${shown} is none of its values`, useOne]]];

	expect(read(choice, given)).toEqual(refused);
	expect(read(requiredChoice, given)).toEqual(refused);
});

test('the value itself goes before a name', () => {
	expect(meant('second', { first: 'Second', second: 'First' })).toBe('second');
	expect(meant('b', ['a', 'b'])).toBe('b');
});

test('a boolean that is none is refused with what was given', () => {
	const findings = new Findings();

	expect(readBoolean('maybe', 'Dry Run', findings)).toBeUndefined();
	expect(findings.found).toEqual([
		{ field: 'Dry Run', what: '"maybe" is neither true nor false', remedy: 'Write true or false.' },
	]);
});

test.each([undefined, null, '', ' '])('%j says nothing, which is neither true nor false', (given) => {
	expect(parseBoolean(given)).toBe('none');
});

describe('findings', () => {
	test('one of the same field and words is added once, others all', () => {
		const findings = new Findings();
		for (const field of ['Name', 'City'])
			for (const what of ['is empty', 'is empty', 'is too long']) findings.add(field, what, 'Fill it in.');

		expect(findings.found.map(({ field, what }) => `${field} ${what}`)).toEqual([
			'Name is empty',
			'Name is too long',
			'City is empty',
			'City is too long',
		]);
	});

	test('are told in one message and one description', () => {
		const findings = new Findings();
		findings.add('Name', 'is empty', 'Fill in Name.');
		findings.add('City', 'is too long', 'Shorten City.');

		expect(describeFindings(findings.found)).toEqual({
			message: 'Name is empty; City is too long',
			description: 'Fill in Name. Shorten City.',
		});
	});

	test('a notice is told once', () => {
		const findings = new Findings();
		for (const text of ['one', 'other', 'one']) findings.notice(text);

		expect(findings.notices).toEqual(['one', 'other']);
	});

	test('an item is left out by the names of its empty values', () => {
		const findings = new Findings();
		findings.leaveOut('City');

		expect([...findings.emptyValues]).toEqual(['City']);
	});

	test.each<[unknown, string]>([
		['Asha', '"Asha"'],
		[null, '"null"'],
		['a'.repeat(100), `"${'a'.repeat(100)}"`],
		['a'.repeat(101), `"${'a'.repeat(100)}…"`],
		[[1], 'a list'],
		[{ a: 1 }, 'an object'],
	])('%j is quoted as %s', (value, words) => {
		expect(quoted(value)).toBe(words);
	});
});
