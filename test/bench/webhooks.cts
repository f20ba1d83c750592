/**
 * How fast webhooks are answered: 100 a second for a minute, by the package's trigger and by n8n's own Webhook node in
 * the same n8n. Interakt waits 3 seconds for an answer, and what n8n itself takes is the least that a trigger can take.
 */
import { parseArgs } from 'node:util';

import { createCredential } from '../host/credentials.cts';
import { figures, sendLoad, type LoadAnswer } from '../host/load.cts';
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

export interface WebhooksBench {
	perSecond?: number;
	/** How long the package's trigger gets its load; n8n's own node gets half of it before and half of it after. */
	seconds?: number;
	/** Told what is being measured. */
	report?: (line: string) => void;
}

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

/** The rows of the bench from what was measured. */
export function rows(
	ours: LoadAnswer[],
	theirs: LoadAnswer[],
	executions: number,
	perSecond: number,
	seconds: number,
): Row[] {
	const [own, other] = [figures(ours), figures(theirs)];
	const ratio = own.median / other.median;
	const load = `${perSecond} webhooks a second for ${seconds} s`;
	return [
		{
			case: `${load}: longest answer of the Interakt Trigger`,
			figure: `${milliseconds(own.max)} (p99 ${milliseconds(own.p99)})`,
			goal: `all ${own.sent} answered with 200 within ${ANSWER_LIMIT_MS} ms`,
			ok: own.fine === own.sent && own.max <= ANSWER_LIMIT_MS,
		},
		{
			case: `${load}: median of the Interakt Trigger`,
			figure: `${milliseconds(own.median)}, ${ratio.toFixed(2)} × the Webhook node's ${milliseconds(other.median)}`,
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

/** Measures in an n8n that runs. Takes a little more than twice `seconds`. */
export async function benchWebhooks(
	running: Running,
	{ perSecond = 100, seconds = 60, report = () => undefined }: WebhooksBench = {},
): Promise<Row[]> {
	const { n8n, interakt } = running;
	const credential = await createCredential(n8n.api, 'interaktApi', interakt, { webhookSecret: SECRET });
	const ours = await activated(
		running,
		'Bench: Interakt Trigger',
		interaktTriggerNode('Interakt Trigger', credential, { events: ['messageReceived'] }),
	);
	const theirs = await activated(running, 'Bench: Webhook', webhookNode('Webhook'));

	const measure = async (name: string, { url }: Listening, length: number) => {
		const body = (index: number) => receivedText(`Message ${index}`);
		const answers = await sendLoad({ url, secret: SECRET, perSecond, seconds: length, body });
		report(`${name}, ${length} s: ${summary(answers)}`);
		return answers;
	};
	for (const each of [theirs, ours]) await measure('Warm-up', each, WARM_UP_SECONDS);
	const warmUp = perSecond * WARM_UP_SECONDS;
	// Half before and half after: what grows with time, as n8n's database does, weighs on both alike.
	const before = await measure('Webhook node', theirs, seconds / 2);
	const own = await measure('Interakt Trigger', ours, seconds);
	const after = await measure('Webhook node', theirs, seconds / 2);
	const ended = await n8n.api.endedExecutions(ours.workflowId);
	return rows(own, [...before, ...after], (ended.success ?? 0) - warmUp, perSecond, seconds);
}

const HELP = `How fast webhooks are answered by the package's trigger, compared with n8n's own Webhook node.

  node --require tsx/cjs test/bench/webhooks.cts [options]

  --rate N      Webhooks per second (default 100)
  --seconds N   How long the trigger gets them (default 60); the Webhook node gets as many
  --help        Print this
`;

async function main(): Promise<boolean> {
	const { values } = parseArgs({
		options: {
			rate: { type: 'string', default: '100' },
			seconds: { type: 'string', default: '60' },
			help: { type: 'boolean', default: false },
		},
	});
	const say = (line: string) => void process.stdout.write(`${line}\n`);
	if (values.help) {
		say(HELP);
		return true;
	}
	const running = await startWithPackage();
	try {
		const measured = await benchWebhooks(running, {
			perSecond: Number(values.rate),
			seconds: Number(values.seconds),
			report: say,
		});
		for (const row of measured)
			say(`${row.ok ? 'ok  ' : 'MISS'} ${row.case}: ${row.figure} (goal: ${row.goal})`);
		return measured.every(({ ok }) => ok);
	} finally {
		await running.stop();
	}
}

if (require.main === module) {
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
