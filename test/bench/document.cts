import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { format, resolveConfig } from 'prettier';

import type { Results } from './results.cts';
import { tables } from './table.cts';

const DOCUMENT = join(__dirname, '..', '..', 'docs', 'performance.md');
const BEGIN = '<!-- measured: begin (written by pnpm bench --document) -->';
const END = '<!-- measured: end -->';

/** What the document says about a run of the bench. */
export const measuredSection = (results: Results): string =>
	[
		`Measured on ${results.at.slice(0, 10)} with n8n ${results.n8n} on ${results.machine.cores} cores (${results.machine.processor}); each figure is the median of ${results.runs} runs.`,
		tables(results),
	].join('\n\n');

/** Puts a section in the place of the one between the marks. Throws when the marks are not there. */
export function withSection(document: string, section: string): string {
	const begin = document.indexOf(BEGIN);
	const end = document.indexOf(END);
	if (begin < 0 || end < begin) throw new Error(`docs/performance.md lacks "${BEGIN}" and "${END}"`);
	return `${document.slice(0, begin + BEGIN.length)}\n\n${section}\n\n${document.slice(end)}`;
}

/** Writes the tables into docs/performance.md, laid out as the lint wants it; returns the file's name. */
export async function writeTables(results: Results): Promise<string> {
	const document = withSection(await readFile(DOCUMENT, 'utf8'), measuredSection(results));
	const options = await resolveConfig(DOCUMENT);
	await writeFile(DOCUMENT, await format(document, { ...options, filepath: DOCUMENT }));
	return DOCUMENT;
}
