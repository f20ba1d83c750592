import fc from 'fast-check';

import { deepestBody, objectIn } from '../../../../nodes/Interakt/triggers/webhook/json';
import { largestBody, readBody } from '../../../../nodes/Interakt/triggers/webhook/parse';

const nested = (depth: number) => `${'{"a":'.repeat(depth - 1)}{}${'}'.repeat(depth - 1)}`;

test.each<[string, string | Buffer, unknown]>([
	['an object', '{"type":"message_received"}', { type: 'message_received' }],
	['one with a byte order mark', '\uFEFF{"a":1}', { a: 1 }],
	['brackets in a string', `{"a":"${'['.repeat(1000)}\\"${'{'.repeat(1000)}"}`, expect.any(Object)],
	['nesting as deep as allowed', nested(deepestBody), expect.any(Object)],
	['nesting one deeper', nested(deepestBody + 1), 'tooDeep'],
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
