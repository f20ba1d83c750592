import fc from 'fast-check';

import { Findings } from '../../../nodes/Interakt/input/findings';
import { cleanWhiteSpace, whiteSpaceChoice } from '../../../nodes/Interakt/input/whiteSpace';

const nbsp = '\u00a0';

/** What the API refuses: newline, tab, more than two consecutive spaces (S0), non-breaking spaces (contract §1.1). */
const refusedByTheApi = /[\n\r\t\u00a0]| {3}/;

describe('white space that the API refuses', () => {
	const table = [
		['line break', 'MG Road\nPune', 'MG Road Pune', 'a line break'],
		['Windows line break', 'MG Road\r\nPune', 'MG Road Pune', 'a line break'],
		['two line breaks', 'MG Road\n\nPune', 'MG Road Pune', 'a line break'],
		['line separator', 'MG Road\u2028Pune', 'MG Road Pune', 'a line break'],
		['tab', 'MG Road\tPune', 'MG Road Pune', 'a tab'],
		['non-breaking space', `MG${nbsp}Road`, 'MG Road', 'a non-breaking space'],
		['three spaces', 'MG   Road', 'MG Road', 'more than two spaces in a row'],
		['a run of all kinds', `MG  \n\t ${nbsp} Road`, 'MG Road', 'a line break'],
		['at the end', 'MG Road\n', 'MG Road', 'a line break'],
	] as const;

	test.each(table)('%s is cleaned up, with a notice', (_, value, cleaned, kind) => {
		const findings = new Findings();

		expect(cleanWhiteSpace(value, 'Trait "address"', 'clean', findings)).toBe(cleaned);
		expect(findings.notices).toEqual([`Trait "address": ${kind} was replaced by a space`]);
		expect(findings.found).toEqual([]);
	});

	test.each(table)('%s is refused by name', (_, value, _cleaned, kind) => {
		const findings = new Findings();
		cleanWhiteSpace(value, 'Trait "address"', 'refuse', findings);

		expect(findings.found).toEqual([
			{
				field: 'Trait "address"',
				what: `holds ${kind}, which Interakt does not accept`,
				remedy: 'Remove it, or set White Space to Clean Up in Additional Fields.',
			},
		]);
		expect(findings.notices).toEqual([]);
	});
});

test.each(['MG Road', 'MG  Road', ' Pune ', '', 'नमस्ते 🙏'])('%j stays as it is', (value) => {
	for (const choice of ['clean', 'refuse'] as const) {
		const findings = new Findings();

		expect(cleanWhiteSpace(value, 'Trait "address"', choice, findings)).toBe(value);
		expect(findings).toMatchObject({ found: [], notices: [] });
	}
});

describe('for any text', () => {
	const piece = fc.oneof(
		fc.string({ unit: 'binary', maxLength: 4 }),
		fc.stringMatching(/^[ \n\t\r\u00a0\u3000]{0,5}$/),
	);
	const text = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));

	test('what was cleaned up holds nothing that the API refuses, and loses no word', () => {
		fc.assert(
			fc.property(text, (value) => {
				const cleaned = cleanWhiteSpace(value, 'Text', 'clean', new Findings());

				expect(cleaned).not.toMatch(refusedByTheApi);
				expect(cleaned.replace(/\s/g, '')).toBe(value.replace(/\s/g, ''));
			}),
			{ numRuns: 500 },
		);
	});

	test('exactly what the API refuses, and no other text, gives a finding', () => {
		fc.assert(
			fc.property(text, (value) => {
				const findings = new Findings();
				cleanWhiteSpace(value, 'Text', 'refuse', findings);
				if (refusedByTheApi.test(value)) expect(findings.found).toHaveLength(1);
				else if (!/[^\S ]/.test(value)) expect(findings.found).toEqual([]);
			}),
			{ numRuns: 500 },
		);
	});
});

test.each([
	['refuse', 'refuse'],
	['clean', 'clean'],
	[undefined, 'clean'],
	['', 'clean'],
	['REFUSE', 'refuse'],
	['Clean Up', 'clean'],
])('the choice %j means %s', (given, choice) => {
	const findings = new Findings();

	expect(whiteSpaceChoice(given, findings)).toBe(choice);
	expect(findings.found).toEqual([]);
});

test('another choice is refused by the name of the field', () => {
	const findings = new Findings();
	whiteSpaceChoice('remove', findings);

	expect(findings.found).toMatchObject([{ field: 'White Space', what: '"remove" is none of its values' }]);
});
