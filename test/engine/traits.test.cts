/** The traits of the account as n8n's editor asks for them. */
import { startSimulator, type Simulator } from '../simulator/simulator.cts';
import { contactTraits, mapOf, newAccount } from './editor.cts';
import { expectNoSecret } from './setting.cts';

let simulator: Simulator;

beforeAll(async () => {
	simulator = await startSimulator({ strict: true });
});
afterAll(async () => await simulator.close());
beforeEach(() => simulator.reset());

const ids = ({ fields }: Awaited<ReturnType<typeof contactTraits>>) => fields.map(({ id }) => id);

test('are those of the newest contacts, read once a minute', async () => {
	for (let index = 0; index < 150; index++) {
		const traits = { name: 'Asha', ...(index < 40 ? { old: 'x' } : { city: 'Pune', orders: index }) };
		simulator.state.add(
			{ phone_number: `99999${String(index).padStart(5, '0')}`, traits },
			Date.UTC(2026, 0, 1, 10, index),
		);
	}
	const account = newAccount(simulator);

	expect(ids(await contactTraits(account))).toEqual(['name', 'city', 'orders']);
	const { length } = simulator.state.requests;
	expect(length).toBeLessThanOrEqual(10);
	await contactTraits(account);
	expect(simulator.state.requests).toHaveLength(length);
});

test('say why there are none', async () => {
	const nobody = await contactTraits(newAccount(simulator));
	simulator.misbehave({ effect: { kind: 'status', status: 401 } });
	const refused = await contactTraits(newAccount(simulator));

	expect(nobody).toEqual({
		fields: [],
		emptyFieldsNotice: 'The contacts of this account have no traits yet. Add traits by name below.',
	});
	expect(refused.fields).toEqual([]);
	expect(refused.emptyFieldsNotice).toMatch(/^The traits of the account could not be read: .+ below\.$/);
	expectNoSecret(simulator.secretKey, refused);
});

test('keep what was filled in, when they cannot be read', async () => {
	simulator.state.add({ phone_number: '9999900001', traits: { city: 'Pune' } }, Date.UTC(2026, 0, 1));
	const { fields } = await contactTraits(newAccount(simulator));
	simulator.misbehave({ effect: { kind: 'status', status: 401 } });

	expect((await contactTraits(newAccount(simulator), mapOf({ city: 'Mumbai' }, fields))).fields).toEqual(
		fields,
	);
});
