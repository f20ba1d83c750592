import { unflatten } from './unflatten.cts';

test.each([
	['an object', '[{"a":1,"b":"1"},"text"]', { a: 1, b: 'text' }],
	['text that looks like an index', '[{"a":"1"},"0"]', { a: '0' }],
	[
		'lists and nesting',
		'[{"a":"1"},["2","2",true,null],{"b":"3"},"x"]',
		{ a: [{ b: 'x' }, { b: 'x' }, true, null] },
	],
	['a bare value', '["text"]', 'text'],
])('reads %s', (_, text, expected) => {
	expect(unflatten(text)).toEqual(expected);
});

test('reads an object that holds itself', () => {
	const read = unflatten('[{"self":"0"}]') as { self: unknown };
	expect(read.self).toBe(read);
});
