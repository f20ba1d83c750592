import { readDefinition } from '../../nodes/Interakt/templates/definition';
import { build, nodes } from '../unit/parameters.cts';
import { validateRequest } from './contract.cts';
import { contractRows } from './rows/index.cts';
import { rowTitle } from './row.cts';

const table = contractRows.map((row) => [rowTitle(row), row] as const);

/** What goes over the wire. */
const asJson = (value: unknown): unknown =>
	value === undefined ? undefined : JSON.parse(JSON.stringify(value));

describe('the request of an operation, of a list its first one', () => {
	test.each(table)('%s', (_, { operation, parameters, templates = [], method, path, query, body, file }) => {
		const files = file && { files: { data: file } };
		const known = templates.map((template) => readDefinition({ ...template }));
		const { request, found } = build(operation, parameters, files, known);

		expect(found).toEqual([]);
		expect(request).toMatchObject({ method: method ?? 'POST', path });
		expect(request.query).toEqual(query);
		expect(asJson(request.body)).toEqual(body);
		expect(request.file).toEqual(file && { item: 0, property: 'data', ...file });
	});
});

test.each(table)('the contract document allows %s', (_, { method = 'POST', path, query, body, file }) => {
	const parts = file && { uploadFile: file.fileName };

	expect(validateRequest(method, path, parts ?? body, query)).toEqual([]);
});

test('every operation of the nodes has a row', () => {
	const operations = nodes.flatMap(({ resources }) =>
		resources.flatMap(({ value, operations }) => operations.map(({ option }) => `${value}.${option.value}`)),
	);
	const shown = new Set(contractRows.map(({ operation }) => operation));

	expect(operations.filter((operation) => !shown.has(operation))).toEqual([]);
	expect([...shown].filter((operation) => !operations.includes(operation))).toEqual([]);
});

test('no two rows have the same title', () => {
	expect(new Set(table.map(([title]) => title)).size).toBe(table.length);
});
