import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { format, resolveConfig } from 'prettier';

import type { Results } from './results.cts';
import { tables } from './table.cts';

const END = '<!-- measured: end -->';

/** The day, or the first and the last. */
function daysOf({ at, until = at }: Results): string {
	const [first, last] = [at.slice(0, 10), until.slice(0, 10)];
	return first === last ? `on ${first}` : `from ${first} to ${last}`;
}

/** What the document says about a run of the bench. */
export const measuredSection = (results: Results): string =>
	[
		`Measured ${daysOf(results)} with n8n ${results.n8n} on ${results.machine.cores} cores (${results.machine.processor}); each figure is the median of its runs.`,
		tables(results),
	].join('\n\n');

/**
 * Puts a section in the place of the one between the marks of a page in docs/, laid out as the lint wants it.
 *
 * @param command The command that writes it, as the mark names it, e.g. `pnpm bench --document`.
 * @param section Makes it, of the one that stands there.
 * @returns The name of the file.
 * @throws when the page lacks the marks.
 */
export async function writeSection(
	page: string,
	command: string,
	section: (before: string) => string,
): Promise<string> {
	const file = join(__dirname, '..', '..', 'docs', page);
	const document = await readFile(file, 'utf8');
	const beginMark = `<!-- measured: begin (written by ${command}) -->`;
	const begin = document.indexOf(beginMark);
	const end = document.indexOf(END);
	if (begin < 0 || end < begin) throw new Error(`docs/${page} lacks "${beginMark}" and "${END}"`);
	const [first, last] = [document.slice(0, begin + beginMark.length), document.slice(end)];
	const written = `${first}\n\n${section(document.slice(first.length, end).trim())}\n\n${last}`;
	const options = await resolveConfig(file);
	await writeFile(file, await format(written, { ...options, filepath: file }));
	return file;
}

/** Writes the tables into docs/performance.md; returns the file's name. */
export const writeTables = async (results: Results): Promise<string> =>
	await writeSection('performance.md', 'pnpm bench --document', () => measuredSection(results));
