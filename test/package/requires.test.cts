import { requestedModules } from './requires.cts';

test.each([
	['a require', `const a = require('luxon');`, ['luxon']],
	['a require inside a function', `function f() { return (0, require("a").b)(); }`, ['a']],
	['a resolved name', `require.resolve('a');`, ['a']],
	['an import call', `await import('a');`, ['a']],
	[
		'imports and exports',
		`import a from 'a'; export * from 'b'; export { c } from 'c'; export const d = 1;`,
		['a', 'b', 'c'],
	],
	['a name made at run time', `require('a' + b);`, [undefined]],
	['a template without parts', 'require(`a`);', ['a']],
	['words in strings and comments', `const a = "require('b')"; // require('c')`, []],
])('finds %s', (_, code, expected) => {
	expect(requestedModules(code)).toEqual(expected);
});
