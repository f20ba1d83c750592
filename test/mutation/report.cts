/**
 * Writes what `pnpm mutate` found, room by room, into docs/mutation.md:
 *
 *     node --require tsx/cjs test/mutation/report.cts
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { writeSection } from '../bench/document.cts';
import { markdown } from '../bench/table.cts';

const REPORTS = join(__dirname, '..', '..', 'reports');

type Status = 'Killed' | 'Timeout' | 'Survived' | 'NoCoverage' | 'CompileError' | 'RuntimeError' | 'Ignored';

/** What is read of a report of Stryker's. */
interface Report {
	files: Record<string, { mutants: Array<{ status: Status }> }>;
}

type Counts = Record<Status, number>;

function countsOf(mutants: ReadonlyArray<{ status: Status }>): Counts {
	const count = (wanted: Status) => mutants.filter(({ status }) => status === wanted).length;
	return {
		Killed: count('Killed'),
		Timeout: count('Timeout'),
		Survived: count('Survived'),
		NoCoverage: count('NoCoverage'),
		CompileError: count('CompileError'),
		RuntimeError: count('RuntimeError'),
		Ignored: count('Ignored'),
	};
}

function row(name: string, { Killed, Timeout, Survived, NoCoverage }: Counts): string[] {
	const noticed = Killed + Timeout;
	const all = noticed + Survived + NoCoverage;
	const score = all === 0 ? '–' : ((100 * noticed) / all).toFixed(1);
	return [name, ...[all, noticed, Survived, NoCoverage].map(String), score];
}

async function roomRows(file: string): Promise<string[][]> {
	const { files } = JSON.parse(await readFile(join(REPORTS, file), 'utf8')) as Report;
	const all = Object.entries(files).sort(([one], [other]) => (one < other ? -1 : 1));
	const folder = file.replace(/^mutation-|\.json$/g, '').replace(/-/g, '/');
	return [
		row(`**${folder}**`, countsOf(all.flatMap(([, { mutants }]) => mutants))),
		...all.map(([path, { mutants }]) => row(`\`${path.replace('nodes/Interakt/', '')}\``, countsOf(mutants))),
	];
}

async function main(): Promise<void> {
	const files = (await readdir(REPORTS)).filter((name) => /^mutation-.*\.json$/.test(name)).sort();
	if (files.length === 0) throw new Error('There is no report: run `ROOM=… npx -y pnpm@10 mutate` first');
	const rows = (await Promise.all(files.map(roomRows))).flat();
	const table = markdown(
		['Room and file', 'Mutants', 'Noticed', 'Not noticed', 'Not run', 'Score (%)'],
		rows,
	);
	process.stdout.write(`${await writeSection('mutation.md', 'test/mutation/report.cts', () => table)}\n`);
}

main().catch((cause: Error) => {
	process.stderr.write(`${cause.message}\n`);
	process.exitCode = 1;
});
