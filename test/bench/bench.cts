/**
 * `pnpm bench`: how fast the nodes are in a real n8n, beside what a person would do without them, and whether the goals
 * are met.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { HostSetUp } from '../host/setUp.cts';
import { cases as allCases } from './cases/all.cts';
import type { BenchCase } from './case.cts';
import { writeTables } from './document.cts';
import { caseResults, circumstances, shortfalls, type Results } from './results.cts';
import { measureRounds, waitingRounds, type OnStage } from './rounds.cts';
import { onStage } from './stage.cts';
import { tables } from './table.cts';
import { assertMeasurable } from './usage.cts';

/** Unless a case or `--runs` says something else. */
const RUNS = 3;

const RESULTS_FILE = 'bench-results.json';

const HELP = `How fast the nodes are in a real n8n, compared with the HTTP Request node, against an Interakt that runs on this machine.

  pnpm bench [options]

  --only CASE       Run this case alone; may be given several times:
${allCases.map(({ name, title }) => `                      ${name.padEnd(15)} ${title}`).join('\n')}
  --runs N          Runs of each contestant (default 3, or 1 where a run takes many minutes)
  --json FILE       Where the results go (default ${RESULTS_FILE})
  --from FILE       Measure nothing: take the results of this file; may be given several times, for files of other
                    cases
  --document        Put the tables into docs/performance.md
  --check           Exit with 1 when a goal is not met, and name those
  --profile FOLDER  Have every n8n leave a CPU profile there; what is measured is slower then
  --help            Print this

All cases together take about an hour and a half. Linux only: CPU time and memory are read from /proc. The case queue starts
a Redis and a PostgreSQL (Debian: redis-server, postgresql).
`;

const OPTIONS = {
	only: { type: 'string', multiple: true },
	runs: { type: 'string' },
	json: { type: 'string', default: RESULTS_FILE },
	from: { type: 'string', multiple: true },
	document: { type: 'boolean', default: false },
	check: { type: 'boolean', default: false },
	profile: { type: 'string' },
	help: { type: 'boolean', default: false },
} as const;

const say = (text: string) => void process.stdout.write(`${text}\n`);

/** Progress, with the time of day: a full bench takes long. */
const report = (text: string) => say(`${new Date().toTimeString().slice(0, 8)} ${text}`);

function chosen(names: readonly string[] | undefined): BenchCase[] {
	if (!names) return allCases;
	return names.map((name) => {
		const found = allCases.find((each) => each.name === name);
		if (!found) throw new Error(`--only ${name}: use ${allCases.map((each) => each.name).join(', ')}`);
		return found;
	});
}

const resultsIn = async (file: string) => JSON.parse(await readFile(file, 'utf8')) as Results;

/** The results of several files as those of one, in the order of the cases; of a case that several have, the last. */
function together(all: readonly Results[]): Results {
	const byName = new Map(all.flatMap(({ cases }) => cases.map((each) => [each.name, each] as const)));
	const cases = allCases.flatMap(({ name }) => byName.get(name) ?? []);
	const inTime = [...all].sort((one, other) => (one.at < other.at ? -1 : 1));
	return { ...(inTime[0] as Results), until: (inTime.at(-1) as Results).at, cases };
}

function count(option: string, text: string): number {
	const value = Number(text);
	if (!Number.isInteger(value) || value < 1)
		throw new Error(`--${option} ${text}: use a whole number from 1`);
	return value;
}

/** n8n's settings for a profile of all that it does. */
const profiling = (folder: string | undefined) =>
	folder === undefined ? {} : { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${resolve(folder)}` };

interface Settings {
	runsOf: (each: BenchCase) => number;
	environment: NodeJS.ProcessEnv;
}

/** Measures cases; `keep` is called with all results so far whenever a case is done. */
async function measure(
	wanted: readonly BenchCase[],
	{ runsOf, environment }: Settings,
	keep: (results: Results) => Promise<void>,
): Promise<Results> {
	assertMeasurable();
	const setUp = new HostSetUp(report);
	try {
		const host = await setUp.host();
		const stage: OnStage = (work) => onStage(setUp, environment, work);
		const { version } = JSON.parse(
			await readFile(join(host.folder, 'node_modules', 'n8n', 'package.json'), 'utf8'),
		) as { version: string };
		const results: Results = { ...circumstances(version), cases: [] };
		const rounds = await waitingRounds(wanted, runsOf, stage, report);
		for (const each of wanted) {
			const own = rounds.get(each) ?? [];
			await measureRounds(each, own, stage, report);
			results.cases.push(caseResults(each, own));
			await keep(results);
		}
		return results;
	} finally {
		await setUp.end();
	}
}

async function main(): Promise<number> {
	const { values } = parseArgs({ options: OPTIONS });
	if (values.help) {
		say(HELP);
		return 0;
	}
	const file = resolve(values.json);
	const keep = async (results: Results) => {
		await mkdir(dirname(file), { recursive: true });
		await writeFile(file, `${JSON.stringify(results, null, 2)}\n`);
	};
	const runs = values.runs === undefined ? undefined : count('runs', values.runs);
	const results =
		values.from === undefined
			? await measure(
					chosen(values.only),
					{
						runsOf: (each) => runs ?? each.runs ?? RUNS,
						environment: profiling(values.profile),
					},
					keep,
				)
			: together(await Promise.all(values.from.map(resultsIn)));

	say(`\n${tables(results)}\n`);
	if (values.from === undefined) say(`Results: ${file}`);
	if (values.document) say(`Tables: ${await writeTables(results)}`);
	const short = shortfalls(results);
	for (const each of short) say(`Falls short: ${each}`);
	if (short.length === 0) say('All goals are met.');
	return values.check && short.length > 0 ? 1 : 0;
}

// Ctrl+C ends at once; what was started ends with this process.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130));

main().then(
	(exitCode) => process.exit(exitCode),
	(cause: Error) => {
		process.stderr.write(`${cause.message}\n`);
		process.exit(1);
	},
);
