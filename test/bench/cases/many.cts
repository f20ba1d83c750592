/** What becomes of an n8n that runs very many items at once. */
import { figure, inEveryRun, of, type BenchCase, type Contestant } from '../case.cts';
import { watchHealth } from '../health.cts';
import { send } from '../messages.cts';
import { bare, ours, plain, type Sender } from '../workload.cts';
import { nothingLostOrTwice } from './limited.cts';

const FEW = 5_000;
const MANY = 50_000;
const SERVER = { latency: 100 };

const PER_ITEM = 'time per item ÷ that of 5,000 items';
const LONGEST = 'longest answer of n8n to others in ms';

/** Sends few messages, then many, in one n8n. */
const contestant = (name: Contestant['name'], sender: Sender): Contestant => ({
	name,
	async measure(stage) {
		const n8n = await stage.freshN8n();
		const few = await send(n8n, sender, FEW, SERVER);
		const health = watchHealth(n8n.url);
		const many = await send(n8n, sender, MANY, SERVER);
		const longest = await health.stop();
		const perItem = many.seconds / MANY / (few.seconds / FEW);
		return { ...many, more: { [PER_ITEM]: perItem, [LONGEST]: longest } };
	},
});

export const many: BenchCase = {
	name: 'many',
	title: '50,000 template messages in one run, no limit, 100 ms',
	floor:
		'the bare node: what n8n itself takes and holds for 50,000 requests, whose results it stores in one go',
	runs: 1,
	contestants: [contestant('ours', ours), contestant('HTTP Request', plain), contestant('bare', bare)],
	goals: [
		inEveryRun(PER_ITEM, 'at most', 1.1),
		{
			figure: 'growth of memory ÷ HTTP Request',
			bound: 'at most',
			limit: 0.4,
			of: (round) =>
				figure(of(round, 'ours').grownMegabytes) / figure(of(round, 'HTTP Request').grownMegabytes),
		},
		inEveryRun(LONGEST, 'at most', 1000),
		...nothingLostOrTwice,
	],
};
