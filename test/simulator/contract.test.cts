/** Every request that the contract shows is accepted, and what is answered is an answer of the contract. */
import axios from 'axios';

import { validateAnswer, validateWebhook } from '../contract/contract.cts';
import { operations } from '../contract/document.cts';
import { asha, startWithClient, type TestClient } from './client.cts';
import { startReceiver } from './receiver.cts';

let client: TestClient;
beforeAll(async () => {
	client = await startWithClient({ statuses: true });
});
beforeEach(() => {
	client.simulator.reset();
	// The source documents speak of people who are known and have just written.
	client.simulator.state.customerWrites(asha);
});
afterAll(async () => await client.simulator.close());

const examples = operations.flatMap(({ path, operation }) =>
	Object.entries(operation.requestBody?.content['application/json']?.examples ?? {}).map(
		([name, { value }]) => ({ path, name, value, legacy: operation['x-source'] === 'S1' }),
	),
);

/** The header of the older product. */
const appKey = () => {
	const { appId, apiKey } = client.simulator.legacy;
	return { Authorization: `Basic ${Buffer.from(`${appId}:${apiKey}`).toString('base64')}` };
};

test.each(examples)('$path takes $name', async ({ path, value, legacy }) => {
	const { legacyUrl, state } = client.simulator;
	// A name can be taken once, and the documents send what they create.
	if (path === '/track/templates/') state.templates = [];
	const { status, data } = legacy
		? await client.post(`${legacyUrl}${path}`, value, appKey())
		: await client.post(path, value);

	expect(validateAnswer('POST', path, status, data)).toEqual([]);
	expect(status).toBeLessThan(300);
});

test.each([
	'/track/organization/templates?offset=0&limit=20',
	'/apis/users/phone_number/9999999999',
	'/apis/users/phone_number/9999999998',
	'/apis/users/id/user-unique-id',
])('%s answers as the contract says', async (path) => {
	client.simulator.state.customerWrites({ userId: 'user-unique-id' });
	const { status, data } = await client.get(path);

	expect(validateAnswer('GET', path, status, data)).toEqual([]);
});

test('an upload answers with the handle that a template takes', async () => {
	const form = new FormData();
	form.append('uploadFile', new Blob(['PNG'], { type: 'image/png' }), 'offer.png');
	const path = '/track/files/upload_to_fb/?fileCategory=message_template_media';
	const { status, data } = await client.post(path, form);

	expect(validateAnswer('POST', path, status, data)).toEqual([]);
	expect(client.simulator.state.files).toMatchObject([
		{ handle: data.data.file_handle, fileName: 'offer.png', mimeType: 'image/png', size: 3 },
	]);
});

test('an upload under another name gets 400', async () => {
	const form = new FormData();
	form.append('file', new Blob(['PNG'], { type: 'image/png' }), 'offer.png');
	const { status } = await client.post(
		'/track/files/upload_to_fb/?fileCategory=message_template_media',
		form,
	);

	expect(status).toBe(400);
	expect(client.simulator.state.files).toEqual([]);
});

test('every refusal answers as the contract says', async () => {
	const refusals = [
		await client.post('/message/', { ...asha, type: 'Text' }),
		await client.post(
			'/message/',
			{ ...asha, type: 'Text', data: { message: 'Hi' } },
			{ Authorization: 'Basic x' },
		),
		await axios.post(`${client.simulator.url}/message/`, asha, { validateStatus: () => true, proxy: false }),
	];

	expect(refusals.map(({ status }) => status)).toEqual([400, 401, 401]);
	expect(refusals.flatMap(({ status, data }) => validateAnswer('POST', '/message/', status, data))).toEqual(
		[],
	);
});

test('what becomes of every message that the contract shows is told as the contract says', async () => {
	const receiver = await startReceiver();
	try {
		const { simulator } = client;
		simulator.webhooks.register({ url: receiver.url, secret: 'a secret for tests only' });
		simulator.lifecycle.failFor('+919999999998');
		const messages = examples.filter(({ path }) => /message\/$/.test(path));
		for (const { path, value } of messages) await client.post(path, value);
		await client.post('/message/', {
			...asha,
			phoneNumber: '9999999998',
			type: 'Template',
			template: { name: 'welcome_message', languageCode: 'en', bodyValues: ['John'] },
		});
		await simulator.lifecycle.flushed();
		const told = receiver.bodies();

		expect(told).toHaveLength(messages.length * 3 + 2);
		expect(told.flatMap(validateWebhook)).toEqual([]);
	} finally {
		await receiver.close();
	}
});
