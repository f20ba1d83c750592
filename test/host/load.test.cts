import { startReceiver, withStatus, type Receiver } from '../simulator/receiver.cts';
import { figures, quantile, sendLoad, type LoadAnswer } from './load.cts';

let receiver: Receiver;
beforeEach(async () => {
	receiver = await startReceiver();
});
afterEach(async () => await receiver.close());

const body = (index: number) => ({ index });

test('sends as many as it shall, each signed and only once', async () => {
	const answers = await sendLoad({ url: receiver.url, secret: 's', perSecond: 500, seconds: 0.2, body });

	expect(answers).toHaveLength(100);
	expect(receiver.bodies().map(({ index }) => index)).toEqual(expect.arrayContaining([0, 50, 99]));
	expect(new Set(receiver.calls.map(({ headers }) => headers['interakt-signature'])).size).toBe(100);
});

test('goes on sending while nothing is answered, and gives up what takes too long', async () => {
	receiver.answerWith(() => undefined);
	const answers = await sendLoad({ url: receiver.url, perSecond: 500, seconds: 0.1, body, limitMs: 200 });

	expect(receiver.calls).toHaveLength(50);
	expect(figures(answers)).toMatchObject({ sent: 50, fine: 0, others: { timedOut: 50 } });
});

test('tells every other answer apart', async () => {
	receiver.answerWith((response, { bytes }) => withStatus(bytes.includes('1') ? 503 : 200)(response));
	const answers = await sendLoad({ url: receiver.url, perSecond: 1000, seconds: 0.01, body });

	expect(figures(answers)).toMatchObject({ sent: 10, fine: 9, others: { '503': 1 } });
});

test('sums up the times of the answers, and how late the sender was', () => {
	const one = (ms: number): LoadAnswer => ({
		ms,
		lateMs: ms / 10,
		answer: { kind: 'answered', status: 200, body: '' },
	});
	const answers = Array.from({ length: 200 }, (_, index) => one(index + 1));

	expect(figures(answers)).toMatchObject({ median: 100, p99: 198, max: 200, latestSend: 20 });
	expect(quantile([3], 0.99)).toBe(3);
});
