import { createHmac } from 'node:crypto';

import fc from 'fast-check';

import { isGenuine, secretsOf } from '../../../../nodes/Interakt/triggers/webhook/signature';

const body = Buffer.from('{"type":"message_received","data":{"message":{"message":"नमस्ते"}}}');
const sign = (bytes: Buffer, secret: string) =>
	`sha256=${createHmac('sha256', secret).update(bytes).digest('hex')}`;
/** So many digests, without their name. */
const wrong = (count: number) => Array.from({ length: count }, (_, index) => `${index}`.repeat(64)).join();

test.each<[string, unknown, string[]]>([
	['the secret', 'abc', ['abc']],
	['white space around', '  abc\n', ['abc']],
	['an old and a new one', 'old new', ['old new', 'old', 'new']],
	['several, parted by commas and lines', 'a,b\nc', ['a,b\nc', 'a', 'b', 'c']],
	['nothing', ' ', []],
	['no field', undefined, []],
])('secrets of a field that holds %s', (_, field, secrets) => {
	expect(secretsOf(field)).toEqual(secrets);
});

test.each<[string, unknown, readonly string[], boolean]>([
	['right', sign(body, 'abc'), ['abc'], true],
	['right, in capitals', sign(body, 'abc').toUpperCase().replace('SHA256', 'sha256'), ['abc'], true],
	['right with the second of two secrets', sign(body, 'new'), ['old', 'new'], true],
	['by another secret', sign(body, 'abd'), ['abc'], false],
	['of another body', sign(Buffer.from('{}'), 'abc'), ['abc'], false],
	['missing', undefined, ['abc'], false],
	['empty', '', ['abc'], false],
	['without its name', sign(body, 'abc').slice(7), ['abc'], true],
	['in base64', `sha256=${Buffer.from(sign(body, 'abc').slice(7), 'hex').toString('base64')}`, ['abc'], true],
	[
		'in base64, by another secret',
		Buffer.from(sign(body, 'abd').slice(7), 'hex').toString('base64'),
		['abc'],
		false,
	],
	['in quotes', `"${sign(body, 'abc')}"`, ['abc'], true],
	['with a colon', sign(body, 'abc').replace('=', ': '), ['abc'], true],
	['with spaces', sign(body, 'abc').replace('=', '= '), ['abc'], true],
	['with the name in capitals', sign(body, 'abc').toUpperCase(), ['abc'], true],
	['of another method', sign(body, 'abc').replace('sha256', 'sha1'), ['abc'], false],
	['cut short', sign(body, 'abc').slice(0, -2), ['abc'], false],
	['with something behind', `${sign(body, 'abc')}00`, ['abc'], false],
	['twice', [sign(body, 'abc'), sign(body, 'abc')], ['abc'], true],
	['twice, joined by Node', `${sign(body, 'abc')}, ${sign(body, 'abc')}`, ['abc'], true],
	['twice, both wrong', [sign(body, 'abd'), sign(body, 'abd')], ['abc'], false],
	['in a list of other things', [null, 7, {}, ['a']], ['abc'], false],
	['behind more values than anybody sends', `${'a,'.repeat(300)}${sign(body, 'abc')}`, ['abc'], false],
	['with a space on either side', sign(body, 'abc').replace('=', ' = '), ['abc'], true],
	['with white space around', `\t${sign(body, 'abc')} `, ['abc'], true],
	['with something in front', `x${sign(body, 'abc')}`, ['abc'], false],
	['the fourth of one header', `a,b,${sign(body, 'abd')},${sign(body, 'abc')}`, ['abc'], true],
	['at the end of 500 characters', `${','.repeat(429)}${sign(body, 'abc')}`, ['abc'], true],
	['one character behind them', `${','.repeat(430)}${sign(body, 'abc')}`, ['abc'], false],
	['in the fourth header', ['a', 'b', 'c', sign(body, 'abc')], ['abc'], true],
	['in the fifth header', ['a', 'b', 'c', 'd', sign(body, 'abc')], ['abc'], false],
	['the fourth digest', `${wrong(3)},${sign(body, 'abc')}`, ['abc'], true],
	['the fifth digest', `${wrong(4)},${sign(body, 'abc')}`, ['abc'], false],
	['behind one digest four times', `${`${wrong(1)},`.repeat(4)}${sign(body, 'abc')}`, ['abc'], true],
	['right for an empty secret', sign(body, ''), secretsOf(''), false],
])('a signature that is %s', (_, header, secrets, genuine) => {
	expect(isGenuine(body, header, secrets)).toBe(genuine);
});

test('every body with its signature is genuine, and no longer when one bit of it changes', () => {
	const secret = fc.string({ minLength: 1 });
	fc.assert(
		fc.property(fc.uint8Array({ minLength: 1 }), secret, fc.nat(), (array, key, place) => {
			const bytes = Buffer.from(array);
			const header = sign(bytes, key);
			const damaged = Buffer.from(bytes);
			const at = place % damaged.length;
			damaged[at] = (damaged[at] ?? 0) ^ (1 << place % 8);

			expect(isGenuine(bytes, header, [key])).toBe(true);
			expect(isGenuine(damaged, header, [key])).toBe(false);
		}),
	);
});

test('no header that is made up is taken', () => {
	const hex = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 });
	const header = fc.oneof(
		fc.string(),
		hex.map((digits) => `sha256=${digits}`),
	);
	fc.assert(fc.property(header, (made) => !isGenuine(body, made, ['abc'])));
});
