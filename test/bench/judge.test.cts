import type { Goal, Round } from './case.cts';
import { judge } from './judge.cts';

const rounds: Round[] = [3, 1, 2].map((seconds) => ({ ours: { seconds } }));
const seconds: Goal = {
	figure: 'time',
	bound: 'at most',
	limit: 2,
	of: (round) => round.ours?.seconds ?? NaN,
};
const judged = (changes: Partial<Goal>) => judge({ goals: [{ ...seconds, ...changes }] }, rounds)[0];

test('the median counts, and a bound belongs to what is within', () => {
	expect(judged({})).toMatchObject({ values: [3, 1, 2], value: 2, met: true });
	expect(judged({ limit: 1.99 })).toMatchObject({ value: 2, met: false });
});

test('where every run has to meet the goal, the worst counts', () => {
	expect(judged({ everyRun: true })).toMatchObject({ value: 3, met: false });
	expect(judged({ everyRun: true, bound: 'at least' })).toMatchObject({ value: 1, met: false });
	expect(judged({ everyRun: true, bound: 'at least', limit: 1 })).toMatchObject({ met: true });
});

test('with an even number of runs the median lies between the two in the middle', () => {
	expect(judge({ goals: [seconds] }, rounds.slice(0, 2))[0]).toMatchObject({ value: 2 });
});

test('what could not be measured meets no goal', () => {
	expect(judge({ goals: [seconds] }, [{}])[0]?.met).toBe(false);
});
