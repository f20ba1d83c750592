import type { ICredentialDataDecryptedObject, INodeParameters, OnError } from 'n8n-workflow';

import { list } from '../contract/row.cts';
import type { FaultEffect } from '../simulator/faults.cts';
import { startSimulator, type Simulator } from '../simulator/simulator.cts';
import type { Run } from './engine.cts';
import { expectNoSecret, jsons, legacyCredentialOf, runLegacyNode, unwelcomeWords } from './setting.cts';

let simulator: Simulator;

beforeAll(async () => {
	simulator = await startSimulator({ strict: true });
});
afterAll(async () => await simulator.close());
beforeEach(() => simulator.reset());

const email = 'asha@example.com';
const resources = ['member', 'lead'];

const upsert = async (
	resource: string,
	parameters: INodeParameters = {},
	more: Partial<Omit<Run, 'parameters'>> = {},
) =>
	await runLegacyNode(simulator, {
		parameters: { resource, operation: 'upsert', email, ...parameters },
		...more,
	});
const json = (attributes: unknown) => ({
	attributesInput: 'json',
	attributesJson: JSON.stringify(attributes),
});
const stored = (resource: string) => {
	const { members, leads } = simulator.state;
	return (resource === 'member' ? members : leads).get(email);
};

describe.each(resources)('a %s', (resource) => {
	test('is stored, and found again by its e-mail', async () => {
		await upsert(resource, { additionalFields: { name: 'Asha' } });
		const { outputs, error } = await upsert(resource, { attributes: list({ name: 'plan', value: 'pro' }) });

		expect(error).toBeUndefined();
		expect(jsons(outputs[0])).toEqual([
			{ status: 'accepted', reason: '', message: 'Accepted by Interakt', email },
		]);
		expect(stored(resource)).toEqual({ email, name: 'Asha', plan: 'pro' });
	});

	test.each<[unknown, string]>([
		[' ', 'Email is empty'],
		['={{ $json.nothing }}', 'Email is empty'],
		['asha', 'Email "asha" is not an email address'],
		['asha@#', 'Email "asha@#" is not an email address'],
		['asha@example.com.', 'Email "asha@example.com." is not an email address'],
		['asha@example.com, ravi@example.com', 'is not an email address'],
	])('with the e-mail %j is refused before the call, which would be ignored', async (given, message) => {
		const { error } = await upsert(resource, { email: String(given) });

		expect(error?.message).toContain(message);
		expect(simulator.state.requests).toEqual([]);
	});

	test.each<[unknown, string]>([
		[{ address: { city: 'Pune' } }, 'Attribute "address" is an object, which Interakt does not accept here'],
		[{ sizes: ['S', 'M'] }, 'Attribute "sizes" is a list, which Interakt does not accept here'],
		[{ seen_at: { day: 1 } }, 'Attribute "seen_at" is an object'],
		[{ seen_at: [1467875969] }, 'Attribute "seen_at" is a list'],
	])('with %j is refused by the name of the attribute, before the call', async (attributes, message) => {
		const { error } = await upsert(resource, {
			...json(attributes),
			additionalFields: { nestedValues: 'refuse' },
		});

		expect(error?.message).toContain(message);
		expect(error?.description).toMatch(/\w\./);
		expect(simulator.state.requests).toEqual([]);
	});

	test.each<[string, INodeParameters]>([
		['an expression does not find', { attributes: list({ name: 'plan', value: '={{ $json.nothing }}' }) }],
		['are null in JSON', json({ plan: null, seen_at: null })],
	])('keeps what is stored where values %s', async (_, parameters) => {
		await upsert(resource, json({ plan: 'pro' }));
		await upsert(resource, parameters);

		expect(stored(resource)).toMatchObject({ plan: 'pro' });
	});

	test.each<[string, INodeParameters, string]>([
		['JSON', { attributesInput: 'json', attributesJson: '{ plan }' }, 'Attributes (JSON) is not valid JSON'],
		['a list', json(['plan']), 'Attributes (JSON) is not an object'],
		['no name', { attributes: list({ name: '', value: 'pro' }) }, 'Attribute Name is empty'],
		[
			'a name twice',
			{ attributes: list({ name: 'plan', value: 'pro' }, { name: 'plan', value: 'free' }) },
			'Attribute "plan" is given twice',
		],
		['orders', { additionalFields: { orders: '{ "id": 1 }' } }, 'Orders (JSON) is not a list of objects'],
		[
			'a list in an order',
			{ additionalFields: { orders: '[{ "id": 1 }, { "items": ["Kurta"] }]' } },
			'Orders (JSON): "items" of object 2 is a list, which Interakt does not accept here',
		],
		['carts', { additionalFields: { carts: '[1]' } }, 'Carts (JSON) is not a list of objects'],
	])('with wrong input is refused by name: %s', async (_, parameters, message) => {
		const { error } = await upsert(resource, parameters);

		expect(error?.message).toContain(message);
		expect(simulator.state.requests).toEqual([]);
	});

	test('leaves out what is null in an order', async () => {
		const orders = '[{ "id": "1042", "coupon": null, "": null }]';
		await upsert(resource, { additionalFields: { orders } });

		expect(stored(resource)).toEqual({ email, orders: [{ id: '1042' }] });
	});

	test('has orders and carts', async () => {
		const orders = [{ id: '1042', value: 500 }];
		const carts = [{ id: '7', items: 2 }];
		await upsert(resource, {
			additionalFields: { orders: JSON.stringify(orders), carts: `={{ ${JSON.stringify(carts)} }}` },
		});

		expect(stored(resource)).toEqual({ email, orders, carts });
	});

	test('says which of its times is none and stays text', async () => {
		const { outputs } = await upsert(
			resource,
			json({ seen_at: '2016-07-07T12:49:29', testing_at: 'Interakt', joined_at: '1467875969test' }),
		);

		expect(jsons(outputs[0])).toEqual([
			{
				status: 'accepted',
				reason: '',
				message: 'Accepted by Interakt',
				email,
				notices: [
					'Attribute "seen_at": the time has no zone, so it was read in Asia/Kolkata',
					'Attribute "testing_at": "Interakt" is not a date, so Interakt stores it as text',
					'Attribute "joined_at": "1467875969test" is not a date, so Interakt stores it as text',
				],
			},
		]);
		expect(stored(resource)).toEqual({
			email,
			seen_at: '2016-07-07T07:19:29.000Z',
			testing_at: 'Interakt',
			joined_at: '1467875969test',
		});
	});

	test('has its times in the time zone of the workflow', async () => {
		await upsert(resource, json({ seen_at: '2016-07-07T12:49:29' }), { timeZone: 'America/New_York' });

		expect(stored(resource)).toMatchObject({ seen_at: '2016-07-07T16:49:29.000Z' });
	});

	test('has its times in the time zone of the credential, where it has one', async () => {
		const credential = { ...legacyCredentialOf(simulator), timeZone: 'Asia/Kolkata' };
		await upsert(resource, json({ seen_at: '2016-07-07T12:49:29' }), {
			timeZone: 'America/New_York',
			credential,
		});

		expect(stored(resource)).toMatchObject({ seen_at: '2016-07-07T07:19:29.000Z' });
	});

	test('is written in the order of the items', async () => {
		simulator.misbehave({ effect: { kind: 'latency', ms: [0, 20] } });
		const rows = Array.from({ length: 20 }, (_, index) => ({ index }));
		await upsert(resource, { attributes: list({ name: 'latest', value: '={{ $json.index }}' }) }, { rows });

		expect(simulator.state.requests.map(({ body }) => (body as { latest: number }).latest)).toEqual(
			rows.map(({ index }) => index),
		);
		expect(stored(resource)).toMatchObject({ latest: 19 });
	});
});

test('a member whose sign-up time is no date is refused by name, before anything is sent', async () => {
	const { error } = await upsert('member', { additionalFields: { signedupAt: '={{ "soon" }}' } });

	expect(error?.message).toBe('Signed Up At "soon" is not a date');
	expect(simulator.state.requests).toEqual([]);
});

test('a member has custom fields; a nested one is refused by name, where nested values are', async () => {
	const fields = (value: string) => ({
		customFields: list({ name: 'plan', value }),
		additionalFields: { nestedValues: 'refuse' },
	});
	await upsert('member', fields('pro'));

	expect(stored('member')).toEqual({ email, custom_fields: { plan: 'pro' } });
	expect((await upsert('member', fields('={{ ({ name: "pro" }) }}'))).error?.message).toBe(
		'Custom Field "plan" is an object, which Interakt does not accept here',
	);
});

describe('what goes wrong', () => {
	async function expectRejection(
		reason: string,
		message: string | RegExp,
		credential: ICredentialDataDecryptedObject = legacyCredentialOf(simulator),
		status: 'rejected' | 'unknown' = 'rejected',
	) {
		const onError: OnError = 'continueErrorOutput';
		const [onward, { error, outputs }] = await Promise.all([
			upsert('member', {}, { credential, onError, rows: [{ from: 'the CRM' }] }),
			upsert('member', {}, { credential }),
		]);
		const [shown] = jsons(onward.outputs[1]);

		expect(onward.outputs[0]).toEqual([]);
		expect(shown).toMatchObject({ from: 'the CRM', details: { status, reason } });
		expect(shown?.error).toMatch(message);
		expect(shown?.error).not.toMatch(unwelcomeWords);

		expect(outputs.flat()).toEqual([]);
		expect(error).toMatchObject({ name: 'NodeApiError', message: shown?.error, context: { itemIndex: 0 } });
		expectNoSecret(credential.apiKey, onward.outputs, error, error?.message ?? '', error?.stack ?? '');
		return error?.description ?? '';
	}

	test('"ERROR" with a 200 is seen as the rejection it is', async () => {
		simulator.misbehave({ effect: { kind: 'text', body: 'ERROR: plan must be a text' } });

		const description = await expectRejection('refused', 'Interakt refused the request');
		expect(description).toContain('ERROR: plan must be a text');
		expect(stored('member')).toBeUndefined();
	});

	test.each<[string, FaultEffect, string, string]>([
		['a page with a 200', { kind: 'html' }, 'unreadableAnswer', 'not JSON'],
		['500', { kind: 'status', status: 500 }, 'serverUnavailable', 'not available right now'],
		['connection cut', { kind: 'resetAfter' }, 'noAnswer', 'did not answer'],
	])('%s: it may have been done', async (_, effect, reason, message) => {
		simulator.misbehave({ effect });
		const credential = legacyCredentialOf(simulator);

		const description = await expectRejection(reason, new RegExp(message), credential, 'unknown');
		expect(description).toContain('a repeat changes nothing');
	});

	test('a wrong key names App ID and API Key', async () => {
		const credential = { ...legacyCredentialOf(simulator), apiKey: 'another-made-up-key' };

		const description = await expectRejection(
			'invalidKey',
			'Interakt does not accept the App ID and API Key',
			credential,
		);
		expect(description).toContain('Project Settings > API');
	});

	test.each<[string, FaultEffect]>([
		['404 page', { kind: 'status', status: 404, html: true }],
		['redirect', { kind: 'status', status: 302, html: true }],
	])('a wrong address is not mended with that of the other product: %s', async (_, effect) => {
		simulator.misbehave({ effect });

		const description = await expectRejection('notFound', /address/);
		expect(description).toContain('Base URL');
		expect(description).not.toContain('api.interakt.ai');
	});

	test('a refusal for everybody speaks of no plan of the other product', async () => {
		simulator.misbehave({ effect: { kind: 'status', status: 403, message: 'Forbidden' } });

		expect(await expectRejection('planLacksFeature', /Interakt/)).not.toContain('Starter');
	});

	test('nobody listens at the address', async () => {
		const gone = await startSimulator({ strict: true });
		await gone.close();

		await expectRejection('unreachable', 'Interakt could not be reached', legacyCredentialOf(gone));
	});
});
