import fc from 'fast-check';

import { decoded, deepestBody, objectIn, textMember } from '../../../../nodes/Interakt/triggers/webhook/json';
import { largestBody, readBody } from '../../../../nodes/Interakt/triggers/webhook/parse';

const nested = (depth: number) => `${'{"a":'.repeat(depth - 1)}{}${'}'.repeat(depth - 1)}`;

test.each<[string, string | Buffer, unknown]>([
	['an object', '{"type":"message_received"}', { type: 'message_received' }],
	['one with a byte order mark', '\uFEFF{"a":1}', { a: 1 }],
	['one with such a mark inside', '{"a":"\uFEFF1"}', { a: '\uFEFF1' }],
	['brackets in a string', `{"a":"${'['.repeat(1000)}\\"${'{'.repeat(1000)}"}`, expect.any(Object)],
	['nesting as deep as allowed', nested(deepestBody), expect.any(Object)],
	['nesting one deeper', nested(deepestBody + 1), 'tooDeep'],
	['many objects one behind the other', `[${'{"a":{}},'.repeat(100)}{}]`, expect.any(Array)],
	['many lists one behind the other', `{"a":[${'[],'.repeat(100)}[]]}`, expect.any(Object)],
	['lists without end', '['.repeat(100_000), 'tooDeep'],
	['nothing', '', 'empty'],
	['white space', ' \n', 'notJson'],
	['a part of JSON', '{"type":', 'notJson'],
	['a list', '[{"type":"message_received"},7,{"a":1}]', [{ type: 'message_received' }, { a: 1 }]],
	['a list without an object', '[7,[{"a":1}]]', 'notJson'],
	['an empty list', '[]', 'notJson'],
	['a body of more than a megabyte', `{"a":"${'x'.repeat(1_100_000)}"}`, { a: 'x'.repeat(1_100_000) }],
	['an integer beyond 2^53', '{"id": -26519662057712629}', { id: '-26519662057712629' }],
	['integers in a list', '[[1,26519662057712629],{"a":[26519662057712629]}]', [{ a: ['26519662057712629'] }]],
	[
		'long numbers that are no integers',
		'{"a":1.2651966205771262,"b":1e-1234567890123456}',
		expect.any(Object),
	],
	['long numbers with a point', '{"a":[1234567890123456.5]}', { a: [1234567890123456.5] }],
	['long numbers with an exponent', '[{"a":1234567890123456e3}]', [{ a: 1234567890123456000 }]],
	['an integer of 16 digits', '{"id":1234567890123456}', { id: '1234567890123456' }],
	['an integer of 15 digits', '{"id":985469590600160}', { id: 985469590600160 }],
	['digits in a string', '{"a":"id: 26519662057712629, \\"b\\": 26519662057712629"}', expect.any(Object)],
	['a long number with a zero in front', '{"id":00000000000000001}', 'notJson'],
	['a text', '"message_received"', 'notJson'],
	['null', 'null', 'notJson'],
	['a page', '<html></html>', 'notJson'],
	['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00, 0xd8]), 'notJson'],
	['more than any webhook', `{"a":"${'x'.repeat(largestBody)}"}`, 'tooLarge'],
])('reads %s', (_, bytes, expected) => {
	expect(readBody(Buffer.from(bytes))).toEqual(expected);
});

test.each<[string, unknown, unknown]>([
	['an object', '{"a":1}', { a: 1 }],
	['an object behind white space', ' \n{"a":1}', { a: 1 }],
	['a list', '[{"a":1},7]', [{ a: 1 }]],
	['a list that is one already', [{ a: 1 }, null], [{ a: 1 }]],
	['an object that is one already', { a: 1 }, { a: 1 }],
	['JSON of a text of JSON', '"{\\"a\\":1}"', { a: 1 }],
	['a number', '7', undefined],
	['words', 'a {"b":1}', undefined],
	['a part of an object', '{"a":', undefined],
	['nothing', undefined, undefined],
])('the JSON in a member that is %s', (_, value, expected) => {
	expect(decoded(value)).toEqual(expected);
});

test.each<[string, string, string | undefined]>([
	['alone', '{"type":"a"}', 'a'],
	['behind an object', '{"data":{"type":"b"},"type" : "a"}', 'a'],
	['behind a list', '{"data":[{"type":"b"}],"type":"a"}', 'a'],
	['behind a text that has its name', '{"x":"type","type":"a"}', 'a'],
	['behind a text that has its name and colon', '{"x":"\\"type\\":\\"b\\"","type":"a"}', 'a'],
	['with escapes', '{"ty\\u0070e":"\\u0061"}', 'a'],
	['in another script', '{"type":"प्रकार"}', 'प्रकार'],
	['as long as a name may be', `{"type":"${'a'.repeat(198)}"}`, 'a'.repeat(198)],
	['longer than a name may be', `{"type":"${'a'.repeat(199)}"}`, undefined],
	['far from its colon', `{"type"${' '.repeat(19)}:"a"}`, 'a'],
	['too far from its colon', `{"type"${' '.repeat(20)}:"a"}`, undefined],
	['behind what is deep', `{"x":${'['.repeat(63)}${']'.repeat(63)},"type":"a"}`, 'a'],
	['behind what is too deep', `{"x":${'['.repeat(64)}${']'.repeat(64)},"type":"a"}`, undefined],
	['behind a megabyte', `{"x":"${'x'.repeat(1024 * 1024)}","type":"a"}`, undefined],
	['that is a number', '{"type":7,"x":"a"}', undefined],
	['that is an object', '{"type":{"type":"a"},"x":"b"}', undefined],
	['further in', '{"data":{"type":"a"}}', undefined],
	['under another name', '{"typ":"a","types":"b"}', undefined],
	['that is damaged', '{"type":"\\x"}', undefined],
	['that is cut off', '{"type":"a', undefined],
	['of nothing', '', undefined],
])('the type of an object %s is found without reading the rest', (_, text, expected) => {
	expect(textMember(Buffer.from(text), 'type')).toBe(expected);
});

test('never throws, whatever the bytes', () => {
	fc.assert(
		fc.property(fc.uint8Array(), (array) => {
			const read = readBody(Buffer.from(array));
			expect(['string', 'object']).toContain(typeof read);
		}),
	);
});

/** Integers of 16 digits and more are text. */
const exact = (_: string, value: unknown) =>
	typeof value === 'number' && /^-?\d{16,}$/.test(String(value)) ? String(value) : value;

test('reads back every object that is written', () => {
	fc.assert(
		fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (object) => {
			const text = JSON.stringify(object);
			const expected = JSON.parse(text, exact);
			expect(readBody(Buffer.from(text))).toEqual(expected);
			expect(objectIn(text)).toEqual(expected);
		}),
	);
});
