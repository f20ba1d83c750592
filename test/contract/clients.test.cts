/** A client that a generator makes of the document can send what the source documents show, and nothing misspelt. */
import { join } from 'node:path';

import { operationOf } from './contract.cts';
import { operations, type PlacedOperation } from './document.cts';
import { compileAgainstClients, type Call, type Compiled } from './compiling.cts';
import { contractRows } from './rows/index.cts';
import { rowTitle } from './row.cts';

function placedAt(method: string, path: string): PlacedOperation {
	const placed = operationOf(method, path);
	if (!placed) throw new Error(`${method} ${path} is not in the contract`);
	return placed;
}

const rows = contractRows
	// A file is no JSON: the client takes a Blob.
	.filter(({ file }) => file === undefined)
	.map(
		(row): Call => ({
			title: rowTitle(row),
			placed: placedAt(row.method ?? 'POST', row.path),
			...(row.body && { body: row.body }),
			...(row.query && { query: row.query }),
		}),
	);

const examples = operations.flatMap((placed) =>
	Object.entries(placed.operation.requestBody?.content['application/json']?.examples ?? {}).map(
		([name, { value }]): Call => ({ title: `${placed.path} ${name}`, placed, body: value }),
	),
);

const asha = { phoneNumber: '9999999999', countryCode: '+91' };
const buttons = (more: object) => ({
	...asha,
	type: 'InteractiveButton',
	data: {
		body: { text: 'Well?' },
		action: { buttons: [{ type: 'reply', reply: { id: '1', title: 'Yes' } }] },
		...more,
	},
});

/** Requests that no client should let through, each with one thing wrong. */
const wrong = (
	[
		['a misspelt phone number', '/track/users/', { phonenumber: '9999999999', countryCode: '+91' }],
		['a trait that is an object', '/track/users/', { ...asha, traits: { plan: { name: 'pro' } } }],
		['an event without its name', '/track/events/', asha],
		['a message without a type', '/message/', { ...asha, data: { message: 'Hi' } }],
		['a type that does not exist', '/message/', { ...asha, type: 'Location', data: { message: 'Hi' } }],
		['an image without its address', '/message/', { ...asha, type: 'Image', data: { message: 'Hi' } }],
		['an image with its address misspelt', '/message/', { ...asha, type: 'Image', data: { mediaURL: 'x' } }],
		['buttons without a text', '/message/', buttons({ body: {} })],
		['a button that is no reply', '/message/', buttons({ action: { buttons: [{ type: 'url' }] } })],
		['a template without its language', '/message/', { ...asha, type: 'Template', template: { name: 'a' } }],
		['a filter without its value', '/apis/users/', { filters: [{ trait: 'city', op: 'eq' }] }],
		[
			'filters joined by or',
			'/apis/users/',
			{ filters: [{ trait: 'a', op: 'gt', val: 'b', supr_op: 'or' }] },
		],
		['a campaign of another type', '/create-campaign/', { campaign_name: 'a', campaign_type: 'Other' }],
		['an RCS text under another name', '/rcs/message/', { ...asha, type: 'Text', message: { text: 'Hi' } }],
		['a lead without e-mail', '/leads', { name: 'Asha' }],
	] as const
).map(([title, path, body]): Call => ({ title, placed: placedAt('POST', path), body }));

const right = [...rows, ...examples];
const titles = right.map(({ title }) => title);

let compiled: Compiled;
beforeAll(async () => {
	compiled = await compileAgainstClients(join(__dirname, 'interakt.openapi.yaml'), [...right, ...wrong]);
}, 120_000);

test('the generated clients compile', () => {
	expect(compiled.ownFindings).toEqual([]);
});

describe.each(['openapiTypescript', 'openapiTs'] as const)('%s', (generator) => {
	test('every request of the documents compiles, and nothing that is wrong', () => {
		const unexpected = compiled.findings.filter((finding) =>
			titles.some((title) => finding.startsWith(title)),
		);

		expect(unexpected).toEqual([]);
		expect(compiled[generator]).toEqual(titles);
	});
});
