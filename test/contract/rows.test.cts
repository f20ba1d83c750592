import { resources } from '../../nodes/Interakt/actions';
import { build } from '../unit/parameters.cts';
import { validateRequest } from './contract.cts';
import { contractRows } from './rows/index.cts';
import { rowTitle } from './row.cts';

const table = contractRows.map((row) => [rowTitle(row), row] as const);

/** What goes over the wire. */
const asJson = (value: unknown): unknown =>
	value === undefined ? undefined : JSON.parse(JSON.stringify(value));

describe('the request of an operation', () => {
	test.each(table)('%s', (_, { operation, parameters, method, path, query, body }) => {
		const { request, found } = build(operation, parameters);

		expect(found).toEqual([]);
		expect({ ...request, body: asJson(request.body) }).toMatchObject({ method: method ?? 'POST', path });
		expect(request.query).toEqual(query);
		expect(asJson(request.body)).toEqual(body);
	});
});

test.each(table)('the contract document allows %s', (_, { method = 'POST', path, query, body }) => {
	expect(validateRequest(method, path, body, query)).toEqual([]);
});

test('every operation of the node has a row', () => {
	const operations = resources.flatMap(({ value, operations }) =>
		operations.map(({ option }) => `${value}.${option.value}`),
	);
	const shown = new Set(contractRows.map(({ operation }) => operation));

	expect(operations.filter((operation) => !shown.has(operation))).toEqual([]);
});

test('no two rows have the same title', () => {
	expect(new Set(table.map(([title]) => title)).size).toBe(table.length);
});
