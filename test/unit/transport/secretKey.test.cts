import fc from 'fast-check';

import { authorization } from '../../../nodes/Interakt/transport/interaktApi';
import { fastest } from '../fastest.cts';

const token = 'aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY3zA5bC7dE9f';
const base64 = (text: string) => Buffer.from(text).toString('base64');
const key = base64(`${token}:`);
const header = `Basic ${key}`;

describe('every form in which the key may be pasted gives the same header', () => {
	test.each([
		['as the dashboard shows it', key],
		['with Basic in front', `Basic ${key}`],
		['with basic in front', `basic  ${key}`],
		['as a header line', `Authorization: Basic ${key}`],
		['in double quotes', `"${key}"`],
		['in quotes, with Basic', `'Basic ${key}'`],
		['with white space around', `\n  ${key}\t`],
		['with a line break inside', `${key.slice(0, 20)}\n${key.slice(20)}`],
		['with a space inside', `${key.slice(0, 20)} ${key.slice(20)}`],
		['without its padding', key.replace(/=+$/, '')],
		['decoded, with its colon', `${token}:`],
		['decoded, without its colon', token],
		['decoded, with white space', ` ${token}: `],
		['encoded twice', base64(key)],
		['encoded twice, with Basic', `Basic ${base64(key)}`],
		['token without a colon, encoded', base64(token)],
		['with zero-width characters', `\u200b${key.slice(0, 9)}\u200d${key.slice(9)}\ufeff`],
		['with a soft hyphen and marks of direction', `\u202a${key.slice(0, 9)}\u00ad${key.slice(9)}\u202c`],
		['in curly quotes', `\u201c${key}\u201d`],
		['in single curly quotes, with Basic', `\u2018Basic ${key}\u2019`],
		['in back ticks', `\`${key}\``],
		['in three back ticks', `\`\`\`\n${key}\n\`\`\``],
		['as a header line with a line break', `Authorization:\r\nBasic ${key}\r\n`],
		['as a header of JSON', `"Authorization": "Basic ${key}"`],
		['as the option of a command line', `-H 'authorization: basic ${key}'`],
		['with a non-breaking space', `Basic\u00a0${key}`],
		['with a zero-width space after Basic', `Basic\u200b${key}`],
	])('%s', (_, pasted) => {
		expect(authorization(pasted)).toBe(header);
	});
});

describe('a key whose base64 has characters that are not letters', () => {
	const odd = 'some>>>token???with~~~';
	const url = Buffer.from(`${odd}:`).toString('base64url');

	test.each([
		['as the dashboard shows it', base64(`${odd}:`)],
		['as links write it', url],
		['decoded', odd],
	])('%s', (_, pasted) => {
		expect(url).toMatch(/-.*_|_.*-/);
		expect(authorization(pasted)).toBe(`Basic ${base64(`${odd}:`)}`);
	});
});

test.each([
	['could be base64 but for one character', 'YWJj$ZA'],
	['is the base64 of less than four characters', 'YWJj'],
	['is the base64 of what does not begin as a text', base64('\u0001abcdef').slice(0, -1)],
	['is the base64 of what does not end as a text', base64('abcdefg\u0001')],
	['is the base64 of what is no text inside', base64('abcde\u0001fghi')],
])('a token that %s stays as it is: %s %s', (_, odd) => {
	expect(authorization(odd)).toBe(`Basic ${base64(`${odd.replace(/:+$/, '')}:`)}`);
});

test.each(['', '   ', 'Basic ', '""'])('an empty key (%j) gives a header without a token', (empty) => {
	expect(authorization(empty)).toBe(`Basic ${base64(':')}`);
});

describe('for any token', () => {
	// Tokens as Interakt makes them: long, of letters and digits.
	const tokens = fc.stringMatching(/^[A-Za-z0-9_-]{32,64}$/);

	test('its forms give one header', () => {
		fc.assert(
			fc.property(tokens, (any) => {
				const dashboard = base64(`${any}:`);

				expect(authorization(dashboard)).toBe(`Basic ${dashboard}`);
				expect(authorization(`${any}:`)).toBe(`Basic ${dashboard}`);
			}),
		);
	});

	test('a header given again stays as it is', () => {
		const pasted = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9:+/=_.\- ]{15,63}$/);
		fc.assert(
			fc.property(pasted, (any) => {
				const once = authorization(any);

				expect(authorization(once)).toBe(once);
			}),
			{ numRuns: 500 },
		);
	});
});

test.each<[string, string]>([
	['blanks inside', `a${' '.repeat(100_000)}b`],
	['colons inside', `${':'.repeat(100_000)}b`],
	['quotes inside', `a${'"'.repeat(100_000)}b`],
	['words in front', 'authorization basic '.repeat(5_000)],
	['letters', 'A'.repeat(100_000)],
	['its own code', base64('a'.repeat(70_000))],
	['invisible characters', '\u200b'.repeat(100_000)],
])('100 KB of %s take no time', (_, pasted) => {
	expect(fastest(() => authorization(pasted))).toBeLessThan(50);
});
