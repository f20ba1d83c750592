import type { IDataObject } from 'n8n-workflow';

import { contractRows } from '../contract/rows/index.cts';
import { rowTitle } from '../contract/row.cts';
import { startSimulator, type Simulator } from '../simulator/simulator.cts';
import { template, type Template } from '../simulator/templates.cts';
import { runNode } from './setting.cts';

let simulator: Simulator;

beforeAll(async () => {
	simulator = await startSimulator();
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

/** Brings the simulator to where it accepts the request: the customer has written, the template is approved. */
function makeReady(body: IDataObject = {}): void {
	if (body.type !== undefined) simulator.state.customerWrites(body);
	if (typeof body.template === 'object') {
		simulator.state.templates = [fittingTemplate(body.template as IDataObject, body)];
	}
}

test.each(contractRows.map((row) => [rowTitle(row), row] as const))(
	'%s',
	async (_, { operation: name, parameters, method, path, query, body }) => {
		makeReady(body);
		const [resource = '', operation = ''] = name.split('.');
		const { outputs, error } = await runNode(simulator, {
			parameters: { resource, operation, ...parameters },
		});

		expect(error).toBeUndefined();
		expect(simulator.state.requests).toMatchObject([{ method: method ?? 'POST', path, query: query ?? {} }]);
		expect(simulator.state.requests[0]?.body).toEqual(body ?? {});
		expect(outputs).toMatchObject([[{ json: { status: 'accepted' }, pairedItem: { item: 0 } }]]);
	},
);
