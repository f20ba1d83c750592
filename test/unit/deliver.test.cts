import { deliver } from '../../nodes/Interakt/delivery/deliver';
import type { Attempt } from '../../nodes/Interakt/transport/reply';
import type { InteraktRequest } from '../../nodes/Interakt/transport/request';

const request = (recipient: string): InteraktRequest => ({
	method: 'POST',
	path: '/message/',
	effect: 'send',
	recipient,
});
const answer = (status: number): Attempt => ({ reply: { status, headers: {}, body: { result: true } } });
const entries = Array.from({ length: 20 }, (_, index) => request(`${index}`));
const plain = { concurrency: 4, stopAtFirst: false, cancelled: () => false, now: () => 0 };

test('outcomes keep the order of the requests, whichever answer comes first', async () => {
	const outcomes = await deliver(entries, {
		...plain,
		send: async ({ recipient }) => {
			for (let turns = 20 - Number(recipient); turns > 0; turns--) await Promise.resolve();
			return answer(Number(recipient) % 3 === 0 ? 400 : 200);
		},
	});

	expect(outcomes.map(({ status }) => status)).toEqual(
		entries.map((_, index) => (index % 3 === 0 ? 'rejected' : 'accepted')),
	);
});

test('never are more requests on their way than allowed', async () => {
	let onTheirWay = 0;
	let most = 0;
	await deliver(entries, {
		...plain,
		send: async () => {
			most = Math.max(most, ++onTheirWay);
			await new Promise(setImmediate);
			onTheirWay--;
			return answer(200);
		},
	});

	expect(most).toBe(4);
});

test('after a cancel nothing more is started, and what was on its way has its outcome', async () => {
	const started: string[] = [];
	const outcomes = await deliver(entries, {
		...plain,
		cancelled: () => started.length >= 6,
		send: async ({ recipient = '' }) => {
			started.push(recipient);
			await new Promise(setImmediate);
			return answer(200);
		},
	});

	const statuses = outcomes.map(({ status }) => status);
	expect(outcomes).toHaveLength(20);
	expect(statuses.filter((status) => status === 'accepted')).toHaveLength(started.length);
	expect(statuses.filter((status) => status === 'skipped')).toHaveLength(20 - started.length);
});

test('what was refused before passes through without being sent', async () => {
	const refused = {
		status: 'rejected',
		failure: { reason: 'invalidInput', message: 'Text is empty', description: 'Fill in Text.' },
	} as const;
	const sent: InteraktRequest[] = [];
	const outcomes = await deliver([request('a'), refused, request('b')], {
		...plain,
		stopAtFirst: true,
		send: async (one) => {
			sent.push(one);
			return answer(200);
		},
	});

	expect(outcomes.map(({ status }) => status)).toEqual(['accepted', 'rejected', 'accepted']);
	expect(sent.map(({ recipient }) => recipient)).toEqual(['a', 'b']);
});
