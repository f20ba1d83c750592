import type { Report } from '../host/progress.cts';
import type { BenchCase, Contestant, Measured, Round } from './case.cts';
import { shown } from './results.cts';
import type { Stage } from './stage.cts';

/** Runs work on a stage of its own. */
export type OnStage = <Result>(work: (stage: Stage) => Promise<Result>) => Promise<Result>;

const words = ({ seconds, cpuSeconds, peakMegabytes, received }: Measured) =>
	[
		`${shown(seconds)} s`,
		...(cpuSeconds === undefined ? [] : [`CPU ${shown(cpuSeconds)} s`]),
		...(peakMegabytes === undefined ? [] : [`peak ${shown(peakMegabytes)} MB`]),
		...(received ? [`${received.lost} lost, ${received.duplicates} twice, ${received.refused} × 429`] : []),
	].join(', ');

/** Measures one run and says what it came to. */
async function measure(
	each: BenchCase,
	contestant: Contestant,
	run: string,
	stage: Stage,
	report: Report,
): Promise<Measured> {
	const what = `${each.name}, ${contestant.name}, run ${run}`;
	report(`${what} …`);
	const measured = await contestant.measure(stage);
	report(`${what}: ${words(measured)}`);
	return measured;
}

/**
 * Measures those contestants of all cases that do little but wait, at the same time: one n8n for each round, all rounds
 * at once. One after the other they would take hours.
 */
export async function waitingRounds(
	cases: readonly BenchCase[],
	runsOf: (each: BenchCase) => number,
	onStage: OnStage,
	report: Report,
): Promise<Map<BenchCase, Round[]>> {
	const rounds = new Map(
		cases.map((each) => [each, Array.from({ length: runsOf(each) }, (): Round => ({}))]),
	);
	const pairs = cases.flatMap((each) =>
		each.contestants.filter(({ waits }) => waits).map((contestant) => ({ each, contestant })),
	);
	if (pairs.length === 0) return rounds;
	const inRound = (index: number) =>
		onStage((stage) =>
			Promise.all(
				pairs.map(async ({ each, contestant }) => {
					const round = rounds.get(each)?.[index];
					if (!round) return;
					const run = `${index + 1} of ${runsOf(each)}`;
					round[contestant.name] = await measure(each, contestant, run, stage, report);
				}),
			),
		);
	const most = Math.max(...pairs.map(({ each }) => runsOf(each)));
	await Promise.all(Array.from({ length: most }, (_, index) => inRound(index)));
	return rounds;
}

/** The same list, begun at another place. */
const begunAt = <Element,>(list: readonly Element[], place: number): Element[] => {
	const first = place % list.length;
	return [...list.slice(first), ...list.slice(0, first)];
};

/**
 * Measures the other contestants of a case, one after the other, and adds them to its rounds. Each round begins with
 * another one, because n8n is slower at what it does for the first time.
 */
export async function measureRounds(
	each: BenchCase,
	rounds: readonly Round[],
	onStage: OnStage,
	report: Report,
): Promise<void> {
	const contestants = each.contestants.filter(({ waits }) => !waits);
	for (const [index, round] of rounds.entries()) {
		await onStage(async (stage) => {
			for (const contestant of begunAt(contestants, index)) {
				const run = `${index + 1} of ${rounds.length}`;
				round[contestant.name] = await measure(each, contestant, run, stage, report);
			}
		});
	}
}
