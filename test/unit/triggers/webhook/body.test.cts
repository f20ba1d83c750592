import fc from 'fast-check';

import {
	deepestBody,
	largestBody,
	objectIn,
	readBody,
} from '../../../../nodes/Interakt/triggers/webhook/body';

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
	['a list', '[{"type":"message_received"}]', 'notJson'],
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

test('reads back every object that is written', () => {
	fc.assert(
		fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (object) => {
			const text = JSON.stringify(object);
			expect(readBody(Buffer.from(text))).toEqual(JSON.parse(text));
			expect(objectIn(text)).toEqual(JSON.parse(text));
		}),
	);
});
