/** What belongs to an account: its people, its templates, its plan, and the older product beside it. */
import { asha, startWithClient, type TestClient } from './client.cts';

let client: TestClient;
beforeAll(async () => {
	client = await startWithClient();
});
afterEach(() => client.simulator.reset());
afterAll(async () => await client.simulator.close());

const text = { type: 'Text', data: { message: 'Hello' } };
const names = (templates: Array<{ name: string }>) => templates.map(({ name }) => name);

describe('a person', () => {
	test('is the same by phone number in one part or in two', async () => {
		await client.post('/track/users/', { ...asha, traits: { city: 'Pune' } });
		await client.post('/track/users/', { fullPhoneNumber: '919999999999', traits: { age: 24 } });

		expect(client.simulator.state.contacts).toMatchObject([
			{ phone_number: '9999999999', country_code: '+91', traits: { city: 'Pune', age: 24 } },
		]);
	});

	test('made known by a full number is found by the number without its country code', async () => {
		await client.post('/track/users/', { fullPhoneNumber: '14155550100' });
		const { data } = await client.get('/apis/users/phone_number/4155550100');

		expect(data.data.customers).toMatchObject([{ phone_number: '4155550100', country_code: '+1' }]);
	});

	test('may be known by a user ID alone', async () => {
		await client.post('/track/users/', { userId: 'customer-1', traits: { city: 'Pune' } });
		client.simulator.state.customerWrites({ userId: 'customer-1' });

		expect((await client.post('/message/', { userId: 'customer-1', ...text })).status).toBe(201);
	});

	test('known by a user ID alone gets a phone number later', async () => {
		await client.post('/track/users/', { userId: 'customer-1', traits: { city: 'Pune' } });
		await client.post('/track/users/', { ...asha, userId: 'customer-1' });

		expect(client.simulator.state.contacts).toMatchObject([
			{ user_id: 'customer-1', phone_number: '9999999999', traits: { city: 'Pune' } },
		]);
	});

	test('nobody knows gets 400 when looked up', async () => {
		expect((await client.get('/apis/users/phone_number/9999999998')).status).toBe(400);
	});
});

describe('the 24-hour window', () => {
	test('closes a day after the customer wrote', async () => {
		let now = 0;
		const { simulator, post } = await startWithClient({ clock: () => now });
		simulator.state.customerWrites(asha, now);
		now = 24 * 60 * 60 * 1000 - 1;
		const within = await post('/message/', { ...asha, ...text });
		now += 1;
		const outside = await post('/message/', { ...asha, ...text });

		expect([within.status, outside.status]).toEqual([201, 400]);
		await simulator.close();
	});
});

test('a plan without session messages gets 403 for them and sends templates', async () => {
	const { simulator, post } = await startWithClient({ sessionMessages: false });
	simulator.state.customerWrites(asha);
	const template = { name: 'welcome_message', languageCode: 'en', bodyValues: ['Asha'] };
	const session = await post('/message/', { ...asha, ...text });

	expect([session.status, session.data.message]).toEqual([403, 'API not supported on your account']);
	expect((await post('/message/', { ...asha, type: 'Template', template })).status).toBe(201);
	await simulator.close();
});

describe('templates', () => {
	const offer = {
		display_name: 'Summer Offer',
		language: 'English',
		category: 'Marketing',
		body: 'Hi {{1}}',
	};
	const create = async (more: object = {}) =>
		await client.post('/track/templates/', { ...offer, body_text: ['Asha'], ...more });

	test('wait for approval, and send once they have it', async () => {
		const { data } = await create();
		const template = { name: 'summer_offer', languageCode: 'en', bodyValues: ['Asha'] };
		const send = async () => (await client.post('/message/', { ...asha, type: 'Template', template })).status;
		const before = await send();
		const made = client.simulator.state.templates.find(({ name }) => name === 'summer_offer');
		if (made) made.approval_status = 'APPROVED';

		expect(data.data).toMatchObject({ name: 'summer_offer', approval_status: 'PENDING' });
		expect([before, await send()]).toEqual([400, 201]);
	});

	test('keep what they were created with', async () => {
		await create({
			header_format: 'TEXT',
			header: 'Only {{1}}',
			header_text: ['today'],
			footer: 'Your shop',
			button_type: 'Quick Replies',
			buttons: [{ type: 'QUICK_REPLY', text: 'Yes' }],
		});

		expect(client.simulator.state.templates.at(-1)).toMatchObject({
			display_name: 'Summer Offer',
			language: 'en',
			category: 'MARKETING',
			header_format: 'TEXT',
			header: 'Only {{1}}',
			body: 'Hi {{1}}',
			body_text: ['Asha'],
			footer: 'Your shop',
			buttons: [{ type: 'QUICK_REPLY', text: 'Yes' }],
		});
	});

	test.each([
		['too few samples for the body', { body: '{{1}} and {{2}}' }],
		['no sample for the header', { header_format: 'TEXT', header: 'Only {{1}}' }],
		['a name that is taken', { display_name: 'welcome message' }],
	])('%s gets 400', async (_, more) => {
		expect((await create(more)).status).toBe(400);
	});

	test('are listed by what is asked for; "all" asks for any', async () => {
		await create();
		const list = async (query: string) =>
			names((await client.get(`/track/organization/templates?${query}`)).data.results.templates);
		const pending = await list('approval_status=PENDING&language=all');
		const named = await list('template_name=welcome');

		expect(pending).toEqual(['summer_offer']);
		expect(named).toEqual(['welcome_message']);
	});

	test('a server that ignores the limit gives its own pages', async () => {
		const { simulator, get } = await startWithClient({ templateLimitIgnored: true, templatesPerPage: 5 });
		const { data } = await get('/track/organization/templates?offset=0&limit=1');

		expect(data.results.templates).toHaveLength(5);
		expect(data.has_next).toBe(true);
		await simulator.close();
	});

	test.each([
		['a code of 16 characters', { bodyValues: ['1'.repeat(16)], buttonValues: { '0': ['1'.repeat(16)] } }],
		['another code in the button', { bodyValues: ['1234'], buttonValues: { '0': ['4321'] } }],
		['no code in the button', { bodyValues: ['1234'] }],
	])('an authentication with %s gets 400', async (_, values) => {
		const template = { name: 'auth_one_tap_code', languageCode: 'en', ...values };

		expect((await client.post('/message/', { ...asha, type: 'Template', template })).status).toBe(400);
	});

	test('a dynamic URL without its value gets 400', async () => {
		const template = { name: 'dynamic_cta_template', languageCode: 'en', bodyValues: ['Asha'] };

		expect((await client.post('/message/', { ...asha, type: 'Template', template })).status).toBe(400);
	});

	test('another process can add some', async () => {
		const control = client.simulator.url.replace('/v1/public', '/_simulator');
		await client.post(`${control}/templates`, [{ name: 'from_outside', body: 'Hi' }]);
		const template = { name: 'from_outside', languageCode: 'en' };

		expect((await client.post('/message/', { ...asha, type: 'Template', template })).status).toBe(201);
	});
});

describe('the older product', () => {
	const upsert = async (body: object) => {
		const { appId, apiKey } = client.simulator.legacy;
		const Authorization = `Basic ${Buffer.from(`${appId}:${apiKey}`).toString('base64')}`;
		return await client.post(`${client.simulator.legacyUrl}/members`, body, { Authorization });
	};

	test('makes dates of Unix seconds, and of nothing else', async () => {
		await upsert({
			email: 'test@example.com',
			created_at: 1467875969,
			date_of_birth_at: '1467875969',
			testing_at: 'Interakt',
			joined_at: '1467875969test',
		});

		expect(client.simulator.state.members.get('test@example.com')).toMatchObject({
			created_at: '2016-07-07T07:19:29.000Z',
			date_of_birth_at: '2016-07-07T07:19:29.000Z',
			testing_at: 'Interakt',
			joined_at: '1467875969test',
		});
	});

	test('says ERROR with a 200 for what it does not take', async () => {
		const { status, data } = await upsert({ email: 'test@example.com', plan: null });

		expect(status).toBe(200);
		expect(data).toContain('ERROR');
		expect(client.simulator.state.members.size).toBe(0);
	});

	test('has a key of its own', async () => {
		const { status } = await client.post(`${client.simulator.legacyUrl}/members`, { email: 'a@example.com' });

		expect(status).toBe(401);
	});
});
