import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { byName, list } from '../contract/row.cts';
import { startSimulator, type Simulator, type SimulatorOptions } from '../simulator/simulator.cts';
import { template, type Template } from '../simulator/templates.cts';
import { fileItem, jsons, letWrite, people, runNode, textOfItem } from './setting.cts';

/** What happens at Interakt between two requests. */
let happens: () => void = () => {};
let simulator: Simulator;

beforeAll(async () => {
	simulator = await startSimulator({ strict: true, onRequest: () => happens() });
});
afterAll(async () => await simulator.close());
beforeEach(() => {
	simulator.reset();
	happens = () => {};
});

const buttons: Array<Record<string, string>> = [
	{ type: 'URL', text: 'Track', url: 'https://example.com/orders/{{1}}' },
	{ type: 'QUICK_REPLY', text: 'Say "no"' },
];
const samples = ['Asha', 'a "quoted" one', '[1042]'];

const many = (count: number, more: (index: number) => Partial<Template> = () => ({})) =>
	Array.from({ length: count }, (_, index) =>
		template(`template_${index}`, { body: '{{1}} {{2}} {{3}}', body_text: samples, buttons, ...more(index) }),
	);
/** Code names, as the node puts them out and as the simulator has them. */
const names = (templates: ReadonlyArray<IDataObject | Template>) =>
	templates.map((template) => ('templateName' in template ? template.templateName : template.name));

const getMany = async (parameters: INodeParameters = {}, from = simulator) => {
	const { outputs, error } = await runNode(from, {
		parameters: { resource: 'template', operation: 'getAll', ...parameters },
	});
	expect(error).toBeUndefined();
	return jsons(outputs[0]);
};

/** Runs with a server of its own that has 230 templates. */
async function with230(options: SimulatorOptions, use: (server: Simulator) => Promise<void>): Promise<void> {
	const server = await startSimulator({ ...options, strict: true });
	server.state.templates = many(230);
	try {
		await use(server);
	} finally {
		await server.close();
	}
}

/** From where, and how many, of each request. */
const pagesAsked = ({ state }: Simulator) =>
	state.requests.map(({ query }) => [Number(query.offset), Number(query.limit)]);

describe('Return All', () => {
	test('gives 230 templates in the order of the list', async () => {
		simulator.state.templates = many(230);

		expect(names(await getMany({ returnAll: true }))).toEqual(names(simulator.state.templates));
		expect(pagesAsked(simulator)).toEqual([
			[0, 100],
			[100, 100],
			[200, 100],
		]);
	});

	test('gives all of a server that ignores the limit, from where the last page ended', async () => {
		await with230({ templateLimitIgnored: true, templatesPerPage: 60 }, async (server) => {
			expect(names(await getMany({ returnAll: true }, server))).toEqual(names(server.state.templates));
			expect(pagesAsked(server).map(([offset]) => offset)).toEqual([0, 60, 120, 180]);
		});
	});

	test('ends with a server that gives the same page again and again, and doubles nothing', async () => {
		await with230({ templateOffsetIgnored: true }, async (server) => {
			expect(names(await getMany({ returnAll: true }, server))).toEqual(
				names(server.state.templates.slice(0, 100)),
			);
			expect(server.state.requests).toHaveLength(2);
		});
	});

	test('doubles nothing when a template is added in front meanwhile', async () => {
		simulator.state.templates = many(230);
		const before = names(simulator.state.templates);
		happens = () =>
			void simulator.state.templates.unshift(template(`added_${simulator.state.templates.length}`));
		const found = names(await getMany({ returnAll: true }));

		expect(new Set(found).size).toBe(found.length);
		expect(before.filter((name) => !found.includes(name))).toEqual([]);
	});

	test('of none gives no items', async () => {
		simulator.state.templates = [];

		expect(await getMany({ returnAll: true })).toEqual([]);
	});
});

describe('Limit', () => {
	test.each([
		[1, 1],
		[50, 50],
		[150, 150],
		[500, 230],
	])('%i of 230 gives %i', async (limit, count) => {
		simulator.state.templates = many(230);

		expect(names(await getMany({ limit }))).toEqual(names(simulator.state.templates.slice(0, count)));
	});

	test('holds with a server that ignores it', async () => {
		await with230({ templateLimitIgnored: true, templatesPerPage: 60 }, async (server) => {
			expect(names(await getMany({ limit: 10 }, server))).toEqual(names(server.state.templates.slice(0, 10)));
		});
	});
});

describe.each([true, false])('with Simplify %s', (simplify) => {
	test('buttons and samples are lists, however often the API encodes them', async () => {
		// The simulator encodes every second template twice.
		simulator.state.templates = many(4);
		const found = await getMany({ simplify });

		expect(found).toHaveLength(4);
		for (const { buttons: given, bodySamples, body_text: asGiven } of found) {
			expect(given).toEqual(buttons);
			expect(simplify ? bodySamples : asGiven).toEqual(samples);
		}
	});
});

test('Simplify leaves out what nobody looks for; without it everything is there', async () => {
	simulator.state.templates = many(1);
	const [simple = {}] = await getMany();
	const [whole = {}] = await getMany({ simplify: false });

	expect(simple).not.toHaveProperty('variable_present');
	const {
		templateName,
		displayName,
		templateLanguage,
		approvalStatus,
		headerFormat,
		bodySamples,
		templateId,
		...same
	} = simple;
	expect(whole).toMatchObject({
		...same,
		name: templateName,
		display_name: displayName,
		language: templateLanguage,
		approval_status: approvalStatus,
		header_format: headerFormat,
		body_text: bodySamples,
		id: templateId,
		variable_present: 'Yes',
	});
});

describe('the filter', () => {
	const all = () => [
		template('order_shipped'),
		template('order_late', { approval_status: 'REJECTED' }),
		template('diwali_offer', { category: 'MARKETING' }),
		template('diwali_order', { category: 'MARKETING', language: 'hi' }),
	];

	test.each<[string, INodeParameters, string[]]>([
		['status', { status: 'REJECTED' }, ['order_late']],
		['category', { category: 'MARKETING' }, ['diwali_offer', 'diwali_order']],
		['language', { language: 'hi' }, ['diwali_order']],
		['name', { name: 'order' }, ['order_shipped', 'order_late', 'diwali_order']],
		['several at once', { name: 'order', category: 'UTILITY', status: 'APPROVED' }, ['order_shipped']],
		['one that nothing meets', { name: 'nothing' }, []],
	])('on %s', async (_, filters, wanted) => {
		simulator.state.templates = all();

		expect(names(await getMany({ returnAll: true, filters }))).toEqual(wanted);
		expect(names(await getMany({ limit: 3, filters }))).toEqual(wanted);
	});

	test('on category finds enough for the limit, wherever they stand', async () => {
		simulator.state.templates = many(230, (index) => (index % 23 === 22 ? { category: 'MARKETING' } : {}));
		const found = await getMany({ limit: 5, filters: { category: 'MARKETING' } });

		expect(names(found)).toEqual([22, 45, 68, 91, 114].map((index) => `template_${index}`));
	});
});

test('a new template waits for its review, and is in the list', async () => {
	const { outputs, error } = await runNode(simulator, {
		parameters: {
			resource: 'template',
			operation: 'create',
			displayName: 'Summer Offer',
			language: byName('English'),
			category: 'Marketing',
			headerFormat: 'TEXT',
			headerText: 'Only {{1}}',
			headerSamples: list({ value: 'today' }),
			body: 'Hi {{1}}, all is {{2}} off.',
			bodySamples: list({ value: 'Asha' }, { value: '10%' }),
			footer: 'Team Interakt',
			buttons: list({ type: 'QUICK_REPLY', text: 'Yes' }),
		},
	});

	expect(error).toBeUndefined();
	const [made = {}] = jsons(outputs[0]);
	expect(made).toMatchObject({ templateName: 'summer_offer', approvalStatus: 'PENDING', status: 'accepted' });
	expect(await getMany({ filters: { name: 'summer_offer', status: 'PENDING' } })).toMatchObject([
		{
			templateId: made.templateId,
			displayName: 'Summer Offer',
			templateLanguage: 'en',
			category: 'MARKETING',
			header: 'Only {{1}}',
			body: 'Hi {{1}}, all is {{2}} off.',
			bodySamples: ['Asha', '10%'],
			footer: 'Team Interakt',
			buttons: [{ type: 'QUICK_REPLY', text: 'Yes' }],
		},
	]);
});

test('a new template is never silently created a second time', async () => {
	simulator.misbehave({ effect: { kind: 'resetAfter' } });
	const parameters = {
		resource: 'template',
		operation: 'create',
		displayName: 'Summer Offer',
		language: byName('English'),
		body: 'Hi',
	};
	const { outputs } = await runNode(simulator, { parameters, onError: 'continueErrorOutput' });

	expect(jsons(outputs[1])).toMatchObject([{ details: { status: 'unknown', reason: 'noAnswer' } }]);
	expect(simulator.state.requests).toHaveLength(1);
});

describe('the sample for a media header', () => {
	const parameters = {
		resource: 'template',
		operation: 'create',
		displayName: 'Image Offer',
		language: byName('English'),
		category: 'Marketing',
		headerFormat: 'IMAGE',
		body: 'Look at this',
	};

	test('is a file of the item: uploaded first, its handle, address and name used', async () => {
		const items = [fileItem({ fileName: 'offer.jpg', mimeType: 'image/jpeg', content: 'bytes' })];
		const { error } = await runNode(simulator, { parameters, items });
		const [file] = simulator.state.files;

		expect(error).toBeUndefined();
		expect(simulator.state.requests).toMatchObject([
			{ path: '/track/files/upload_to_fb/' },
			{
				path: '/track/templates/',
				body: {
					header_format: 'IMAGE',
					header_handle: [file?.handle],
					header_handle_file_url: file?.url,
					header_handle_file_name: 'offer.jpg',
				},
			},
		]);
	});

	test('that the item does not have is refused by name, before any call', async () => {
		const { error } = await runNode(simulator, { parameters });

		expect(error?.message).toBe('Input Data Field Name "data" holds no file in this item');
		expect(simulator.state.requests).toEqual([]);
	});
});

test('the ID of a new campaign goes with messages', async () => {
	const { outputs } = await runNode(simulator, {
		parameters: {
			resource: 'campaign',
			operation: 'create',
			campaignName: 'Diwali Sale',
			template: byName('diwali_offer'),
		},
	});
	const [{ campaignId } = { campaignId: undefined }] = jsons(outputs[0]);
	letWrite(simulator, people(1));
	await runNode(simulator, {
		parameters: { ...textOfItem, additionalFields: { campaignId: '={{ $json.campaignId }}' } },
		rows: people(1).map((person) => ({ ...person, campaignId })),
	});

	expect(simulator.state.campaigns).toMatchObject([{ campaignId, name: 'Diwali Sale', type: 'PublicAPI' }]);
	expect(simulator.state.messages).toMatchObject([{ body: { campaignId } }]);
});
