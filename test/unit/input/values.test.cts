import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { readTraits } from '../../../nodes/Interakt/fields/traits';
import { Findings } from '../../../nodes/Interakt/input/findings';
import { shownText } from '../../../nodes/Interakt/input/text';
import { plainParameters } from '../parameters.cts';
import { readers } from './valueReaders.cts';

const special: Readonly<Record<string, unknown>> = { undefined, NaN, Infinity };

/** A value as it is written in a table: JSON, or a word that JSON has not. */
const written = (code: string): unknown => {
	const plain = code.replace(/\\\|/g, '|');
	return plain in special ? special[plain] : JSON.parse(plain);
};

const spans = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);

/** Every example of docs/values.md: its kind, the value, and what becomes of it. */
const examples = readFileSync(join(__dirname, '../../../docs/values.md'), 'utf8')
	.split(/^## /m)
	.slice(1)
	.flatMap((section) => {
		const [kind = '', ...lines] = section.split('\n');
		const rows = lines
			.filter((line) => /^\| +`/.test(line))
			.map((line) => line.split(/(?<!\\)\|/).slice(1, 3));
		return rows.flatMap(([given = '', becomes = '']) =>
			spans(given).map((code) => [kind.trim(), code, becomes.trim()] as const),
		);
	});

test('every table of the documentation has its reader, and every reader its table', () => {
	expect([...new Set(examples.map(([kind]) => kind))].sort()).toEqual(Object.keys(readers).sort());
	expect(examples.length).toBeGreaterThan(200);
});

test.each(examples)('%s: %s becomes %s', (kind, code, becomes) => {
	const findings = new Findings();
	const value = written(code);
	const read = readers[kind]?.(value, findings);

	if (becomes === 'refused') {
		expect(findings.found).not.toEqual([]);
		for (const { field, what, remedy } of findings.found) {
			expect(field).not.toBe('');
			expect(`${what} ${remedy}`).not.toMatch(/\b(error|problem|failure|mistake)s?\b/i);
			expect(remedy).toMatch(/[.?!]$/);
		}
		return;
	}
	expect(findings.found).toEqual([]);
	if (becomes === 'nothing') expect(read).toBeUndefined();
	else if (becomes === 'as given') expect(read).toBe(value);
	else expect(read).toEqual(written(spans(becomes)[0] ?? ''));
});

test('who means it may send what looks like no value', () => {
	const findings = new Findings();
	findings.placeholdersAllowed = true;

	expect(shownText('Hi {{ $json.name }}', 'It', findings)).toBe('Hi {{ $json.name }}');
	expect(findings.found).toEqual([]);
});

test('a trait that is no value is left out with a notice that names it', () => {
	const parameters = plainParameters({ traits: { values: [{ name: 'city', value: '#N/A' }] } });

	expect(readTraits(parameters, 'clean')).toBeUndefined();
	expect(parameters.findings.notices).toEqual(['Trait "city": "#N/A" is no value, so it was left out']);
});
