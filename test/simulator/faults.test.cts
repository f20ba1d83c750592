import { asha, startWithClient, type TestClient } from './client.cts';

let client: TestClient;
beforeAll(async () => {
	client = await startWithClient({ seed: 7 });
});
afterEach(() => client.simulator.reset());
afterAll(async () => await client.simulator.close());

const track = async () => await client.post('/track/users/', asha);
const stored = () => client.simulator.state.contacts.length;

test.each([
	['429 with Retry-After', { kind: 'status', status: 429, retryAfter: 7 }, 429, '7'],
	['429 without', { kind: 'status', status: 429 }, 429, undefined],
	['502', { kind: 'status', status: 502 }, 502, undefined],
] as const)('%s, and nothing is processed', async (_, effect, status, retryAfter) => {
	client.simulator.misbehave({ effect });
	const answer = await track();

	expect(answer.status).toBe(status);
	expect(answer.headers['retry-after']).toBe(retryAfter);
	expect(stored()).toBe(0);
});

test('a status can come as an HTML page', async () => {
	client.simulator.misbehave({ effect: { kind: 'status', status: 503, html: true } });
	const { status, data } = await track();

	expect(status).toBe(503);
	expect(data).toContain('<html');
});

test('200 with a page, 200 with result false, 200 with text: nothing is processed', async () => {
	client.simulator.misbehave(
		{ match: { nth: 1 }, effect: { kind: 'html' } },
		{ match: { nth: 2 }, effect: { kind: 'refuse' } },
		{ match: { nth: 3 }, effect: { kind: 'text', body: 'ERROR' } },
	);
	const [page, refused, text] = [await track(), await track(), await track()];

	expect([page.status, refused.status, text.status]).toEqual([200, 200, 200]);
	expect(page.data).toContain('<html');
	expect(refused.data.result).toBe(false);
	expect(text.data).toBe('ERROR');
	expect(stored()).toBe(0);
});

test('a page and a text can hide a change; an answer can come cut short, or in pieces', async () => {
	client.simulator.misbehave(
		{ match: { nth: 1 }, effect: { kind: 'html', processed: true } },
		{ match: { nth: 2 }, effect: { kind: 'text', body: '{"result":"yes"}', processed: true } },
		{ match: { nth: 3 }, effect: { kind: 'cutShort' } },
		{ match: { nth: 4 }, effect: { kind: 'trickle', ms: 50 } },
	);
	const [page, text, cut, slow] = [await track(), await track(), await track(), await track()];

	expect(page.data).toContain('<html');
	expect(JSON.stringify(text.data)).toContain('yes');
	expect(cut.data).toMatch(/^\{"result":true,[^}]*$/);
	expect(slow.data).toMatchObject({ result: true });
	expect(client.simulator.state.requests.map(({ processed }) => processed)).toEqual([true, true, true, true]);
});

test('a connection cut before the request was processed leaves nothing behind', async () => {
	client.simulator.misbehave({ effect: { kind: 'resetBefore' } });

	await expect(track()).rejects.toMatchObject({ code: 'ECONNRESET' });
	expect(stored()).toBe(0);
});

test('a connection cut after it was processed leaves the change behind', async () => {
	client.simulator.misbehave({ effect: { kind: 'resetAfter' } });

	await expect(track()).rejects.toMatchObject({ code: 'ECONNRESET' });
	expect(stored()).toBe(1);
	expect(client.simulator.state.requests).toMatchObject([{ processed: true }]);
});

test('a 502 after it was processed hides the change', async () => {
	client.simulator.misbehave({ effect: { kind: 'status', status: 502, html: true, processed: true } });

	expect((await track()).status).toBe(502);
	expect(stored()).toBe(1);
});

test('a request that is never answered is processed, and the simulator can still be closed', async () => {
	const hanging = await startWithClient();
	hanging.simulator.misbehave({ effect: { kind: 'hang' } });
	const pending = hanging.post('/track/users/', asha).catch(({ code }: { code: string }) => code);
	while (hanging.simulator.state.contacts.length === 0) await new Promise((resolve) => setImmediate(resolve));
	await hanging.simulator.close();

	expect(await pending).toBe('ECONNRESET');
});

test('rules choose by path, by number and by person', async () => {
	client.simulator.misbehave(
		{ match: { path: '/track/events/' }, effect: { kind: 'status', status: 500 } },
		{ match: { path: '/track/users/', nth: 2 }, effect: { kind: 'status', status: 503 } },
		{ match: { recipient: '+919999999998' }, effect: { kind: 'status', status: 502 } },
	);
	const statuses = [await track(), await track(), await track()].map(({ status }) => status);

	expect(statuses).toEqual([202, 503, 202]);
	expect((await client.post('/track/events/', { ...asha, event: 'Seen' })).status).toBe(500);
	expect((await client.post('/track/users/', { ...asha, phoneNumber: '9999999998' })).status).toBe(502);
});

test('chance is the same for the same seed', async () => {
	const statuses = async () => {
		const other = await startWithClient({ seed: 3 });
		other.simulator.misbehave({ match: { probability: 0.5 }, effect: { kind: 'status', status: 500 } });
		const seen = [];
		for (let index = 0; index < 20; index++) seen.push((await other.post('/track/users/', asha)).status);
		await other.simulator.close();
		return seen;
	};
	const first = await statuses();

	expect(await statuses()).toEqual(first);
	expect(new Set(first)).toEqual(new Set([202, 500]));
});

test('another process can read and steer it', async () => {
	const control = client.simulator.url.replace('/v1/public', '/_simulator');
	await client.post(`${control}/customer-writes`, asha);
	expect((await client.post(`${control}/faults`, [{ effect: { kind: 'rest' } }])).status).toBe(400);
	await client.post(`${control}/faults`, [{ effect: { kind: 'status', status: 500 } }]);

	expect((await track()).status).toBe(500);
	await client.post(`${control}/faults`, []);
	expect((await client.post('/message/', { ...asha, type: 'Text', data: { message: 'Hi' } })).status).toBe(
		201,
	);
	expect((await client.get(`${control}/state`)).data.messages).toMatchObject([
		{ recipient: '+919999999999' },
	]);
});
