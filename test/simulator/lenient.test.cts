/** The lenient simulator takes what public clients send and no source says is refused, and it takes in what they mean. */
import { validateAnswer, validateWebhook } from '../contract/contract.cts';
import { operations } from '../contract/document.cts';
import { asha, startWithClient, type TestClient } from './client.cts';
import { definition, kinds, php, sdk } from './publicClients.cts';
import { startReceiver } from './receiver.cts';

let client: TestClient;
beforeAll(async () => {
	client = await startWithClient({ strict: false, statuses: true });
});
beforeEach(() => {
	client.simulator.reset();
	client.simulator.state.customerWrites(asha);
});
afterAll(async () => await client.simulator.close());

describe.each([
	['the Python SDK', sdk],
	['a PHP port', php],
	['what no source says is refused', kinds],
])('%s', (_, sent) => {
	test.each(sent)('%s is taken', async (_, path, body) => {
		const { status, data } = await client.post(path, body);

		expect(data).toMatchObject({ result: true });
		expect(status).toBeLessThan(300);
		expect(validateAnswer('POST', path, status, data)).toEqual([]);
	});
});

const examples = operations.flatMap(({ path, operation }) =>
	Object.entries(operation.requestBody?.content['application/json']?.examples ?? {})
		.filter(() => operation['x-source'] !== 'S1')
		.map(([name, { value }]) => ({ path, name, value })),
);

test.each(examples)('$path takes $name, as the strict one does', async ({ path, value }) => {
	expect((await client.post(path, value)).status).toBeLessThan(300);
});

/** A body with one member after the other missing or odd, two levels deep. */
function* distorted(body: object, levels = 2): Generator<object> {
	for (const [name, member] of Object.entries(body)) {
		for (const odd of [undefined, null, '', 42, [], {}, [null]]) yield { ...body, [name]: odd };
		if (levels === 1 || typeof member !== 'object' || Array.isArray(member)) continue;
		for (const inner of distorted(member, levels - 1)) yield { ...body, [name]: inner };
	}
}

test.each([...new Map(examples.map(({ path, value }) => [path, value]))])(
	'whatever %s is given, it answers as the contract says',
	async (path, value) => {
		const found: unknown[] = [];
		for (const body of distorted(value as object)) {
			const { status, data } = await client.post(path, body);
			const findings = validateAnswer('POST', path, status, data);
			if (findings.length > 0 || typeof data.message !== 'string') found.push({ body, status, findings });
		}

		expect(found).toEqual([]);
	},
);

describe('what is meant is taken in', () => {
	const contacts = () => client.simulator.state.contacts;

	test('one person, however the number is written', async () => {
		for (const person of [
			{ phoneNumber: 9999999999, countryCode: 91, userId: '' },
			{ fullPhoneNumber: '+919999999999', userId: null },
			{ phoneNumber: '9999999999' },
		]) {
			await client.post('/track/users/', { ...person, traits: { seen: true } });
		}

		expect(contacts()).toMatchObject([
			{ phone_number: '9999999999', country_code: '+91', user_id: null, traits: { seen: true } },
		]);
	});

	test('the statuses of a message are told as the contract says', async () => {
		const receiver = await startReceiver();
		try {
			client.simulator.webhooks.register({ url: receiver.url, secret: 'a secret for tests only' });
			const messages = [...php, ...kinds].filter(([, path]) => path === '/message/');
			for (const [, path, body] of messages) await client.post(path, body);
			await client.simulator.lifecycle.flushed();

			expect(receiver.bodies()).toHaveLength(messages.length * 3);
			expect(receiver.bodies().flatMap(validateWebhook)).toEqual([]);
		} finally {
			await receiver.close();
		}
	});

	test('what was sent stands in the record as it came', async () => {
		const body = { ...asha, countryCode: '91', userId: null };
		await client.post('/track/users/', body);

		expect(client.simulator.state.requests).toMatchObject([{ body, processed: true }]);
	});

	test('a template under an existing name and language replaces it', async () => {
		await client.post('/track/templates/', { ...definition, body: 'One' });
		const before = client.simulator.state.templates.length;
		const { data } = await client.post('/track/templates/', { ...definition, body: 'Two' });
		const named = client.simulator.state.templates.filter(({ name }) => name === 'summer_offer');

		expect(client.simulator.state.templates).toHaveLength(before);
		expect(named).toMatchObject([{ id: data.data.id, body: 'Two' }]);
	});

	test('nobody is found where nobody is', async () => {
		const { status, data } = await client.get('/apis/users/phone_number/9999999998');

		expect([status, data.data.customers]).toEqual([200, []]);
	});
});

test('the older product refuses null and hashes, as S1 says', async () => {
	const { appId, apiKey } = client.simulator.legacy;
	const Authorization = `Basic ${Buffer.from(`${appId}:${apiKey}`).toString('base64')}`;
	const upsert = async (body: object) =>
		await client.post(`${client.simulator.legacyUrl}/members`, body, { Authorization });

	expect((await upsert({ email: 'a@example.com', city: null })).data).toContain('ERROR');
	expect((await upsert({ email: 'a@example.com', plan: { name: 'pro' } })).data).toContain('ERROR');
	expect((await upsert({ email: 'a@example.com', name: 42, custom_fields: {} })).data).toEqual({
		status: 'ok',
	});
});
