/** The refusals that no schema can say: a strict simulator makes all of them, a lenient one those that have a source. */
import { operations } from '../contract/document.cts';
import { asha, startWithClient, type TestClient } from './client.cts';

const ravi = { phoneNumber: '9999999998', countryCode: '+91' };
const nobody = { phoneNumber: '9999999997', countryCode: '+91' };
const undialled = { phoneNumber: '12345', countryCode: '+91' };
const text = { type: 'Text', data: { message: 'Hi' } };
const rows = (count: number) => Array.from({ length: count }, (_, id) => ({ id: `${id}`, title: `${id}` }));
const template = (name: string, more: object) => ({
	...asha,
	type: 'Template',
	template: { name, languageCode: 'en', bodyValues: ['1234'], ...more },
});
const definition = { display_name: 'Offer', language: 'English', category: 'Marketing', body: 'Hi' };
const byPhone = { user_phone_number: '919999999999', agent_email: 'asha@example.com' };
const byId = { userId: 'asha', agentId: 'agent-id-123' };

/** A request that is refused, by `operation reason`; a path alone is a GET. */
const refused: Record<string, string | readonly [path: string, body: object]> = {
	'trackUser invalidPhone': ['/track/users/', undialled],
	'trackUser otherWhiteSpace': ['/track/users/', { ...asha, traits: { city: 'a\u2028b' } }],
	'trackUser userIdTaken': ['/track/users/', { ...asha, userId: 'ravi' }],
	'trackEvent invalidPhone': ['/track/events/', { ...undialled, event: 'A' }],
	'trackEvent otherWhiteSpace': ['/track/events/', { ...asha, event: 'A', traits: { city: 'a\u2028b' } }],
	'sendMessage invalidPhone': ['/message/', { ...undialled, ...text }],
	'sendMessage unknownCustomer': ['/message/', { ...nobody, ...text }],
	'sendMessage outsideWindow': ['/message/', { ...ravi, ...text }],
	'sendMessage tooManyRows': [
		'/message/',
		{
			...asha,
			type: 'InteractiveList',
			data: {
				body: { text: 'Well?' },
				action: {
					button: 'View',
					sections: [
						{ title: 'One', rows: rows(6) },
						{ title: 'Two', rows: rows(5) },
					],
				},
			},
		},
	],
	'sendMessage templateNotFound': ['/message/', template('gone', {})],
	'sendMessage categoryMismatch': [
		'/message/',
		{ ...template('welcome_message', {}), template_category: 'marketing' },
	],
	'sendMessage bodyValueCount': ['/message/', template('welcome_message', { bodyValues: ['1', '2'] })],
	'sendMessage headerValueCount': ['/message/', template('invoice_delivery', {})],
	'sendMessage buttonValueCount': ['/message/', template('dynamic_cta_template', {})],
	'sendMessage codeLength': [
		'/message/',
		template('auth_one_tap_code', {
			bodyValues: ['1234567890123456'],
			buttonValues: { '0': ['1234567890123456'] },
		}),
	],
	'sendMessage codeMismatch': [
		'/message/',
		template('auth_one_tap_code', { buttonValues: { '0': ['4321'] } }),
	],
	'sendMessage otherWhiteSpace': ['/message/', template('welcome_message', { bodyValues: ['a\u2028b'] })],
	'retrieveUsers unknownOperator': ['/apis/users/', { filters: [{ trait: 'city', op: 'in', val: 'Pune' }] }],
	'getUserByPhone unknownCustomer': '/apis/users/phone_number/9999999997',
	'getUserById unknownCustomer': '/apis/users/id/nobody',
	'createTemplate nameTaken': ['/track/templates/', { ...definition, display_name: 'diwali offer' }],
	'createTemplate bodySamples': ['/track/templates/', { ...definition, body: 'Hi {{1}}' }],
	'createTemplate headerSamples': [
		'/track/templates/',
		{ ...definition, header_format: 'TEXT', header: 'Hi {{1}}' },
	],
	'sendRcsMessage invalidPhone': [
		'/rcs/message/',
		{ ...undialled, type: 'Text', message: { plainText: 'Hi' } },
	],
	'assignChatByPhone agentNotFound': ['/assignment/', { ...byPhone, agent_email: 'nobody@example.com' }],
	'assignChatByPhone sameAgent': ['/assignment/', byPhone],
	'assignChatById agentNotFound': ['/chat/assign/', { ...byId, agentId: 'nobody' }],
	'assignChatById sameAgent': ['/chat/assign/', byId],
};
/** A matter of the plan, which account.test.cts has. */
const ofThePlan = 'sendMessage noSessionMessages';

const marks = new Map(
	operations.flatMap(({ operation }) =>
		Object.entries(operation['x-refusals'] ?? {}).map(([reason, { 'x-refusal': mark }]) => [
			`${operation.operationId} ${reason}`,
			mark,
		]),
	),
);

test('every refusal of the document has a request here', () => {
	expect([...marks.keys()].filter((reason) => reason !== ofThePlan).sort()).toEqual(
		Object.keys(refused).sort(),
	);
});

describe.each(['strict', 'lenient'] as const)('the %s simulator', (mode) => {
	let client: TestClient;
	beforeAll(async () => {
		client = await startWithClient({ strict: mode === 'strict' });
	});
	beforeEach(() => {
		const { simulator } = client;
		simulator.reset();
		simulator.state.customerWrites(asha);
		simulator.state.add({ phone_number: ravi.phoneNumber, user_id: 'ravi' });
		simulator.state.assignments.set(byPhone.user_phone_number, byPhone.agent_email);
		simulator.state.assignments.set(byId.userId, byId.agentId);
	});
	afterAll(async () => await client.simulator.close());

	test.each(Object.entries(refused))('%s', async (reason, request) => {
		const taken = mode === 'lenient' && marks.get(reason) === 'guess';
		const { status, data } =
			typeof request === 'string' ? await client.get(request) : await client.post(...request);

		expect([status < 300, data.result]).toEqual([taken, taken]);
		expect(typeof data.message).toBe('string');
	});
});
