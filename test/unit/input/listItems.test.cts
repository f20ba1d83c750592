/** Lists as they stand in texts: separated, in quotes, as PostgreSQL and Python write them. */
import { Findings } from '../../../nodes/Interakt/input/findings';
import { listItems, text } from '../../../nodes/Interakt/input/text';

test.each<[unknown, unknown[]]>([
	['a, b ,c', ['a', 'b', 'c']],
	['a;b', ['a', 'b']],
	['a\nb\r\nc', ['a', 'b', '', 'c']],
	['a, b; c', ['a, b', 'c']],
	['"a, b", c', ['a, b', 'c']],
	['"a; b"; "c"', ['a; b', 'c']],
	['"a" b, c', ['"a" b', 'c']],
	[' "a" , " b " ', ['a', 'b']],
	["'a, b', c", ["'a", "b'", 'c']],
	['["a, b", "c"]', ['a, b', 'c']],
	['[1, 2]', [1, 2]],
	['[a, b]', ['a', 'b']],
	["['a, b', 'c']", ['a, b', 'c']],
	['{a,b}', ['a', 'b']],
	['{"a, b",c}', ['a, b', 'c']],
	['{"a": 1}', ['{"a": 1}']],
	['```json\n["a"]\n```', ['a']],
	['', ['']],
	['a,', ['a', '']],
	['"7"', ['7']],
	[
		['a', 1],
		['a', 1],
	],
	[7, [7]],
	[undefined, [undefined]],
])('%j has the items %j', (value, items) => expect(listItems(value)).toEqual(items));

test.each<[unknown, string, string]>([
	[{ title: 'a' }, 'an object', ', for example with .title at the end of the expression'],
	[[{ name: 'a' }], 'a list', ', for example with [0].name at the end of the expression'],
	[{}, 'an object', ''],
	[{ a: null }, 'an object', ''],
])('%j is no text, which says how to get one', (value, shape, way) => {
	const findings = new Findings();

	expect(text(value, 'Message', findings)).toBe('');
	expect(findings.found).toEqual([
		{
			field: 'Message',
			what: `holds ${shape} instead of text`,
			remedy: `Give Message a single value${way}.`,
		},
	]);
});

test.each<[unknown]>([[Symbol('a')], [() => 1]])('what is neither is no text: %p', (value) => {
	const findings = new Findings();
	text(value, 'Message', findings);

	expect(findings.found).toMatchObject([{ remedy: 'Give Message a single value.' }]);
});
