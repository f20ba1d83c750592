/**
 * Every operation with values that nobody would type: in the parameters of a documented request, with all defaults
 * filled in, some values are replaced by what an expression may come to. An operation either finds something wrong or
 * makes a request that the contract allows, and never throws.
 */
import fc from 'fast-check';
import { DateTime } from 'luxon';

import { readDefinition } from '../../nodes/Interakt/templates/definition';
import { buildOf, plainParameters, valuesOf } from '../unit/parameters.cts';
import { validateRequest } from './contract.cts';
import { rowTitle } from './row.cts';
import { contractRows } from './rows/index.cts';

/** What an expression may come to. */
const anyValue = fc.oneof(
	fc.string({ unit: 'binary', maxLength: 40 }),
	fc.string({ unit: 'grapheme', maxLength: 40 }),
	fc.jsonValue({ maxDepth: 2 }),
	fc.double(),
	fc.constantFrom<unknown>(
		undefined,
		null,
		'',
		' ',
		'0',
		-1,
		true,
		[],
		{},
		[[]],
		'x'.repeat(5_000),
		'\uD83D',
		'\u0000',
		'{{1}}',
		'{"a":',
		'https://example.com/\u202E.pdf',
		'javascript:alert(1)',
		'9999999999',
		'+91 99999 99999',
		'2026-01-31',
		new Date(NaN),
		new Date(0),
		DateTime.invalid('no such time'),
		DateTime.fromISO('2026-01-31'),
		Number.MAX_SAFE_INTEGER,
		JSON.parse('{"__proto__":{"a":1}}'),
	),
);

type Path = readonly string[];

/** The ways to all values that are no groups of values. */
function leavesOf(value: unknown, path: Path = []): Path[] {
	if (typeof value !== 'object' || value === null) return [path];
	const entries = Object.entries(value);
	return entries.length === 0 ? [path] : entries.flatMap(([name, inner]) => leavesOf(inner, [...path, name]));
}

function replaced(value: unknown, [name, ...inner]: Path, by: unknown): unknown {
	if (name === undefined) return by;
	if (typeof value !== 'object' || value === null) return value;
	const entries = Object.entries(value).map(([each, old]) => [
		each,
		each === name ? replaced(old, inner, by) : old,
	]);
	const made = Object.fromEntries(entries) as Record<string, unknown>;
	return Array.isArray(value) ? Object.values(made) : made;
}

const asJson = (value: unknown): unknown =>
	value === undefined ? undefined : JSON.parse(JSON.stringify(value));

/** Runs of each row: the same ones each time, or as many new ones as FUZZ_RUNS says. */
const { FUZZ_RUNS } = process.env;
const runs = FUZZ_RUNS === undefined ? { numRuns: 60, seed: 1 } : { numRuns: Number(FUZZ_RUNS) };

/** Clients send an empty flow token, whatever the contract guesses (test/simulator/publicClients.cts). */
const isFlowToken = (finding: string) => finding === 'template.buttonValues[0][0] is empty';

const uploaded = { url: 'https://example.com/uploaded', handle: '4::abc', fileName: 'uploaded' };

test.each(contractRows.map((row) => [rowTitle(row), row] as const))(
	'%s',
	(_, { operation, parameters, templates = [], file }) => {
		const values = valuesOf(operation, parameters);
		const leaves = leavesOf(values).filter(([name]) => name !== 'resource' && name !== 'operation');
		const known = templates.map((template) => readDefinition({ ...template }));
		const change = fc.tuple(fc.constantFrom(...leaves), anyValue);
		fc.assert(
			fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
				const given = changes.reduce<unknown>((now, [path, value]) => replaced(now, path, value), values);
				const made = plainParameters(given as Record<string, unknown>, {
					...(file && { files: { data: file }, uploads: { data: uploaded } }),
				});
				const { request, fallbacks, found } = buildOf(operation, made, known);
				if (found.length > 0) return;
				for (const each of [request, ...fallbacks.flatMap(({ first, then }) => [...first, then])]) {
					const { method, path, query, body, file: sent } = each;
					const parts = sent && { uploadFile: sent.fileName };
					const unlike = validateRequest(method, path, parts ?? asJson(body), query);
					expect(unlike.filter((finding) => !isFlowToken(finding))).toEqual([]);
				}
			}),
			runs,
		);
	},
);
