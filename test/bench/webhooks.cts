/**
 * How fast webhooks are answered, by the package's trigger and by n8n's own Webhook node in the same n8n: at a rate that
 * n8n bears as it comes, and at 100 a second for a minute with the setting that many webhooks need. Interakt waits 3
 * seconds for an answer; what n8n itself takes is what a trigger has to be compared with.
 */
import { parseArgs } from 'node:util';

import { createCredential } from '../host/credentials.cts';
import { figures, sendLoad, type LoadAnswer } from '../host/load.cts';
import { MANY_WEBHOOKS } from '../host/manyWebhooks.cts';
import { startWithPackage, type Running } from '../host/running.cts';
import {
	interaktTriggerNode,
	noOperationNode,
	productionUrl,
	registered,
	webhookNode,
} from '../host/triggers.cts';
import { chain } from '../host/workflows.cts';
import { receivedText } from '../simulator/webhooks/received.cts';
import { ANSWER_LIMIT_MS } from '../simulator/webhooks/webhooks.cts';

/** One line of the bench. */
export interface Row {
	case: string;
	figure: string;
	goal: string;
	ok: boolean;
}

/** A load, and the n8n that gets it. */
export interface WebhooksCase {
	perSecond: number;
	/** How long the package's trigger gets its load; n8n's own node gets half of it before and half of it after. */
	seconds: number;
	/** How this n8n is told apart from others, and its settings. */
	n8n: string;
	environment: Record<string, string>;
}

export const CASES: WebhooksCase[] = [
	{ perSecond: 10, seconds: 30, n8n: 'n8n as it comes', environment: {} },
	{
		perSecond: 100,
		seconds: 60,
		n8n: 'n8n that makes sandboxes when they are needed',
		environment: MANY_WEBHOOKS,
	},
];

export type Report = (line: string) => void;

const SECRET = 'a secret for the bench only';
const WARM_UP_SECONDS = 3;
const MOST_TIMES_AS_LONG = 1.1;

const milliseconds = (ms: number) => `${ms.toFixed(1)} ms`;

/** An active workflow: the trigger, and a node that does nothing. */
interface Listening {
	workflowId: string;
	url: string;
}

async function activated(
	{ n8n }: Running,
	name: string,
	trigger: ReturnType<typeof webhookNode>,
): Promise<Listening> {
	const workflowId = await n8n.api.createWorkflow(chain(name, [trigger, noOperationNode('Done')]));
	await n8n.api.activate(workflowId);
	const url = productionUrl(n8n, trigger);
	await registered(url);
	return { workflowId, url };
}

const summary = (answers: LoadAnswer[]) => {
	const { sent, fine, others, median, p99, max, latestSend } = figures(answers);
	const other = Object.entries(others).map(([outcome, count]) => `, ${count} × ${outcome}`);
	return (
		`${fine} of ${sent} answered with 200${other.join('')}; median ${milliseconds(median)}, ` +
		`p99 ${milliseconds(p99)}, longest ${milliseconds(max)}; sender at most ${milliseconds(latestSend)} late`
	);
};

/** The rows of one case from what was measured. */
export function rows(
	{ perSecond, seconds, n8n }: WebhooksCase,
	ours: LoadAnswer[],
	theirs: LoadAnswer[],
	executions: number,
): Row[] {
	const [own, other] = [figures(ours), figures(theirs)];
	const ratio = own.median / other.median;
	const load = `${perSecond} webhooks a second for ${seconds} s, ${n8n}`;
	const keptUp = other.fine === other.sent ? '' : `, which answered ${other.fine} of ${other.sent}`;
	return [
		{
			case: `${load}: longest answer of the Interakt Trigger`,
			figure: `${own.fine} of ${own.sent} answered with 200, the last after ${milliseconds(own.max)}`,
			goal: `all within ${ANSWER_LIMIT_MS} ms`,
			ok: own.fine === own.sent && own.max <= ANSWER_LIMIT_MS,
		},
		{
			case: `${load}: median answer of the Interakt Trigger`,
			figure: `${milliseconds(own.median)}, ${ratio.toFixed(2)} × the Webhook node's ${milliseconds(other.median)}${keptUp}`,
			goal: `at most ${MOST_TIMES_AS_LONG} ×`,
			ok: ratio <= MOST_TIMES_AS_LONG,
		},
		{
			case: `${load}: executions of the Interakt Trigger`,
			figure: String(executions),
			goal: `one for each of ${own.sent} messages`,
			ok: executions === own.sent,
		},
	];
}

async function measured(running: Running, given: WebhooksCase, report: Report): Promise<Row[]> {
	const { n8n, interakt } = running;
	const { perSecond, seconds } = given;
	const credential = await createCredential(n8n.api, 'interaktApi', interakt, { webhookSecret: SECRET });
	const ours = await activated(
		running,
		'Bench: Interakt Trigger',
		interaktTriggerNode('Interakt Trigger', credential, { events: ['messageReceived'] }),
	);
	const theirs = await activated(running, 'Bench: Webhook', webhookNode('Webhook'));

	const measure = async (name: string, { url, workflowId }: Listening, length: number) => {
		const body = (index: number) => receivedText(`Message ${index}`);
		const answers = await sendLoad({ url, secret: SECRET, perSecond, seconds: length, body });
		report(`${perSecond}/s, ${name}, ${length} s: ${summary(answers)}`);
		// Nothing of one may be left to weigh on the next.
		await n8n.api.endedExecutions(workflowId);
		return answers;
	};
	for (const each of [theirs, ours]) await measure('warm-up', each, WARM_UP_SECONDS);
	const before = await n8n.api.endedExecutions(ours.workflowId);
	// Half before and half after: what grows with time, as n8n's database does, weighs on both alike.
	const first = await measure('Webhook node', theirs, seconds / 2);
	const own = await measure('Interakt Trigger', ours, seconds);
	const second = await measure('Webhook node', theirs, seconds / 2);
	const after = await n8n.api.endedExecutions(ours.workflowId);
	return rows(given, own, [...first, ...second], (after.success ?? 0) - (before.success ?? 0));
}

/** Starts an n8n for each case and measures in it. Takes about four minutes. */
export async function benchWebhooks(report: Report = () => undefined, cases = CASES): Promise<Row[]> {
	const all: Row[] = [];
	for (const each of cases) {
		const running = await startWithPackage(undefined, each.environment);
		try {
			all.push(...(await measured(running, each, report)));
		} finally {
			await running.stop();
		}
	}
	return all;
}

const HELP = `How fast webhooks are answered by the package's trigger, compared with n8n's own Webhook node in the same n8n.

  node --require tsx/cjs test/bench/webhooks.cts [options]

  --rate N      Only this many webhooks per second, in an n8n with the setting for many of them
  --seconds N   For this long (default 60)
  --help        Print this
`;

const say = (line: string) => void process.stdout.write(`${line}\n`);

async function main(): Promise<boolean> {
	const { values } = parseArgs({
		options: {
			rate: { type: 'string' },
			seconds: { type: 'string', default: '60' },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) {
		say(HELP);
		return true;
	}
	const [perSecond, seconds] = [Number(values.rate), Number(values.seconds)];
	const chosen = { perSecond, seconds, n8n: 'n8n for many webhooks', environment: MANY_WEBHOOKS };
	const all = await benchWebhooks(say, values.rate === undefined ? CASES : [chosen]);
	for (const row of all) say(`${row.ok ? 'ok  ' : 'MISS'} ${row.case}: ${row.figure} (goal: ${row.goal})`);
	return all.every(({ ok }) => ok);
}

if (require.main === module) {
	// So that n8n ends with us: it is ended when this process exits in good order.
	for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
	main().then(
		(ok) => {
			process.exitCode = ok ? 0 : 1;
		},
		(cause: Error) => {
			process.stderr.write(`${cause.message}\n`);
			process.exitCode = 1;
		},
	);
}
