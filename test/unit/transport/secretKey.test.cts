import fc from 'fast-check';

import { authorization } from '../../../nodes/Interakt/transport/interaktApi';

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
	])('%s', (_, pasted) => {
		expect(authorization(pasted)).toBe(header);
	});
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
