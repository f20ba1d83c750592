/**
 * The packed tarball in the oldest n8n that is tested: every operation, both triggers, the template picker, and what
 * n8n itself has to do for them.
 */
import type { INode, INodeParameters } from 'n8n-workflow';

import { examples, runExample, type Example } from '../demo/examples.cts';
import { OPERATIONS, outcomesOf } from '../demo/operations.cts';
import type { Simulator } from '../simulator/simulator.cts';
import { template } from '../simulator/templates.cts';
import { receivedText } from '../simulator/webhooks/received.cts';
import { itemsOf, type Credential } from './api.cts';
import { createCredential, CREDENTIAL_TYPES, WEBHOOK_SECRET } from './credentials.cts';
import { HOSTS } from './hosts.cts';
import type { N8n } from './n8n.cts';
import { pickedTemplate, searchTemplates, templateVariables } from './picking.cts';
import { HostSetUp, INSTALL_AND_BOOT_MS } from './setUp.cts';
import { interaktTriggerNode, noOperationNode, productionUrl, registered } from './triggers.cts';
import { chain, codeNode, contactTriggerNode, interaktNode, manualTrigger } from './workflows.cts';

const setUp = new HostSetUp(undefined, 'oldest');
let folder: string;
let interakt: Simulator;
let n8n: N8n;
let credentials: Credential[];
let credential: Credential;

beforeAll(async () => {
	folder = await setUp.folder();
	interakt = await setUp.simulator();
	n8n = await setUp.n8n({ filesFolder: folder });
	credentials = await Promise.all(CREDENTIAL_TYPES.map((type) => createCredential(n8n.api, type, interakt)));
	credential = credentials.find(({ type }) => type === 'interaktApi')!;
}, INSTALL_AND_BOOT_MS);

afterAll(setUp.end);

test('it is the version that is said to be tested', () => {
	expect(n8n.log()).toContain(`Version: ${HOSTS.oldest.version}`);
});

test('n8n loads the nodes, and their twins for AI agents', async () => {
	const names = (await n8n.api.nodeTypes()).map(({ name }) => name);

	expect(names.filter((name) => name.startsWith('n8n-nodes-interakt.')).sort()).toEqual([
		'n8n-nodes-interakt.interakt',
		'n8n-nodes-interakt.interaktContactTrigger',
		'n8n-nodes-interakt.interaktLegacy',
		'n8n-nodes-interakt.interaktLegacyTool',
		'n8n-nodes-interakt.interaktTool',
		'n8n-nodes-interakt.interaktTrigger',
	]);
});

test('the credential tests succeed, and say what to do about a wrong key', async () => {
	for (const each of credentials) expect(await n8n.api.testCredential(each)).toMatchObject({ status: 'OK' });

	const wrong = await createCredential(n8n.api, 'interaktApi', interakt, { secretKey: 'another-token' });
	expect(await n8n.api.testCredential(wrong)).toMatchObject({
		status: 'Error',
		message: expect.stringMatching(/Secret Key.*Developer Setting/s),
	});
});

describe('the example workflows', () => {
	/** n8n 1.x makes no tables by a node, its newest agent is 3, and it does not say how an execution is resumed. */
	const isPossible = ({ workflow }: Example) =>
		workflow.nodes.every(
			({ type, typeVersion, parameters }) =>
				type !== 'n8n-nodes-base.dataTable' &&
				!(type === '@n8n/n8n-nodes-langchain.agent' && typeVersion > 3) &&
				parameters.operation !== 'sendAndWait',
		);
	let possible: Example[];
	let impossible: Example[];

	beforeAll(async () => {
		const all = await examples(interakt, credentials, folder);
		possible = all.filter(isPossible);
		impossible = all.filter((example) => !isPossible(example));
	});

	afterAll(() => interakt.reset());

	test('do what they are said to do, every operation of both nodes among it', async () => {
		expect(impossible).toHaveLength(9);
		const outcomes: string[] = [];
		for (const example of possible) {
			example.prepare?.();
			const { executions, deviations } = await runExample(n8n.api, example);
			expect([example.workflow.name, deviations]).toEqual([example.workflow.name, []]);
			expect(new Set(executions.map(({ status }) => status))).toEqual(new Set(['success']));
			const everyOperation = executions.find(({ runs }) =>
				Object.keys(OPERATIONS).every((node) => node in runs),
			);
			if (everyOperation) outcomes.push(...outcomesOf(everyOperation).map(({ outcome }) => outcome));
		}
		expect(outcomes).toEqual(Object.keys(OPERATIONS).map(() => 'accepted'));
	});
});

describe('the webhook trigger', () => {
	const listening = async (trigger: ReturnType<typeof interaktTriggerNode>) => {
		const id = await n8n.api.createWorkflow(chain('Listens', [trigger, noOperationNode('Done')]));
		await n8n.api.activate(id);
		return { id, url: productionUrl(n8n, trigger) };
	};

	test('takes what is signed, each message once, and nothing that is unauthenticated', async () => {
		const { id, url } = await listening(
			interaktTriggerNode('Interakt Trigger', credential, { events: ['messageReceived'] }),
		);
		await registered(url);
		interakt.webhooks.register({ url, secret: WEBHOOK_SECRET });
		const message = receivedText('Hi!');
		const deliveries = [
			await interakt.webhooks.send(message, { secret: 'a secret of somebody else' }),
			...(await interakt.webhooks.sendAll([message, message], { atOnce: 2 })),
		];

		expect(deliveries.map(({ answer }) => answer)).toMatchObject([
			{ status: 401 },
			{ status: 200 },
			{ status: 200 },
		]);
		expect(await n8n.api.endedExecutions(id)).toEqual({ success: 1 });
		const [execution] = await n8n.api.executions(id);
		expect(itemsOf(execution!, 'Done')).toMatchObject([{ event: 'messageReceived', kind: 'text' }]);
		await n8n.api.deactivate(id);
	});

	test('cannot be activated without a secret, and says what to do', async () => {
		const without = await createCredential(n8n.api, 'interaktApi', interakt, { webhookSecret: ' ' });
		const trigger = interaktTriggerNode('Interakt Trigger', without, { events: ['messageReceived'] });

		await expect(listening(trigger)).rejects.toThrow(
			/Webhook Secret is empty.*Settings > Developer Setting.*Verify Signature/,
		);
	});
});

test('the contact trigger, tried out by a person, shows the latest contact', async () => {
	interakt.state.add({ traits: { name: 'Latest' } });
	const trigger = contactTriggerNode('Contacts', credential);
	const execution = await n8n.api.run(
		await n8n.api.createWorkflow(chain('Try it out', [trigger])),
		'Contacts',
	);

	expect(execution).toMatchObject({ status: 'success', failure: undefined });
	expect(itemsOf(execution, 'Contacts')[0]).toMatchObject({ event: 'created', name: 'Latest' });
});

/** Saves a workflow that puts the items through one operation of the node; gives its ID. */
const workflowWith = async (
	parameters: INodeParameters,
	items: Array<Record<string, string>>,
	settings: Partial<INode> = {},
) => {
	const send = { ...interaktNode('Send', credential, parameters), ...settings };
	return await n8n.api.createWorkflow(
		chain('Send', [manualTrigger('Start'), codeNode('Items', items), send]),
	);
};

describe('the template picker', () => {
	/** An account of its own: the lists of others are kept for a minute. */
	let picker: Credential;

	beforeAll(async () => {
		picker = await createCredential(n8n.api, 'interaktApi', interakt, {
			baseUrl: interakt.url.replace(/(?=\/v1)/, '/account-1'),
		});
		interakt.state.templates = [
			...Array.from({ length: 60 }, (_, index) => template(`offer_${String(index).padStart(2, '0')}`)),
			template('order_update', {
				body: 'Hi {{1}}, your order {{2}} is on its way.',
				body_text: ['Asha', '1042'],
			}),
		];
	});

	test('lists the templates page after page, and finds by words', async () => {
		const first = await searchTemplates(n8n.api, picker);
		const second = await searchTemplates(n8n.api, picker, { paginationToken: first.paginationToken });
		const found = await searchTemplates(n8n.api, picker, { filter: 'order way' });

		expect([first, second].map(({ results }) => results.length)).toEqual([50, 11]);
		expect(second).not.toHaveProperty('paginationToken');
		expect(found.results.map(({ value }) => value)).toEqual(['order_update|en']);
	});

	test('asks for the values of the picked template, and they arrive', async () => {
		const { fields } = await templateVariables(n8n.api, picker, 'order_update|en');
		const asked = fields.filter(({ required }) => required);
		expect(asked.map(({ id, displayName }) => [id, displayName])).toEqual([
			['body1', '{{1}} e.g. Asha *'],
			['body2', '{{2}} e.g. 1042 *'],
		]);

		const id = await workflowWith(
			{
				resource: 'message',
				operation: 'sendTemplate',
				phoneNumber: '={{ $json.phone }}',
				template: pickedTemplate('order_update|en'),
				templateValues: {
					mappingMode: 'defineBelow',
					value: { body1: '={{ $json.name }}', body2: '1042' },
					matchingColumns: [],
					schema: fields as unknown as INodeParameters[],
				},
			},
			[{ phone: '99999 99999', name: 'Asha' }],
		);
		const execution = await n8n.api.run(id, 'Start');

		expect(execution).toMatchObject({ status: 'success', failure: undefined });
		expect(interakt.state.messages.at(-1)?.body).toMatchObject({
			template: { name: 'order_update', languageCode: 'en', bodyValues: ['Asha', '1042'] },
		});
	});
});

test("n8n's Retry On Fail sends what was not accepted, and nothing else", async () => {
	const people = ['9999900061', '9999900062'];
	for (const phoneNumber of people) interakt.state.customerWrites({ countryCode: '+91', phoneNumber });
	interakt.misbehave({
		match: { path: '/message/', recipient: '+919999900062', times: 1 },
		effect: { kind: 'status', status: 403, message: 'Not now' },
	});
	const id = await workflowWith(
		{ resource: 'message', operation: 'sendText', phoneNumber: '={{ $json.phone }}', message: 'Hello' },
		people.map((phone) => ({ phone })),
		{ retryOnFail: true, maxTries: 2, waitBetweenTries: 100 },
	);
	const execution = await n8n.api.run(id, 'Start');
	interakt.misbehave();

	expect(itemsOf(execution, 'Send')).toMatchObject([{ status: 'accepted' }, { status: 'accepted' }]);
	const got = interakt.state.messages.map(({ recipient }) => recipient.slice(3));
	expect(got.filter((phone) => people.includes(phone)).sort()).toEqual(people);
	expect(interakt.state.requests.filter(({ status }) => status === 403)).toHaveLength(1);
});

test('a Send Once Key holds over several runs', async () => {
	interakt.state.customerWrites({ countryCode: '+91', phoneNumber: '9999900051' });
	const id = await workflowWith(
		{
			resource: 'message',
			operation: 'sendText',
			phoneNumber: '={{ $json.phone }}',
			message: 'Your order is on its way',
			additionalFields: { sendOnceKey: '={{ $json.order }}' },
		},
		[{ phone: '99999 00051', order: '5001' }],
	);
	const runs = [await n8n.api.run(id, 'Start'), await n8n.api.run(id, 'Start')];

	expect(runs.map((run) => itemsOf(run, 'Send'))).toMatchObject([
		[{ status: 'accepted' }],
		[{ status: 'skipped', reason: 'alreadySent' }],
	]);
});
