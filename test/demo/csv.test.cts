import { readCsv } from './csv.cts';

test.each([
	['plain cells', 'a,b\n1,2\n', [{ a: '1', b: '2' }]],
	['no line break at the end', 'a,b\n1,2', [{ a: '1', b: '2' }]],
	['Windows line breaks', 'a,b\r\n1,2\r\n', [{ a: '1', b: '2' }]],
	['a byte order mark', '\uFEFFa\n1\n', [{ a: '1' }]],
	['quoted commas, quotes and line breaks', 'a,b\n"1,5","x ""y""\nz"\n', [{ a: '1,5', b: 'x "y"\nz' }]],
	[
		'empty cells',
		'a,b\n,2\n1,\n',
		[
			{ a: '', b: '2' },
			{ a: '1', b: '' },
		],
	],
	['a short row', 'a,b\n1\n', [{ a: '1', b: '' }]],
	['no rows', 'a,b\n', []],
])('reads %s', (_, text, expected) => {
	expect(readCsv(text)).toEqual(expected);
});
