/** Send Once Keys in n8n's engine, with its store of processed items kept in memory. */
import { DataDeduplicationService } from 'n8n-core';
import { type IDataObject, type INodeParameters, sleep } from 'n8n-workflow';

import type { FaultEffect } from '../simulator/faults.cts';
import { startSimulator, type Simulator } from '../simulator/simulator.cts';
import { newAccount } from './editor.cts';
import { loadPackage, run, type Run } from './engine.cts';
import { ProcessedItems } from './processedItems.cts';
import { itemWith, jsons, letWrite, people, runNode, sentTexts, textOfItem } from './setting.cts';

let simulator: Simulator;
/** Milliseconds that the store takes to write a row, in which others can write it too. */
let writeMs = 0;
const items = new ProcessedItems(new Map(), async (moment) => {
	if (moment === 'write' && writeMs > 0) await sleep(writeMs);
});

beforeAll(async () => {
	await DataDeduplicationService.init(items);
	simulator = await startSimulator({ strict: true });
});
afterAll(async () => await simulator.close());
beforeEach(() => {
	simulator.reset();
	letWrite(simulator, rows);
	items.rows.clear();
	writeMs = 0;
	nodes++;
});

/** Each test has a node of its own, for the process remembers what a node has sent. */
let nodes = 0;

const rows = people(30).map((person, index) => ({ ...person, order: `order ${index}` }));
const withKey = { ...textOfItem, additionalFields: { sendOnceKey: '={{ $json.order }}' } };

/** Runs the node as the same process does again and again; with an error output unless told. */
async function send(given: IDataObject[] = rows, more: Partial<Run> = {}) {
	const { outputs, error } = await runNode(simulator, {
		parameters: withKey,
		rows: given,
		credential: newAccount(simulator),
		onError: 'continueErrorOutput',
		settings: { id: `node ${nodes}` },
		...more,
	});
	return { sent: jsons(outputs[0]), refused: jsons(outputs[1]), error };
}

/** The package as a process of its own has it: what another one remembers is not known to it. */
async function newProcess() {
	jest.resetModules();
	return await loadPackage();
}

/** Runs the node in such a process. */
async function sendIn(
	process: Awaited<ReturnType<typeof newProcess>>,
	given: IDataObject[],
	more: Partial<Run>,
) {
	const { outputs } = await run(process, {
		parameters: withKey,
		rows: given,
		credential: newAccount(simulator),
		onError: 'continueErrorOutput',
		settings: { id: `node ${nodes}` },
		...more,
	});
	return { sent: jsons(outputs[0]), refused: jsons(outputs[1]) };
}

/** Runs the node as n8n does after a restart: nothing but the database is left of what was before. */
const sendAfterRestart = async (given: IDataObject[] = rows, more: Partial<Run> = {}) =>
	await sendIn(await newProcess(), given, more);

/** Entries of the node, when what is removed a moment after a run has been removed. */
async function keysLeft(): Promise<number> {
	const count = () => items.sizeOf(`node ${nodes}`);
	for (let tries = 0; tries < 100 && count() > 0; tries++) await sleep(50);
	return count();
}
const statuses = (shown: IDataObject[]) => shown.map(({ status, reason }) => [status, reason]);
const skipped = ['skipped', 'alreadySent'];
const accepted = ['accepted', ''];
const all = rows.map(({ text }) => text).sort();

/** Each row as it was sent before: with its key, and whom it was for. */
const asSkipped = rows.map(({ phone, order }) => ({
	status: 'skipped',
	reason: 'alreadySent',
	sendOnceKey: order,
	phoneNumber: `+91${phone}`,
}));

describe('the same keys in two runs', () => {
	test('are sent once; the second run skips them by the normal output, and says when they were sent', async () => {
		const first = await send();
		const second = await send();

		expect(statuses(first.sent)).toEqual(rows.map(() => accepted));
		expect(second).toMatchObject({ sent: asSkipped, refused: [], error: undefined });
		for (const { message, sentAt } of second.sent) {
			expect(message).toMatch(/^Not sent again: .* It was sent at /);
			expect(String(message)).toContain(sentAt as string);
			expect(new Date(String(sentAt)).toISOString()).toBe(sentAt);
		}
		expect(sentTexts(simulator).sort()).toEqual(all);
	});

	test('are sent once when n8n was started anew between them', async () => {
		await send();
		const second = await sendAfterRestart();

		expect(second).toMatchObject({ sent: asSkipped, refused: [] });
		for (const row of second.sent) {
			expect(row).not.toHaveProperty('sentAt');
			expect(row.message).toMatch(/An earlier run has sent it\.$/);
		}
		expect(sentTexts(simulator).sort()).toEqual(all);
	});

	test('are sent once with n8n set to stop at the first trouble, and the skipped ones are none', async () => {
		await send();
		const { sent, error } = await send(rows, { onError: 'stopWorkflow' });

		expect(error).toBeUndefined();
		expect(statuses(sent)).toEqual(rows.map(() => skipped));
	});

	test('are sent once when both run at the same time', async () => {
		simulator.misbehave({ effect: { kind: 'latency', ms: [5, 30] } });
		const runs = await Promise.all([send(), send(), send([...rows].reverse())]);

		const shown = runs.flatMap(({ sent }) => statuses(sent));
		expect(shown.filter(([status]) => status === 'accepted')).toHaveLength(rows.length);
		expect(shown.filter(([status]) => status === 'skipped')).toHaveLength(2 * rows.length);
		expect(sentTexts(simulator).sort()).toEqual(all);
	});

	test('are sent once by two processes at the same moment that know of one another', async () => {
		writeMs = 50;
		const shared = (): Partial<Run> => ({ credential: { ...newAccount(simulator), processes: 2 } });
		const [one, other] = [await newProcess(), await newProcess()];
		const runs = await Promise.all([sendIn(one, rows, shared()), sendIn(other, rows, shared())]);

		const shown = runs.flatMap(({ sent, refused }) => statuses([...sent, ...refused]));
		expect(shown.filter(([status]) => status === 'accepted')).toHaveLength(rows.length);
		expect(sentTexts(simulator).sort()).toEqual(all);
		const later = await sendAfterRestart(rows, shared());
		expect(statuses(later.sent)).toEqual(rows.map(() => skipped));
	});

	test('with new ones among them: only the new ones are sent', async () => {
		await send(rows.slice(0, 20));
		simulator.state.requests.length = 0;
		const { sent } = await sendAfterRestart();

		expect(statuses(sent)).toEqual(rows.map((_, index) => (index < 20 ? skipped : accepted)));
		expect(simulator.state.requests).toHaveLength(10);
	});

	test('are sent by each node that has them', async () => {
		await send();
		nodes++;
		await send();

		expect(sentTexts(simulator)).toHaveLength(2 * rows.length);
	});
});

test('the same item twice in one run is sent once', async () => {
	const { sent } = await send(rows.flatMap((row) => [row, row]));

	expect(statuses(sent)).toEqual(rows.flatMap(() => [accepted, skipped]));
	expect(sentTexts(simulator).sort()).toEqual(all);
});

describe('a key that is used for something else', () => {
	const [row, other] = rows as [(typeof rows)[0], (typeof rows)[0]];
	const refusal = {
		error: expect.stringMatching(/Send Once Key/),
		details: {
			status: 'rejected',
			reason: 'keyReused',
			description: expect.stringMatching(/another person, another template or other values/),
		},
	};

	test.each<[string, IDataObject]>([
		['other words', { ...row, text: 'Hello again' }],
		['another person', { ...row, phone: other.phone }],
	])('in one run is refused: %s', async (_, second) => {
		const { sent, refused } = await send([row, second, row]);

		expect(statuses(sent)).toEqual([accepted, skipped]);
		expect(refused).toMatchObject([refusal]);
		expect(sentTexts(simulator)).toEqual([row.text]);
	});

	test('in a later run is refused, in this process or another', async () => {
		await send([row]);
		const changed = { ...row, text: 'Hello again' };
		const runs = [
			await send([changed]),
			await sendAfterRestart([changed]),
			await sendAfterRestart([changed]),
		];

		for (const run of runs) expect(run).toMatchObject({ sent: [], refused: [refusal] });
		expect(statuses((await sendAfterRestart([row])).sent)).toEqual([skipped]);
		expect(sentTexts(simulator)).toEqual([row.text]);
	});

	test('stops a run that is to stop, and says so', async () => {
		await send([row]);
		const { error } = await send([{ ...row, text: 'Hello again' }], { onError: 'stopWorkflow' });

		expect(error).toMatchObject({ message: expect.stringMatching(/^Not sent: this Send Once Key/) });
	});

	test('is sent when what came first was refused: with corrected values, and only once', async () => {
		simulator.misbehave({ match: { path: '/message/', times: 1 }, effect: { kind: 'refuse' } });
		const corrected = { ...row, text: 'Hello, corrected' };
		const { sent, refused } = await send([row, corrected, row]);

		expect(statuses(sent)).toEqual([accepted]);
		expect(refused).toMatchObject([{ details: { reason: 'refused' } }, refusal]);
		expect(statuses((await sendAfterRestart([corrected])).sent)).toEqual([skipped]);
		expect(sentTexts(simulator)).toEqual(['Hello, corrected']);
	});

	test('is none when only what Interakt gives back or counts by differs', async () => {
		const withNotes = (order: unknown): Partial<Run> => ({
			parameters: {
				...textOfItem,
				additionalFields: {
					sendOnceKey: '={{ $json.order }}',
					callbackData: `run ${String(order)}`,
					campaignId: `campaign ${String(order)}`,
				},
			},
		});
		const first = await send([row], withNotes(1));
		const second = await send([row], withNotes(2));

		expect(statuses([...first.sent, ...second.sent])).toEqual([accepted, skipped]);
	});

	test('is none when a file of the item is uploaded again and has another address', async () => {
		const item = itemWith(
			{ data: { fileName: 'bill.pdf', mimeType: 'application/pdf', content: '%PDF-1.4' } },
			row,
		);
		const parameters = {
			resource: 'message',
			operation: 'sendDocument',
			phoneNumber: '={{ $json.phone }}',
			mediaSource: 'binary',
			binaryPropertyName: 'data',
			additionalFields: { sendOnceKey: '={{ $json.order }}' },
		};
		const twice = { parameters, items: [item, { ...item }] };
		const { sent, refused } = await send([], twice);

		expect(refused).toEqual([]);
		expect(statuses(sent)).toEqual([accepted, skipped]);
		const uploads = simulator.state.requests.filter(({ path }) => path.includes('upload_to_fb'));
		expect(uploads).toHaveLength(2);
		expect(simulator.state.messages).toHaveLength(1);
	});
});

describe('If an Earlier Run May Have Sent It', () => {
	const [row] = rows as [(typeof rows)[0]];
	const choosing = (ifMaybeSent: string): Partial<Run> => ({
		parameters: { ...textOfItem, additionalFields: { sendOnceKey: '={{ $json.order }}', ifMaybeSent } },
	});
	/** A message that nobody knows of, as an interrupted run leaves it. */
	const leaveOpen = async () => {
		simulator.misbehave({ match: { path: '/message/', times: 1 }, effect: { kind: 'resetBefore' } });
		await send([row]);
	};

	test.each(['sendAgain', 'Send Again'])('set to %s sends it and keeps the key', async (value) => {
		await leaveOpen();
		expect(statuses((await sendAfterRestart([row], choosing(value))).sent)).toEqual([accepted]);
		expect(statuses((await sendAfterRestart([row], choosing(value))).sent)).toEqual([skipped]);
		expect(statuses((await sendAfterRestart([row])).sent)).toEqual([skipped]);
		expect(sentTexts(simulator)).toEqual([row.text]);
	});

	test.each(['doNotSend', '={{ $json.missing }}'])('set to %s leaves it to a person', async (value) => {
		await leaveOpen();

		expect((await sendAfterRestart([row], choosing(value))).refused).toMatchObject([
			{
				details: { status: 'unknown', reason: 'maybeSent', description: expect.stringMatching(/Send Again/) },
			},
		]);
		expect(sentTexts(simulator)).toEqual([]);
	});

	test('set to something else is refused before anything is sent', async () => {
		expect((await send([row], choosing('perhaps'))).refused).toMatchObject([
			{
				error: expect.stringMatching(/^If an Earlier Run May Have Sent It/),
				details: { reason: 'invalidInput' },
			},
		]);
		expect(simulator.state.requests).toEqual([]);
	});

	test('set to Send Again does not send twice what this run itself may have sent', async () => {
		simulator.misbehave({ match: { path: '/message/', times: 1 }, effect: { kind: 'resetAfter' } });
		const { refused } = await send([row, row], choosing('sendAgain'));

		expect(refused).toMatchObject([
			{ details: { reason: 'noAnswer' } },
			{ details: { reason: 'maybeSent' } },
		]);
		expect(sentTexts(simulator)).toEqual([row.text]);
	});

	test('set to Send Again sends what is certain neither twice nor differently', async () => {
		await send([row]);
		const { sent, refused } = await sendAfterRestart([row, { ...row, text: 'Other' }], choosing('sendAgain'));

		expect(statuses(sent)).toEqual([skipped]);
		expect(refused).toMatchObject([{ details: { reason: 'keyReused' } }]);
		expect(sentTexts(simulator)).toEqual([row.text]);
	});
});

test('without a key everything is sent as often as it is asked for', async () => {
	for (let turn = 0; turn < 2; turn++) await send(rows, { parameters: textOfItem });

	expect(sentTexts(simulator)).toHaveLength(2 * rows.length);
});

describe('a first message that did not go out', () => {
	const refuseFirst = (effect: FaultEffect) =>
		simulator.misbehave({ match: { path: '/message/', times: 1 }, effect });
	const [row = {}] = rows;

	test.each<[string, FaultEffect]>([
		['400', { kind: 'status', status: 400, message: 'Not possible' }],
		['result false', { kind: 'refuse' }],
		['401', { kind: 'status', status: 401 }],
	])('because it was rejected (%s) leaves the key to the next one', async (_, effect) => {
		refuseFirst(effect);
		const { sent, refused } = await send([row, row, row]);

		expect(refused).toMatchObject([{ details: { status: 'rejected' } }]);
		expect(statuses(sent)).toEqual([accepted, skipped]);
		expect(sentTexts(simulator)).toHaveLength(1);
	});

	test('because it was rejected leaves the key to a later run, in this process or another', async () => {
		simulator.misbehave({ effect: { kind: 'refuse' } });
		await send([row]);
		expect(await keysLeft()).toBe(0);
		simulator.misbehave();

		expect(statuses((await sendAfterRestart([row])).sent)).toEqual([accepted]);
		expect(statuses((await sendAfterRestart([row])).sent)).toEqual([skipped]);
		expect(sentTexts(simulator)).toHaveLength(1);
	});

	test('because of a 429 is sent under the key when its turn comes', async () => {
		refuseFirst({ kind: 'status', status: 429, retryAfter: 0 });
		const { sent } = await send([row, row]);

		expect(statuses(sent)).toEqual([accepted, skipped]);
		expect(sentTexts(simulator)).toHaveLength(1);
	});

	test.each<[string, FaultEffect, number]>([
		['it was processed', { kind: 'resetAfter' }, 1],
		['it was not', { kind: 'resetBefore' }, 0],
		['it was, behind a 500', { kind: 'status', status: 500, processed: true }, 1],
	])('or may have gone out keeps its key: %s', async (_, effect, messages) => {
		refuseFirst(effect);
		const first = await send([row, row]);
		const later = await sendAfterRestart([row]);

		expect([...first.refused, ...later.refused]).toMatchObject([
			{ details: { status: 'unknown' } },
			{
				details: {
					status: 'unknown',
					reason: 'maybeSent',
					description: expect.stringMatching(/another key/),
				},
			},
			{ details: { status: 'unknown', reason: 'maybeSent' } },
		]);
		expect(sentTexts(simulator)).toHaveLength(messages);
	});

	test('because its input was refused takes no key', async () => {
		const { refused } = await send([{ ...row, phone: '12' }]);

		expect(refused).toMatchObject([{ details: { reason: 'invalidInput' } }]);
		expect(await keysLeft()).toBe(0);
	});
});

describe('a fallback', () => {
	const row = { phone: '9999988888', text: 'Hello', order: 'order 1042' };
	const windowTemplate = { values: { name: 'order_update_without_values', languageCode: 'en' } };
	const withFallbacks = (fields: INodeParameters): Partial<Run> => ({
		parameters: { ...textOfItem, additionalFields: { sendOnceKey: '={{ $json.order }}', ...fields } },
	});
	const toBoth = withFallbacks({ createContact: true, windowTemplate });

	beforeEach(() => {
		const [known] = simulator.state.templates;
		if (!known) throw new Error('The simulator has no templates');
		simulator.state.templates.push({
			...known,
			name: 'order_update_without_values',
			body: 'Your order is on its way.',
			header: null,
			header_format: null,
			buttons: [],
		});
	});

	test('goes under the key of its message: the customer gets one message', async () => {
		const { sent } = await send([row, row], toBoth);
		const again = await send([row], toBoth);

		expect(statuses([...sent, ...again.sent])).toEqual([accepted, skipped, skipped]);
		expect(simulator.state.messages).toMatchObject([{ type: 'Template', recipient: '+919999988888' }]);
		expect(simulator.state.contacts).toContainEqual(expect.objectContaining({ phone_number: '9999988888' }));
	});

	test('that is refused too leaves the key to the next', async () => {
		simulator.misbehave({
			match: { path: '/message/', times: 3 },
			effect: { kind: 'status', status: 400, message: 'Customer is not available for the organization' },
		});
		const first = await send([row], withFallbacks({ createContact: true }));
		expect(first.refused).toMatchObject([{ details: { reason: 'unknownCustomer' } }]);
		expect(await keysLeft()).toBe(0);
		simulator.misbehave();
		simulator.state.customerWrites({ phoneNumber: row.phone, countryCode: '+91' });

		expect(statuses((await send([row])).sent)).toEqual([accepted]);
		expect(sentTexts(simulator)).toEqual(['Hello']);
	});

	test('of which nobody knows whether it went out keeps the key', async () => {
		simulator.state.customerWrites({ phoneNumber: row.phone, countryCode: '+91' }, 0);
		simulator.misbehave({ match: { path: '/message/', nth: 2 }, effect: { kind: 'resetAfter' } });
		const { refused } = await send([row, row], withFallbacks({ windowTemplate }));

		expect(refused).toMatchObject([
			{ details: { status: 'unknown', reason: 'noAnswer' } },
			{ details: { status: 'unknown', reason: 'maybeSent' } },
		]);
		expect(simulator.state.messages).toHaveLength(1);
	});
});

describe('an empty key', () => {
	test.each(['', '   ', "={{ '' }}", '={{ null }}'])('is refused: %j', async (sendOnceKey) => {
		const parameters = { ...textOfItem, additionalFields: { sendOnceKey } };
		const { refused } = await send(rows.slice(0, 1), { parameters });

		expect(refused).toMatchObject([
			{ error: expect.stringMatching(/Send Once Key/), details: { reason: 'invalidInput' } },
		]);
		expect(simulator.state.requests).toEqual([]);
	});

	test('of one item stops the run before anything is sent, unless n8n is to continue', async () => {
		const given = rows.map((row, index) => (index === 7 ? { ...row, order: '' } : row));
		const { error } = await send(given, { onError: 'stopWorkflow' });

		expect(error?.message).toMatch(/Send Once Key/);
		expect(error?.description).toMatch(/Nothing was sent\.$/);
		expect(simulator.state.requests).toEqual([]);
	});
});

test('spaces around a key do not make it another one', async () => {
	const [row = {}] = rows;
	const { sent } = await send([row, { ...row, order: ' order 0\n' }]);

	expect(statuses(sent)).toEqual([accepted, skipped]);
});

test('a dry run takes no key', async () => {
	const additionalFields = { sendOnceKey: '={{ $json.order }}' };
	await send(rows, { parameters: { ...textOfItem, dryRun: true, additionalFields } });
	expect(await keysLeft()).toBe(0);

	expect(statuses((await send()).sent)).toEqual(rows.map(() => accepted));
});

describe("n8n's Retry On Fail", () => {
	const retryOnFail = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

	test('and the key together: a run that was tried three times and then run again sends each message once', async () => {
		simulator.misbehave({
			match: { path: '/message/', nth: 12 },
			effect: { kind: 'status', status: 503, processed: true },
		});
		const settings = { id: `node ${nodes}`, ...retryOnFail };
		const first = await send(rows, { onError: 'stopWorkflow', settings });
		const second = await send(rows, { settings });

		expect(first.error).toMatchObject({ context: { data: { notSent: '' } } });
		expect(second.refused).toMatchObject([{ details: { reason: 'maybeSent' } }]);
		expect(statuses(second.sent)).toEqual(rows.slice(1).map(() => skipped));
		expect(sentTexts(simulator).sort()).toEqual(all);
	});
});

describe('other operations with a key', () => {
	test.each<[string, INodeParameters, () => unknown[]]>([
		[
			'an event',
			{ resource: 'event', operation: 'track', phoneNumber: '={{ $json.phone }}', event: 'Order Placed' },
			() => simulator.state.events,
		],
		[
			'a template',
			{
				resource: 'message',
				operation: 'sendTemplate',
				phoneNumber: '={{ $json.phone }}',
				template: { __rl: true, mode: 'name', value: 'welcome_message' },
				languageCode: 'en',
				bodyValues: { values: [{ value: '={{ $json.text }}' }] },
			},
			() => simulator.state.messages,
		],
	])('%s goes out once', async (_, parameters, done) => {
		const additionalFields = { sendOnceKey: '={{ $json.order }}' };
		const twice = [...rows, ...rows];
		const { sent } = await send(twice, { parameters: { ...parameters, additionalFields } });

		expect(statuses(sent).sort()).toEqual([...rows.map(() => accepted), ...rows.map(() => skipped)]);
		expect(done()).toHaveLength(rows.length);
	});
});

test('an RCS template goes out once under its key', async () => {
	const template = { __rl: true, mode: 'name', value: 'order_update' };
	const parameters: INodeParameters = {
		resource: 'rcsMessage',
		operation: 'sendTemplate',
		phoneNumber: '={{ $json.phone }}',
		template,
		additionalFields: { sendOnceKey: '={{ $json.order }}' },
	};
	const [row = {}] = rows;
	const { sent } = await send([row, row], { parameters });

	expect(statuses(sent)).toEqual([accepted, skipped]);
	expect(simulator.state.messages).toMatchObject([{ channel: 'rcs', type: 'Template' }]);
});
