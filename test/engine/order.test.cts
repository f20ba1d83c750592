import { jsons, people, runNode, scattered, textOfItem, credentialFor } from './setting.cts';
import { accepting, startServer, type ScriptedServer } from './server.cts';

let server: ScriptedServer;

beforeAll(async () => {
	server = await startServer();
});
afterAll(async () => await server.close());
beforeEach(() => server.answer(accepting));

const send = async (rows: ReturnType<typeof people>) =>
	await runNode({ parameters: textOfItem, rows, credential: credentialFor(server.baseUrl) });

const texts = () => server.calls.map(({ body }) => (body as { data: { message: string } }).data.message);

test('200 items keep their order and their pairing, whichever answer comes first', async () => {
	server.answer(({ body }, index) => ({
		status: 201,
		body: { result: true, id: (body as { phoneNumber: string }).phoneNumber },
		after: scattered(index, 23),
	}));
	const rows = people(200);
	const { outputs, error } = await send(rows);

	expect(error).toBeUndefined();
	expect(outputs[0]?.map(({ json, pairedItem }) => [json.id, pairedItem])).toEqual(
		rows.map(({ phone }, item) => [phone, { item }]),
	);
	expect(texts().sort()).toEqual(rows.map(({ text }) => text).sort());
});

test('1,000 items are each sent once', async () => {
	const rows = people(1_000);
	const { outputs, decrypted } = await send(rows);

	expect(outputs[0]).toHaveLength(1_000);
	expect(new Set(jsons(outputs[0]).map(({ status }) => status))).toEqual(new Set(['accepted']));
	expect(server.calls).toHaveLength(1_000);
	expect(new Set(texts()).size).toBe(1_000);
	expect(decrypted).toBe(1);
});

test('messages to different people go at the same time', async () => {
	server.answer((_, index) => ({ status: 201, body: { result: true }, after: scattered(index, 23) }));
	await send(people(30));

	expect(server.calls.filter(({ overlaps }) => overlaps > 0).length).toBeGreaterThan(10);
});

test('messages to one person go one after the other, in the order of the items', async () => {
	server.answer((_, index) => ({ status: 201, body: { result: true }, after: scattered(index, 23) }));
	const rows = Array.from({ length: 30 }, (_, index) => ({ phone: '9999999999', text: `Part ${index}` }));
	await send(rows);

	expect(texts()).toEqual(rows.map(({ text }) => text));
	expect(server.calls.map(({ overlaps }) => overlaps)).toEqual(rows.map(() => 0));
});

test('no items give no items and no request', async () => {
	const { outputs, error } = await send([]);

	expect(outputs.flat()).toEqual([]);
	expect(error).toBeUndefined();
	expect(server.calls).toEqual([]);
});

test('a request carries the key and JSON, below the base URL with or without its slash', async () => {
	const credential = credentialFor(`${server.baseUrl}/`);
	await runNode({ parameters: textOfItem, rows: people(1), credential });

	expect(server.calls).toMatchObject([
		{
			method: 'POST',
			path: '/message/',
			headers: {
				authorization: `Basic ${credential.secretKey}`,
				'content-type': expect.stringContaining('application/json'),
			},
		},
	]);
});
