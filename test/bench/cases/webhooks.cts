/** Webhooks: how fast calls are answered, compared with n8n's own Webhook node. */
import type { INode } from 'n8n-workflow';

import type { Credential } from '../../host/api.cts';
import { createCredential } from '../../host/credentials.cts';
import { figures, sendLoad, type LoadFigures } from '../../host/load.cts';
import { MANY_WEBHOOKS } from '../../host/manyWebhooks.cts';
import type { N8n } from '../../host/n8n.cts';
import {
	interaktTriggerNode,
	noOperationNode,
	productionUrl,
	registered,
	webhookNode,
} from '../../host/triggers.cts';
import { chain } from '../../host/workflows.cts';
import { receivedText } from '../../simulator/webhooks/received.cts';
import { ANSWER_LIMIT_MS } from '../../simulator/webhooks/webhooks.cts';
import { figure, inEveryRun, of, timeRatio, type BenchCase, type Contestant } from '../case.cts';
import { withInterakt } from '../messages.cts';
import type { Stage } from '../stage.cts';

const SECRET = 'a secret for the bench only';
const WARM_UP_SECONDS = 3;

interface Load {
	perSecond: number;
	seconds: number;
	/** n8n's settings. */
	environment: NodeJS.ProcessEnv;
}

/** An active workflow of a trigger and a node that does nothing. */
async function listening(n8n: N8n, trigger: INode) {
	const workflowId = await n8n.api.createWorkflow(chain('Webhooks', [trigger, noOperationNode('Done')]));
	await n8n.api.activate(workflowId);
	const url = productionUrl(n8n, trigger);
	await registered(url);
	const executions = async () => (await n8n.api.endedExecutions(workflowId)).success ?? 0;
	return { url, executions };
}

/** What a load came to. */
interface Borne extends LoadFigures {
	/** Webhooks without an execution that ended well. */
	withoutExecution: number;
}

type TriggerOf = (credential: Credential) => INode;

const TRIGGERS: Array<[name: Contestant['name'], triggerOf: TriggerOf]> = [
	['ours', (credential) => interaktTriggerNode('Start', credential, { events: ['messageReceived'] })],
	['Webhook', () => webhookNode('Start')],
];

/** Sends a load to an n8n that has done nothing before, and waits until its executions have ended. */
async function bear(
	stage: Stage,
	triggerOf: TriggerOf,
	{ perSecond, seconds, environment }: Load,
): Promise<Borne> {
	const n8n = await stage.freshN8n(environment);
	return await withInterakt({}, async (interakt) => {
		const credential = await createCredential(n8n.api, 'interaktApi', interakt, { webhookSecret: SECRET });
		const { url, executions } = await listening(n8n, triggerOf(credential));
		const body = (index: number) => receivedText(`Message ${index}`);
		const load = (length: number) => sendLoad({ url, secret: SECRET, perSecond, seconds: length, body });
		await load(WARM_UP_SECONDS);
		const before = await executions();
		const borne = figures(await load(seconds));
		return { ...borne, withoutExecution: borne.sent - ((await executions()) - before) };
	});
}

const LONGEST = 'longest answer in ms';
const NOT_ANSWERED = 'not answered';
const WITHOUT_EXECUTION = 'without an execution';

const webhooks = (name: string, words: string, load: Load): BenchCase => ({
	name,
	title: `${load.perSecond} webhooks a second for ${load.seconds} s, ${words}: median answer`,
	floor: 'what n8n takes to find the workflow and to call a node',
	contestants: TRIGGERS.map(([contestant, triggerOf]) => ({
		name: contestant,
		async measure(stage) {
			const { sent, fine, median, max, withoutExecution } = await bear(stage, triggerOf, load);
			return {
				seconds: median / 1000,
				more: { [LONGEST]: max, [NOT_ANSWERED]: sent - fine, [WITHOUT_EXECUTION]: withoutExecution },
			};
		},
	})),
	goals: [
		timeRatio('Webhook', 1.1),
		inEveryRun(LONGEST, 'at most', ANSWER_LIMIT_MS),
		inEveryRun(NOT_ANSWERED, 'at most', 0),
		inEveryRun(WITHOUT_EXECUTION, 'at most', 0),
	],
});

/** At a rate that n8n bears as it comes, and at one for which it has to be told how to spare itself. */
export const webhookLoads: BenchCase[] = [
	webhooks('webhooks', 'n8n as it comes', { perSecond: 10, seconds: 30, environment: {} }),
	webhooks('webhooks-many', 'n8n set for many', { perSecond: 100, seconds: 60, environment: MANY_WEBHOOKS }),
];

const STEP = 25;
const MOST = 400;
const SECONDS = 60;
/** A rate that is far too high shows it at once, and leaves fewer executions to wait for. */
const FIRST_SECONDS = 10;
const P99_LIMIT_MS = 1000;
const HIGHEST = 'highest rate a second';

/** The highest multiple of the step up to the most that holds, found by halving; 0 when none does. */
export async function highest(holds: (rate: number) => Promise<boolean>): Promise<number> {
	let [held, broke] = [0, MOST / STEP + 1];
	while (broke - held > 1) {
		const tried = Math.floor((held + broke) / 2);
		if (await holds(tried * STEP)) held = tried;
		else broke = tried;
	}
	return held * STEP;
}

export const webhookRate: BenchCase = {
	name: 'webhooks-rate',
	title: `the highest rate of webhooks for ${SECONDS} s at which none is lost and p99 is under 1 s: median answer`,
	floor:
		'what n8n takes to run a workflow of two nodes and to store that: it has one process, which does both',
	runs: 1,
	contestants: TRIGGERS.map(([name, triggerOf]) => ({
		name,
		async measure(stage) {
			const medians = new Map<number, number>([[0, NaN]]);
			const isBorne = async (perSecond: number, seconds: number) => {
				const load = { perSecond, seconds, environment: MANY_WEBHOOKS };
				const { sent, fine, median, p99, withoutExecution } = await bear(stage, triggerOf, load);
				medians.set(perSecond, median);
				return fine === sent && withoutExecution === 0 && p99 < P99_LIMIT_MS;
			};
			const rate = await highest(
				async (perSecond) => (await isBorne(perSecond, FIRST_SECONDS)) && (await isBorne(perSecond, SECONDS)),
			);
			return { seconds: figure(medians.get(rate)) / 1000, more: { [HIGHEST]: rate } };
		},
	})),
	goals: [
		{
			figure: `${HIGHEST} ÷ Webhook`,
			bound: 'at least',
			limit: 2,
			of: (round) => figure(of(round, 'ours').more?.[HIGHEST]) / figure(of(round, 'Webhook').more?.[HIGHEST]),
		},
	],
};
