import { RateLimiter } from '../../../nodes/Interakt/delivery/rateLimiter';
import { Progress } from '../../../nodes/Interakt/delivery/progress';
import { notStarted, type Outcome } from '../../../nodes/Interakt/delivery/outcome';

const start = 1_000_000;
const accepted: Outcome<unknown> = { status: 'accepted', result: [] };
const rejected: Outcome<unknown> = {
	status: 'rejected',
	failure: { reason: 'refused', message: 'Interakt refused the request', description: 'Look at it.' },
};
const second = 1_000;

/** A run of so many items, with the lines that its log has. */
function runOf(total: number) {
	const lines: string[] = [];
	const progress = new Progress(total, start, (line) => lines.push(line));
	const finish = (count: number, outcome = accepted) => {
		for (let done = 0; done < count; done++) progress.finished(outcome);
	};
	return { progress, lines, finish };
}

const free = () => new RateLimiter(600, () => 0);

/** A rate limiter whose minute is used up at the start. */
function usedUp(): RateLimiter {
	const rateLimiter = new RateLimiter(2, () => 0);
	for (let request = 0; request < 2; request++) {
		rateLimiter.acquire(start);
		rateLimiter.release(start, { limited: false });
	}
	return rateLimiter;
}

test('a short run says nothing', () => {
	const { progress, lines, finish } = runOf(10);
	progress.report(start + 4 * second, free());
	finish(10);
	progress.end(start + 4.9 * second, false);

	expect(lines).toEqual([]);
});

test('a long run says how far it is and how fast it goes, every five seconds at most', () => {
	const { progress, lines, finish } = runOf(1_000);
	for (let at = 0; at <= 20; at++) {
		finish(10);
		progress.report(start + at * second, free());
	}

	expect(lines).toEqual([
		'60 of 1000 items done, 60 accepted, 720 a minute',
		'110 of 1000 items done, 110 accepted, 600 a minute',
		'160 of 1000 items done, 160 accepted, 600 a minute',
		'210 of 1000 items done, 210 accepted, 600 a minute',
	]);
});

test('what was not accepted is done, and counted apart', () => {
	const { progress, lines, finish } = runOf(9);
	finish(3);
	finish(2, rejected);
	progress.report(start + 6 * second, free());

	expect(lines).toEqual(['5 of 9 items done, 3 accepted, 50 a minute']);
});

test('says that it waits because the minute is used up, and how long', () => {
	const { progress, lines, finish } = runOf(9);
	finish(2);
	progress.report(start + 10 * second, usedUp());

	expect(lines).toEqual([
		'2 of 9 items done, 2 accepted, 12 a minute, waiting 50 s because the limit of the plan is used up',
	]);
});

test('says that it waits because of a 429, and how long', () => {
	const { progress, lines } = runOf(9);
	const rateLimiter = free();
	rateLimiter.acquire(start);
	rateLimiter.release(start + second, { limited: true, retryAfterMs: 20 * second });
	progress.report(start + 6 * second, rateLimiter);

	expect(lines).toEqual([
		'0 of 9 items done, 0 accepted, 0 a minute, waiting 15 s because Interakt answered 429',
	]);
});

test('a long run ends with how long it took', () => {
	const { progress, lines, finish } = runOf(5);
	finish(5);
	progress.end(start + 61 * second, false);

	expect(lines).toEqual(['5 of 5 items done, 5 accepted, finished after 61 s']);
});

test('a run that took five seconds was worth a line', () => {
	const { progress, lines, finish } = runOf(5);
	finish(5);
	progress.end(start + 5 * second, false);

	expect(lines).toEqual(['5 of 5 items done, 5 accepted, finished after 5 s']);
});

test('what was skipped is not done', () => {
	const { progress, lines, finish } = runOf(5);
	finish(2);
	finish(3, notStarted);
	progress.end(start + second, true);

	expect(lines).toEqual(['2 of 5 items done, 2 accepted, stopped after 1 s']);
});

test('a cancelled run says how far it came, however short it was', () => {
	const { progress, lines, finish } = runOf(5);
	finish(2);
	finish(1, rejected);
	progress.end(start + second, true);

	expect(lines).toEqual(['3 of 5 items done, 2 accepted, stopped after 1 s']);
});
