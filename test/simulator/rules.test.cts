import { asha, startWithClient, type TestClient } from './client.cts';

let client: TestClient;
beforeAll(async () => {
	client = await startWithClient();
});
afterEach(() => client.simulator.reset());
afterAll(async () => await client.simulator.close());

const text = { ...asha, type: 'Text', data: { message: 'Hello' } };

describe('what stands before every route', () => {
	test('another key gets 401', async () => {
		const { status, data } = await client.post('/track/users/', asha, { Authorization: 'Basic d3Jvbmc6' });

		expect(status).toBe(401);
		expect(data.result).toBe(false);
		expect(client.simulator.state.contacts).toEqual([]);
	});

	test('a POST without its trailing slash gets an HTML page', async () => {
		const { status, headers, data } = await client.post('/track/users', asha);

		expect(status).toBe(404);
		expect(headers['content-type']).toContain('text/html');
		expect(data).toContain('<h1>Not Found</h1>');
	});

	test('a body of more than 32 KB gets 400', async () => {
		const { status, data } = await client.post('/track/users/', {
			...asha,
			traits: { note: 'x'.repeat(33 * 1024) },
		});

		expect(status).toBe(400);
		expect(data.message).toContain('32KB');
	});

	test('what the contract does not know gets 400 with what is wrong in one text', async () => {
		const { status, data } = await client.post('/track/users/', {
			...asha,
			phone: '9999999999',
			tags: 'vip',
		});

		expect(status).toBe(400);
		expect(data.message).toBe('tags must be array; the request has an unknown field "phone"');
	});

	test('what is no JSON gets 400', async () => {
		const { status } = await client.post('/track/users/', Buffer.from('{"phoneNumber":'), {
			'content-type': 'application/json',
		});

		expect(status).toBe(400);
	});
});

test('the Starter plan gets 403', async () => {
	const starter = await startWithClient({ starterPlan: true });

	expect((await starter.post('/track/users/', asha)).status).toBe(403);
	await starter.simulator.close();
});

describe('contacts', () => {
	test.each([
		['a line break', 'one\ntwo'],
		['a tab', 'one\ttwo'],
		['three spaces', 'one   two'],
		['a non-breaking space', 'one\u00a0two'],
	])('a trait with %s gets 400', async (_, note) => {
		const { status } = await client.post('/track/users/', { ...asha, traits: { note } });

		expect(status).toBe(400);
		expect(client.simulator.state.contacts).toEqual([]);
	});

	test('traits are merged, tags added without regard to case', async () => {
		await client.post('/track/users/', {
			...asha,
			traits: { city: 'Pune', age: 24 },
			tags: ['New Customer'],
		});
		const { status } = await client.post('/track/users/', {
			...asha,
			traits: { city: 'Kochi' },
			tags: ['new customer', 'vip'],
		});

		expect(status).toBe(202);
		expect(client.simulator.state.contacts).toMatchObject([
			{ phone_number: '9999999999', traits: { city: 'Kochi', age: 24 }, tags: ['New Customer', 'vip'] },
		]);
	});

	test('a user ID of another contact gets 400', async () => {
		await client.post('/track/users/', { ...asha, userId: 'one' });
		const { status, data } = await client.post('/track/users/', {
			phoneNumber: '9999999998',
			countryCode: '+91',
			userId: 'one',
		});

		expect(status).toBe(400);
		expect(data.message).toContain('userId');
	});

	test('a phone number that cannot be dialled gets 400', async () => {
		expect((await client.post('/track/users/', { ...asha, phoneNumber: '12345' })).status).toBe(400);
	});
});

describe('the list of contacts', () => {
	const on = (filters: unknown[]) => client.post('/apis/users/?offset=0&limit=100', { filters });

	beforeEach(() => {
		for (let day = 1; day <= 5; day++) {
			const at = Date.UTC(2026, 0, day, 12);
			client.simulator.state.add({ id: `contact-${day}`, createdAt: at, modifiedAt: at });
		}
	});

	test('filters apply together', async () => {
		const { data } = await on([
			{ trait: 'created_at_utc', op: 'gt', val: '2026-01-02T00:00:00.000Z' },
			{ trait: 'created_at_utc', op: 'lt', supr_op: 'and', val: '2026-01-04' },
		]);

		expect(data.data.total_customers).toBe(2);
		expect(data.data.customers.map(({ id }: { id: string }) => id).sort()).toEqual([
			'contact-2',
			'contact-3',
		]);
	});

	test('pages say whether there is a next one', async () => {
		const first = await client.post('/apis/users/?offset=0&limit=3', { filters: [] });
		const second = await client.post('/apis/users/?offset=3&limit=3', { filters: [] });

		expect([first.data.data.has_next_page, second.data.data.has_next_page]).toEqual([true, false]);
		expect(second.data.data.customers).toHaveLength(2);
	});

	test.each([
		['a limit above 100', '/apis/users/?offset=0&limit=101', []],
		[
			'a time with another zone',
			'/apis/users/?limit=10',
			[{ trait: 'created_at_utc', op: 'gt', val: '2026-01-01T00:00:00+05:30' }],
		],
		[
			'a second filter without supr_op',
			'/apis/users/?limit=10',
			[
				{ trait: 'created_at_utc', op: 'gt', val: '2026-01-01' },
				{ trait: 'created_at_utc', op: 'lt', val: '2026-01-02' },
			],
		],
	])('%s gets 400', async (_, path, filters) => {
		expect((await client.post(path, { filters })).status).toBe(400);
	});
});

describe('session messages', () => {
	test('an unknown customer gets 400', async () => {
		const { status, data } = await client.post('/message/', text);

		expect(status).toBe(400);
		expect(data.message).toContain('not available for the organization');
	});

	test('outside the 24-hour window gets 400', async () => {
		client.simulator.state.add({ phone_number: '9999999999' });
		const { status, data } = await client.post('/message/', text);

		expect(status).toBe(400);
		expect(data.message).toContain('last 24 hours');
	});

	test('inside the window goes out', async () => {
		client.simulator.state.customerWrites(asha);
		const { status, data } = await client.post('/message/', { ...text, callbackData: 'order 1' });

		expect(status).toBe(201);
		expect(client.simulator.state.messages).toMatchObject([
			{ id: data.id, recipient: '+919999999999', type: 'Text', callbackData: 'order 1' },
		]);
	});
});

describe('template messages', () => {
	const send = async (template: object, more: object = {}) =>
		await client.post('/message/', { ...asha, type: 'Template', template, ...more });
	const welcome = { name: 'welcome_message', languageCode: 'en', bodyValues: ['Asha'] };

	test('go out to anyone', async () => {
		expect((await send(welcome)).status).toBe(201);
	});

	test.each([
		['another language', { ...welcome, languageCode: 'en_US' }, {}, 'No approved template'],
		['another number of values', { ...welcome, bodyValues: [] }, {}, 'bodyValues'],
		['a line break in a value', { ...welcome, bodyValues: ['one\ntwo'] }, {}, 'new-line'],
		['another category', welcome, { template_category: 'Marketing' }, 'category'],
		[
			'a phone number that is none, before the template',
			{ ...welcome, name: 'unknown' },
			{ phoneNumber: '12345' },
			'phoneNumber',
		],
	])('%s gets 400', async (_, template, more, words) => {
		const { status, data } = await send(template, more);

		expect(status).toBe(400);
		expect(String(data.message)).toContain(words);
		expect(client.simulator.state.messages).toEqual([]);
	});
});

describe('other rules', () => {
	test('the same agent again gets 400 in words of its own', async () => {
		const assign = async () =>
			await client.post('/assignment/', {
				user_phone_number: '919999999999',
				agent_email: 'asha@example.com',
			});

		expect((await assign()).status).toBe(200);
		const again = await assign();
		expect([again.status, again.data.message]).toEqual([400, 'Chat is already assigned to same agent']);
	});

	test('the template list gives buttons as JSON text, in places encoded twice', async () => {
		const { data } = await client.get('/track/organization/templates?offset=0&limit=2');
		const [first, second] = data.results.templates;

		expect(data.has_next).toBe(true);
		expect(JSON.parse(first.buttons)).toMatchObject([{ type: 'URL' }]);
		expect(JSON.parse(JSON.parse(second.buttons))).toMatchObject([{ type: 'QUICK_REPLY' }, {}, {}]);
	});

	test('a member without an e-mail is silently ignored', async () => {
		const { simulator } = client;
		const { appId, apiKey } = simulator.legacy;
		const response = await client.post(
			`${simulator.legacyUrl}/members`,
			{ name: 'Asha' },
			{
				Authorization: `Basic ${Buffer.from(`${appId}:${apiKey}`).toString('base64')}`,
			},
		);

		expect(response.status).toBe(200);
		expect(simulator.state.members.size).toBe(0);
	});
});
