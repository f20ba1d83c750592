/**
 * `pnpm proof`: what this package promises about delivery and triggers, counted at a simulated Interakt while much
 * goes wrong.
 */
import { randomInt } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';

import { writeSection } from '../bench/document.cts';
import { HOSTS } from '../host/hosts.cts';
import { HostSetUp } from '../host/setUp.cts';
import { drawnFor, holds, type Proof, type ProofResult } from './case.cts';
import { asking } from './proofs/asking.cts';
import { chaos } from './proofs/chaos.cts';
import { contactTrigger } from './proofs/contactTrigger.cts';
import { crash, shutdown } from './proofs/crash.cts';
import { queue } from './proofs/queue.cts';
import { replays } from './proofs/replays.cts';
import { soak } from './proofs/soak.cts';
import { webhooks } from './proofs/webhooks.cts';
import { counted, sectionOf, type Report } from './report.cts';

const allProofs: readonly Proof[] = [
	chaos,
	crash,
	shutdown,
	queue,
	webhooks,
	replays,
	asking,
	contactTrigger,
	soak,
];

const HELP = `What this package promises, counted at an Interakt that runs on this machine, in a real n8n.

  pnpm proof [options]

  --only NAME        This proof alone; may be given several times:
${allProofs.map(({ name, title }) => `                       ${name.padEnd(16)} ${title}`).join('\n')}
  --seed N           Draws the same faults and moments as the run that printed this seed
  --quick            Smaller numbers: some five minutes instead of an hour
  --document         Put the report into docs/reliability.md, in place of what stands there of these proofs
  --outputFile FILE  Write the report there, as JSON
  --from FILE        Prove nothing: take the report of this file
  --help             Print this

The exit code is 1 when something does not hold. The order in which things happen in n8n is not drawn from the seed, so
the counts of two runs with one seed differ a little.
`;

const OPTIONS = {
	only: { type: 'string', multiple: true },
	seed: { type: 'string' },
	quick: { type: 'boolean', default: false },
	document: { type: 'boolean', default: false },
	outputFile: { type: 'string' },
	from: { type: 'string' },
	// What Jest calls the form of its report: the counts have the same names here.
	json: { type: 'boolean', default: false },
	help: { type: 'boolean', default: false },
} as const;

const say = (text: string) => void process.stdout.write(`${new Date().toTimeString().slice(0, 8)} ${text}\n`);

function chosen(names: readonly string[] | undefined): readonly Proof[] {
	return (
		names?.map((name) => {
			const found = allProofs.find((each) => each.name === name);
			if (!found) throw new Error(`--only ${name}: use ${allProofs.map((each) => each.name).join(', ')}`);
			return found;
		}) ?? allProofs
	);
}

function seedOf(text: string | undefined): number {
	const seed = text === undefined ? randomInt(1, 1_000_000) : Number(text);
	if (!Number.isInteger(seed) || seed < 1) throw new Error(`--seed ${text}: use a whole number from 1`);
	return seed;
}

/** Of the proofs that need not run alone, so many run beside each other: much of what they do is waiting. */
const BESIDE = 2;

/** Proves all of it, what has to run alone last; gives the results in the order of the proofs. */
async function proveAll(proofs: readonly Proof[], seed: number, isQuick: boolean): Promise<ProofResult[]> {
	const results = new Map<Proof, ProofResult>();
	const run = async (waiting: Proof[]) => {
		for (let each = waiting.shift(); each; each = waiting.shift())
			results.set(each, await prove(each, seed, isQuick));
	};
	const beside = proofs.filter(({ alone }) => !alone);
	await Promise.all(Array.from({ length: BESIDE }, () => run(beside)));
	await run(proofs.filter(({ alone }) => alone));
	return proofs.flatMap((each) => results.get(each) ?? []);
}

/** Proves one thing, on a set-up of its own. */
async function prove(
	{ name, title, prove: work }: Proof,
	seed: number,
	isQuick: boolean,
): Promise<ProofResult> {
	const setUp = new HostSetUp();
	const start = Date.now();
	const seconds = () => Math.round((Date.now() - start) / 1000);
	say(`${name}: ${title}`);
	try {
		const claims = await work({
			setUp,
			seed,
			random: drawnFor(name, seed),
			size: <Thing,>(quick: Thing, full: Thing) => (isQuick ? quick : full),
			say: (line) => say(`${name}: ${line}`),
		});
		say(`${name}: done in ${seconds()} s`);
		for (const claim of claims) {
			const wanted = claim.bound === undefined ? '' : ` (${claim.bound} ${claim.limit})`;
			say(`${holds(claim) ? '  ' : '✕ '}${claim.claim}: ${claim.counted}${wanted}`);
		}
		return { name, title, seconds: seconds(), claims };
	} catch (cause) {
		const failure = cause instanceof Error ? cause.message : String(cause);
		say(`✕ ${name} did not come to its end: ${failure}`);
		return { name, title, seconds: seconds(), claims: [], failure };
	} finally {
		await setUp.end();
	}
}

async function main(): Promise<number> {
	const { values } = parseArgs({ options: OPTIONS });
	if (values.help) {
		process.stdout.write(HELP);
		return 0;
	}
	let report: Report;
	if (values.from !== undefined) report = JSON.parse(await readFile(values.from, 'utf8')) as Report;
	else {
		const seed = seedOf(values.seed);
		say(`Seed ${seed}`);
		const proofs = await proveAll(chosen(values.only), seed, values.quick);
		const at = new Date().toISOString();
		report = { at, n8n: HOSTS.newest.version, seed, quick: values.quick, proofs, ...counted(proofs) };
	}
	if (values.outputFile !== undefined) await writeFile(values.outputFile, JSON.stringify(report, null, 2));
	if (values.document) {
		const titles = allProofs.map(({ title }) => title);
		const section = (before: string) => sectionOf(report, titles, before);
		say(`Report: ${await writeSection('reliability.md', 'pnpm proof --document', section)}`);
	}
	say(`Seed ${report.seed}: ${report.numPassedTests} hold, ${report.numFailedTests} do not`);
	return report.numFailedTests === 0 ? 0 : 1;
}

// Ctrl+C ends at once; what was started ends with this process.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130));

main().then(
	(exitCode) => process.exit(exitCode),
	(cause: Error) => {
		process.stderr.write(`${cause.stack}\n`);
		process.exit(1);
	},
);
