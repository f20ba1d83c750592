import type { Send, NotAccepted, Outcome } from '../../../nodes/Interakt/delivery/outcome';
import { deliver, Stop, type Task, unstoppable } from '../../../nodes/Interakt/delivery/queue';
import type { InteraktRequest } from '../../../nodes/Interakt/transport/request';
import { bugs } from '../../../package.json';

const request = (recipient: string): InteraktRequest => ({
	method: 'POST',
	path: '/message/',
	effect: 'send',
	recipient,
});
const accepted: Outcome = { status: 'accepted', result: { status: 200, headers: {}, body: {} } };
const rejected: NotAccepted = {
	status: 'rejected',
	failure: { reason: 'refused', message: 'Interakt refused the request', description: 'Look at it.' },
};

/** A task of one request. */
const task = (recipient: string, name = recipient): Task<string> => ({
	recipient,
	async carryOut(send) {
		const outcome = await send(request(name));
		return outcome.status === 'accepted' ? { status: 'accepted', result: name } : outcome;
	},
});
const tasks = Array.from({ length: 20 }, (_, index) => task(`${index}`));
const send: Send = async () => accepted;
const plain = { concurrency: 4, send, stopAtFirst: false, stop: unstoppable };
const statuses = (outcomes: ReadonlyArray<Outcome<string>>) => outcomes.map(({ status }) => status);

test('outcomes keep the order of the tasks, whichever answer comes first', async () => {
	const outcomes = await deliver(tasks, {
		...plain,
		send: async ({ recipient }) => {
			for (let turns = 20 - Number(recipient); turns > 0; turns--) await Promise.resolve();
			return Number(recipient) % 3 === 0 ? rejected : accepted;
		},
	});

	expect(outcomes).toEqual(
		tasks.map((_, index) => (index % 3 === 0 ? rejected : { status: 'accepted', result: `${index}` })),
	);
});

test('never are more tasks in flight than allowed', async () => {
	let inFlight = 0;
	let most = 0;
	await deliver(tasks, {
		...plain,
		send: async () => {
			most = Math.max(most, ++inFlight);
			await new Promise(setImmediate);
			inFlight--;
			return accepted;
		},
	});

	expect(most).toBe(4);
});

test('tasks of one recipient go one after the other, in their order, while others overtake them', async () => {
	const entries = Array.from({ length: 30 }, (_, index) =>
		task(['one', 'two', 'three'][index % 3] ?? '', `${index}`),
	);
	const inFlight = new Set<string>();
	const finished: number[] = [];
	await deliver(entries, {
		...plain,
		concurrency: 5,
		send: async ({ recipient: name = '' }) => {
			const whose = `${Number(name) % 3}`;
			expect(inFlight).not.toContain(whose);
			inFlight.add(whose);
			// The first recipient is slow.
			for (let turns = whose === '0' ? 5 : 1; turns > 0; turns--) await new Promise(setImmediate);
			inFlight.delete(whose);
			finished.push(Number(name));
			return accepted;
		},
	});

	for (const whose of [0, 1, 2]) {
		const own = finished.filter((index) => index % 3 === whose);
		expect(own).toEqual(Array.from({ length: 10 }, (_, index) => index * 3 + whose));
	}
	expect(finished).not.toEqual([...finished].sort((one, other) => one - other));
});

test('tasks without a recipient do not wait for one another', async () => {
	let inFlight = 0;
	let most = 0;
	const entries = Array.from({ length: 8 }, (): Task<string> => {
		const { carryOut } = task('any');
		return { carryOut };
	});
	await deliver(entries, {
		...plain,
		send: async () => {
			most = Math.max(most, ++inFlight);
			await new Promise(setImmediate);
			inFlight--;
			return accepted;
		},
	});

	expect(most).toBe(4);
});

test('no more workers than tasks, and none at all for no tasks', async () => {
	expect(await deliver([], plain)).toEqual([]);
	expect(statuses(await deliver(tasks.slice(0, 2), { ...plain, concurrency: 200 }))).toEqual([
		'accepted',
		'accepted',
	]);
});

test('a recipient whose tasks have ended may come again later', async () => {
	const sent: string[] = [];
	const entries = ['a', 'b', 'a', 'c', 'a'].map((recipient, index) =>
		task(recipient, `${recipient}${index}`),
	);
	const outcomes = await deliver(entries, {
		...plain,
		concurrency: 1,
		send: async ({ recipient: name = '' }) => {
			sent.push(name);
			return accepted;
		},
	});

	expect(sent).toEqual(['a0', 'b1', 'a2', 'c3', 'a4']);
	expect(statuses(outcomes)).toEqual(Array(5).fill('accepted'));
});

test('a run that is not to stop goes on after a refusal, and each outcome is told of as it comes', async () => {
	const told: string[] = [];
	const outcomes = await deliver(tasks.slice(0, 4), {
		...plain,
		concurrency: 1,
		send: async ({ recipient }) => (recipient === '1' ? rejected : accepted),
		finished: ({ status }) => told.push(status),
	});

	expect(statuses(outcomes)).toEqual(['accepted', 'rejected', 'accepted', 'accepted']);
	expect(told).toEqual(statuses(outcomes));
});

test('after a cancel nothing more is started, and what was in flight has its outcome', async () => {
	const started: string[] = [];
	const outcomes = await deliver(tasks, {
		...plain,
		stop: new Stop(() => started.length >= 6),
		send: async ({ recipient = '' }) => {
			started.push(recipient);
			await new Promise(setImmediate);
			return accepted;
		},
	});

	expect(outcomes).toHaveLength(20);
	expect(statuses(outcomes).filter((status) => status === 'accepted')).toHaveLength(started.length);
	expect(statuses(outcomes).filter((status) => status === 'skipped')).toHaveLength(20 - started.length);
	expect(started.length).toBeLessThan(20);
});

test('what waits for its recipient is not started after a cancel either', async () => {
	let sent = 0;
	const entries = Array.from({ length: 5 }, (_, index) => task('one', `${index}`));
	const outcomes = await deliver(entries, {
		...plain,
		stop: new Stop(() => sent === 2),
		send: async () => {
			sent++;
			await new Promise(setImmediate);
			return accepted;
		},
	});

	expect(statuses(outcomes)).toEqual(['accepted', 'accepted', 'skipped', 'skipped', 'skipped']);
});

test('after the first refusal nothing more is started, when told so', async () => {
	const outcomes = await deliver(tasks, {
		...plain,
		concurrency: 1,
		stopAtFirst: true,
		stop: new Stop(() => false),
		send: async ({ recipient }) => (recipient === '2' ? rejected : accepted),
	});

	expect(statuses(outcomes)).toEqual([
		'accepted',
		'accepted',
		'rejected',
		...Array.from({ length: 17 }, () => 'skipped'),
	]);
});

test('what was refused before passes through without being sent', async () => {
	const sent: string[] = [];
	const outcomes = await deliver([task('a'), rejected, task('b')], {
		...plain,
		stopAtFirst: true,
		stop: new Stop(() => false),
		send: async ({ recipient = '' }) => {
			sent.push(recipient);
			return accepted;
		},
	});

	expect(statuses(outcomes)).toEqual(['accepted', 'rejected', 'accepted']);
	expect(outcomes[1]).toBe(rejected);
	expect(sent).toEqual(['a', 'b']);
});

describe('a task that throws', () => {
	const faults: Record<string, () => Promise<never>> = {
		'before its request': async () => await Promise.reject(new TypeError('x is not a function')),
		'at once': () => {
			throw new TypeError('x is not a function');
		},
	};
	const throwing = (recipient: string, carryOut = faults['before its request']): Task<string> => ({
		recipient,
		carryOut: carryOut as Task<string>['carryOut'],
	});

	test.each(Object.entries(faults))('%s is unknown, and says what to do', async (_, carryOut) => {
		const heard: unknown[] = [];
		const [outcome] = await deliver([throwing('a', carryOut)], {
			...plain,
			threw: (cause) => heard.push(cause),
		});

		expect(outcome).toMatchObject({ status: 'unknown', failure: { reason: 'internalError' } });
		const { message = '', description = '' } = (outcome as NotAccepted).failure;
		expect(message).toMatch(/error in this node.*x is not a function/);
		expect(description).toMatch(/look in Interakt before/);
		expect(description).toContain(bugs.url);
		expect(heard).toEqual([expect.any(TypeError)]);
	});

	test('after Interakt has taken its request is unknown too', async () => {
		const entry: Task<string> = {
			async carryOut(send) {
				await send(request('a'));
				throw new Error('The answer could not be shown');
			},
		};

		expect(statuses(await deliver([entry], plain))).toEqual(['unknown']);
	});

	test('takes no other outcome with it', async () => {
		const entries = tasks.map((entry, index) => (index % 5 === 2 ? throwing(`${index}`) : entry));
		const finished: string[] = [];
		const outcomes = await deliver(entries, {
			...plain,
			send: async () => {
				await new Promise(setImmediate);
				return accepted;
			},
			finished: ({ status }) => finished.push(status),
		});

		expect(statuses(outcomes)).toEqual(tasks.map((_, index) => (index % 5 === 2 ? 'unknown' : 'accepted')));
		expect(finished).toHaveLength(20);
	});

	test('lets what waits for its recipient go on', async () => {
		const outcomes = await deliver(
			[task('one', 'a'), throwing('one'), task('one', 'b'), task('one', 'c')],
			plain,
		);

		expect(statuses(outcomes)).toEqual(['accepted', 'unknown', 'accepted', 'accepted']);
	});

	test('stops a run that is to stop, and what is in flight has its outcome', async () => {
		const entries = tasks.map((entry, index) => (index === 6 ? throwing('6') : entry));
		const outcomes = await deliver(entries, {
			...plain,
			stopAtFirst: true,
			stop: new Stop(() => false),
			send: async () => {
				await new Promise(setImmediate);
				return accepted;
			},
		});

		expect(outcomes).toHaveLength(20);
		expect(statuses(outcomes).filter((status) => status === 'unknown')).toHaveLength(1);
		expect(statuses(outcomes).slice(10)).toEqual(Array(10).fill('skipped'));
	});
});
