import { startSimulator, type Simulator } from '../simulator/simulator.cts';
import {
	credentialOf,
	jsons,
	letWrite,
	people,
	runNode,
	sentTexts,
	textOfItem,
	type PersonItem,
} from './setting.cts';

let simulator: Simulator;

beforeAll(async () => {
	simulator = await startSimulator({ strict: true });
});
afterAll(async () => await simulator.close());
beforeEach(() => simulator.reset());

const send = async (rows: PersonItem[]) => {
	letWrite(simulator, rows);
	return await runNode(simulator, { parameters: textOfItem, rows });
};
const slowly = { effect: { kind: 'latency', ms: [0, 25] } } as const;
const textsOf = (rows: PersonItem[]) => rows.map(({ text }) => text);

test('200 items keep their order and their pairing, whichever answer comes first', async () => {
	simulator.misbehave(slowly);
	const rows = people(200);
	const { outputs, error } = await send(rows);
	const ids = new Map(simulator.state.messages.map(({ recipient, id }) => [recipient, id]));

	expect(error).toBeUndefined();
	expect(outputs[0]).toMatchObject(
		rows.map(({ phone }, item) => ({
			json: { status: 'accepted', phoneNumber: `+91${phone}`, messageId: ids.get(`+91${phone}`) },
			pairedItem: { item },
		})),
	);
	expect(sentTexts(simulator).sort()).toEqual(textsOf(rows).sort());
});

test('1,000 items are each sent once, and the credential is decrypted once', async () => {
	const rows = people(1_000);
	const { outputs, decrypted } = await send(rows);

	expect(outputs[0]).toHaveLength(1_000);
	expect(new Set(jsons(outputs[0]).map(({ status }) => status))).toEqual(new Set(['accepted']));
	expect(simulator.state.requests).toHaveLength(1_000);
	expect(sentTexts(simulator).sort()).toEqual(textsOf(rows).sort());
	expect(decrypted).toBe(1);
});

test('messages to different people do not wait for one another', async () => {
	simulator.misbehave(slowly);
	const rows = people(30);
	await send(rows);

	expect(sentTexts(simulator)).not.toEqual(textsOf(rows));
});

test('messages to one person go one after the other, in the order of the items', async () => {
	simulator.misbehave(slowly);
	const rows = people(30).map(({ text }) => ({ phone: '9999999999', text }));
	await send(rows);

	expect(sentTexts(simulator)).toEqual(textsOf(rows));
});

test('no items give no items and no request', async () => {
	const { outputs, error } = await send([]);

	expect(outputs.flat()).toEqual([]);
	expect(error).toBeUndefined();
	expect(simulator.state.requests).toEqual([]);
});

test('the base URL may end with a slash', async () => {
	const credential = { ...credentialOf(simulator), baseUrl: `${simulator.url}/` };
	const rows = people(1);
	letWrite(simulator, rows);
	const { error } = await runNode(simulator, { parameters: textOfItem, rows, credential });

	expect(error).toBeUndefined();
	expect(simulator.state.requests).toMatchObject([{ method: 'POST', path: '/message/', status: 201 }]);
});
