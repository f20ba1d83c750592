import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { builtOperations, coverageTable, rowsOf, rowsTo, sections, testsOf } from './coverage.cts';
import { operations } from './document.cts';
import { freshPage, resourcePages } from './resourcePages.cts';
import { contractRows } from './rows/index.cts';
import { rowTitle } from './row.cts';

const root = join(__dirname, '..', '..');

/** The cells of every line of the tables, without their heads. */
const lines = coverageTable()
	.split('\n')
	.filter((line) => line.startsWith('| '))
	.map((line) => line.split(/(?<!\\)\|/).slice(1, -1))
	.map((cells) => cells.map((cell) => cell.trim()))
	.filter(([first = '']) => !/^(Route|Section|-+)$/.test(first));

test('docs/coverage.md is what the contract, the nodes and the rows say', () => {
	const page = readFileSync(join(root, 'docs', 'coverage.md'), 'utf8');

	// To bring it up to date: node --require tsx/cjs test/contract/writeCoverage.cts
	expect(page).toBe(coverageTable());
});

// To bring them up to date: node --require tsx/cjs test/contract/writeCoverage.cts
test.each(resourcePages.map((page) => [page.file, page] as const))(
	'%s has the fields of the node',
	(file, page) => {
		expect(readFileSync(join(root, file), 'utf8')).toBe(freshPage(page));
	},
);

test('no cell is empty', () => {
	expect(lines).toHaveLength(operations.length + sections.length);
	expect(lines.filter((cells) => cells.length !== 4 || cells.includes(''))).toEqual([]);
});

describe('a route', () => {
	test.each(operations.map((placed) => [`${placed.method} ${placed.path}`, placed] as const))(
		'%s is sent by every operation that the contract names, and by a row of some',
		(_, placed) => {
			const named = placed.operation['x-operations'];
			const rows = rowsTo(placed);

			expect(named.filter((name) => !builtOperations.has(name))).toEqual([]);
			expect(rows.length).toBeGreaterThan(0);
			expect(rows.map(({ operation }) => operation).filter((name) => !named.includes(name))).toEqual([]);
		},
	);

	test('is there for every operation of the nodes', () => {
		const served = new Set(operations.flatMap(({ operation }) => operation['x-operations']));

		expect([...builtOperations].filter((name) => !served.has(name))).toEqual([]);
	});
});

describe('a section', () => {
	test.each(sections.map((section) => [section.name, section] as const))(
		'%s is shown by rows, or by tests',
		(_, section) => {
			const { has, tests = [], about } = section;

			if (has) expect(rowsOf(section)).not.toEqual([]);
			else expect([tests.length > 0, about !== undefined]).toEqual([true, true]);
		},
	);

	test('of S4 is there for every number', () => {
		const numbers = sections.flatMap(({ name }) => /^S4 §(.+)$/.exec(name)?.[1] ?? []);
		const perChapter = [2, 7, 6, 4, 1, 1, 3, 1, 2];

		expect(numbers).toEqual(
			perChapter.flatMap((count, index) =>
				Array.from({ length: count }, (_, position) => `${index + 1}.${position + 1}`),
			),
		);
	});

	test('is there for every row of a source document', () => {
		const shown = new Set(sections.flatMap(rowsOf));
		const lost = contractRows.filter((row) => /^S\d/.test(row.source) && !shown.has(row));

		expect(lost.map(rowTitle)).toEqual([]);
	});
});

test('every test that is named exists', () => {
	const named = new Set([
		...operations.flatMap((placed) => testsOf(rowsTo(placed))),
		...sections.flatMap((section) => testsOf(rowsOf(section), section.tests)),
	]);
	const files = [...named].map((name) => join('test', `${name}.test.cts`));

	expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([]);
});
