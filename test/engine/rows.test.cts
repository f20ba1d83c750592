import type { IDataObject } from 'n8n-workflow';

import { contractRows } from '../contract/rows/index.cts';
import { rowTitle, type ContractRow } from '../contract/row.cts';
import { startSimulator, type Simulator } from '../simulator/simulator.cts';
import { template, type Template } from '../simulator/templates.cts';
import { previewOf, unlikePreview } from './preview.cts';
import { fileItem, runLegacyNode, runNode } from './setting.cts';

let simulator: Simulator;

beforeAll(async () => {
	simulator = await startSimulator({ strict: true });
});
afterAll(async () => await simulator.close());
beforeEach(() => simulator.reset());

const lengthOf = (values: unknown) => (Array.isArray(values) ? values.length : 0);
const categoryOf = (wanted: unknown): Partial<Template> =>
	wanted === undefined ? {} : { category: String(wanted).toUpperCase() as Template['category'] };

/** An approved template to which the values of a request fit. */
function fittingTemplate(wanted: IDataObject, body: IDataObject): Template {
	const places = Array.from({ length: lengthOf(wanted.bodyValues) }, (_, index) => `{{${index + 1}}}`);
	return template(String(wanted.name), {
		language: String(wanted.languageCode),
		body: `Hello ${places.join(' ')}`,
		...(lengthOf(wanted.headerValues) > 0 && { header_format: 'TEXT', header: 'About {{1}}' }),
		...categoryOf(body.template_category),
	});
}

/** A template with everything that a template can have. */
const wholeTemplate = () =>
	template('order_shipped', {
		header_format: 'TEXT',
		header: 'About {{1}}',
		footer: 'Team Interakt',
		buttons: [{ type: 'URL', text: 'Track', url: 'https://example.com/orders/{{1}}' }],
	});

/** Contacts of which each filter of the rows finds at least one. */
function addContacts(): void {
	for (const [index, day] of ['2021-09-07', '2021-09-08', '2024-06-01'].entries()) {
		const at = Date.parse(`${day}T05:00:00Z`);
		simulator.state.add({
			phone_number: `999999999${9 - index}`,
			user_id: index === 0 ? 'shop/4711' : `customer-${index}`,
			traits: { name: 'Asha', email: 'asha@example.com', orders: 5 },
			tags: ['lead'],
			createdAt: at,
			modifiedAt: at,
		});
	}
}

/** Brings the simulator to where it accepts the request: the customer has written, the template is approved. */
function makeReady({ operation, path, body = {}, templates }: ContractRow): void {
	if (path === '/message/') simulator.state.customerWrites(body);
	if (path.startsWith('/apis/users/')) addContacts();
	if (path === '/track/templates/') simulator.state.templates = [];
	if (templates) simulator.state.templates = [...templates];
	else if (operation === 'template.getAll') simulator.state.templates = [wholeTemplate()];
	else if (typeof body.template === 'object') {
		simulator.state.templates = [fittingTemplate(body.template as IDataObject, body)];
	}
}

/** Numbers of a query arrive as text. */
const asQuery = (query: ContractRow['query'] = {}) =>
	Object.fromEntries(Object.entries(query).map(([name, value]) => [name, String(value)]));

const isLegacy = ({ path }: ContractRow) => path === '/leads' || path === '/members';

async function runRow(row: ContractRow) {
	const { operation: name, parameters, file } = row;
	const [resource = '', operation = ''] = name.split('.');
	const run = isLegacy(row) ? runLegacyNode : runNode;
	const result = await run(simulator, {
		parameters: { resource, operation, ...parameters },
		...(file && { items: [fileItem({ ...file, content: 'some bytes' })] }),
	});
	const preview = previewOf(isLegacy(row) ? 'InteraktLegacy' : 'Interakt', resource, operation);
	return { ...result, preview };
}

/** A preview shows a person by number; one who is named by an ID has that in its place, or beside it. */
function byNumber({ userId, ...others }: IDataObject): IDataObject {
	if (userId === undefined || 'contactId' in others)
		return { ...others, ...(userId !== undefined && { userId }) };
	return { phoneNumber: userId, ...others };
}

// A question carries tokens of its execution, and what comes out is what a person answers (questions.test.cts).
const atOnce = contractRows.filter(({ operation }) => operation !== 'message.sendAndWait');

test.each(atOnce.map((row) => [rowTitle(row), row] as const))('%s', async (_, row) => {
	const { method = 'POST', path, query, body, file, templates } = row;
	const lookUp = { method: 'GET', path: '/track/organization/templates' };
	makeReady(row);
	const { outputs, error, preview } = await runRow(row);

	expect(error).toBeUndefined();
	expect(simulator.state.requests).toMatchObject([
		...(templates ? [lookUp] : []),
		{ method, path, query: asQuery(query) },
	]);
	expect(simulator.state.requests.at(-1)?.body).toEqual(file ? { uploadFile: file.fileName } : (body ?? {}));
	expect(simulator.state.files).toMatchObject(file ? [file] : []);

	const [items = []] = outputs;
	expect(outputs).toHaveLength(1);
	expect(items.length).toBeGreaterThan(0);
	for (const { json, pairedItem } of items) {
		// What was changed in the input stands beside an output of any shape, and a contact has traits of its own.
		const { notices: _notices, orders: _orders, ...announced } = byNumber(json);
		expect(unlikePreview(preview, announced, 'output')).toEqual([]);
		expect(pairedItem).toEqual({ item: 0 });
	}
	if (preview.properties?.status) expect(items).toMatchObject([{ json: { status: 'accepted' } }]);
});
