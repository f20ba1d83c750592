import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parseBoolean, readBoolean } from '../../../nodes/Interakt/input/boolean';
import { readTags, readTraits } from '../../../nodes/Interakt/fields/traits';
import { readEmailAddress } from '../../../nodes/Interakt/input/email';
import { Findings } from '../../../nodes/Interakt/input/findings';
import { parseJson } from '../../../nodes/Interakt/input/json';
import { readLanguageCode } from '../../../nodes/Interakt/input/language';
import { readNumber } from '../../../nodes/Interakt/input/number';
import { shownText, text } from '../../../nodes/Interakt/input/text';
import { mediaUrl } from '../../../nodes/Interakt/input/url';
import { choice } from '../../../nodes/Interakt/input/choice';
import { suffixOf } from '../../../nodes/Interakt/templates/buttonUrl';
import { readTemplateName } from '../../../nodes/Interakt/templates/locator';
import { orderStatus } from '../../../nodes/Interakt/templates/orderStatus';
import { plainParameters } from '../parameters.cts';

/** What a reader made of a value; `undefined` for nothing. */
type Read = (value: unknown, findings: Findings) => unknown;

const merged = (findings: Findings, parameters: ReturnType<typeof plainParameters>) => {
	findings.found.push(...parameters.findings.found);
};

const typedTrait =
	(type: 'number' | 'boolean'): Read =>
	(value, findings) => {
		const parameters = plainParameters({ traits: { values: [{ name: 'amount', type, value }] } });
		const traits = readTraits(parameters, 'clean');
		merged(findings, parameters);
		return traits?.amount;
	};

/** The reader behind each table of docs/values.md. */
const readers: Readonly<Record<string, Read>> = {
	Boolean: (value, findings) => readBoolean(value, 'It', findings),
	Choice: (value, findings) => choice(value, 'It', { clean: 'Clean Up', refuse: 'Refuse' }, findings),
	'Order status': (status, findings) => {
		const { order_status: sent } = orderStatus({ status, referenceId: 'r' }, findings);
		return (sent as { order: { status: string } }).order.status;
	},
	'Language code': (value, findings) => readLanguageCode(value, findings),
	Template: (template, findings) => {
		const parameters = plainParameters({ template, languageCode: 'hi' });
		const { name, languageCode } = readTemplateName(parameters);
		merged(findings, parameters);
		return [name, languageCode];
	},
	Number: (value, findings) => readNumber(value, 'It', findings),
	Text: (value, findings) => text(value, 'It', findings),
	'What the customer reads': (value, findings) => shownText(value, 'It', findings),
	Traits: (value, findings) => {
		const parameters = plainParameters({ traits: { values: [{ name: 'city', value }] } });
		const traits = readTraits(parameters, 'clean');
		merged(findings, parameters);
		return traits?.city;
	},
	'Trait of the type Number': typedTrait('number'),
	'Trait of the type Boolean': typedTrait('boolean'),
	List: (value, findings) => readTags(value, 'clean', findings),
	JSON: (value, findings) => parseJson(value, 'It', findings),
	Email: (value, findings) => readEmailAddress(value, 'It', findings),
	'Web address': (value, findings) => mediaUrl(value, 'It', findings),
	'Button with a changing address': (value, findings) =>
		suffixOf(String(value), 'https://shop.example/track/{{1}}', 'It', findings),
};

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

describe('100 KB of any text are read within 50 ms of work', () => {
	const size = 100_000;
	const repeated = (piece: string) => piece.repeat(Math.ceil(size / piece.length)).slice(0, size);
	const texts = [
		`https://${repeated('a.')} x`,
		`https://${repeated('a')}`,
		`https://a.com/${repeated('a b')}`,
		repeated(' '),
		`${repeated(' ')}x`,
		repeated('x  '),
		repeated('\t '),
		repeated('{{'),
		repeated('{{ '),
		repeated('{{a '),
		repeated('{{1}}'),
		repeated('<%'),
		repeated('{%'),
		repeated('*|'),
		repeated('${'),
		repeated("$('"),
		repeated('{!a'),
		repeated('[object A'),
		repeated('hi    '),
		repeated('hi null'),
		repeated('#   '),
		repeated('Sun Dec 01 1996 00:00:00 GM'),
		repeated('undefined_'),
		repeated('\u200b'),
		`x${repeated('\u200b')}x`,
		repeated('0'),
		`0.${repeated('0')}x`,
		repeated(','),
		repeated('['),
		repeated('"'),
		`mailto:${repeated('a@')}`,
		`<${repeated('<')}`,
		repeated('a_-'),
		repeated('a|'),
	];

	/** Milliseconds of this process's own work, the least of some tries. */
	function work(act: () => void): number {
		const tries = [1, 2, 3, 4].map(() => {
			const before = process.cpuUsage();
			act();
			const { user, system } = process.cpuUsage(before);
			return (user + system) / 1000;
		});
		return Math.min(...tries);
	}

	test.each(Object.entries(readers))('%s', (_, read) => {
		for (const given of texts) {
			expect([given.slice(0, 20), work(() => read(given, new Findings())) < 50]).toEqual([
				given.slice(0, 20),
				true,
			]);
		}
	});

	test('and a boolean without its finding', () => {
		expect(parseBoolean(repeated('true'))).toBe('unreadable');
	});
});
