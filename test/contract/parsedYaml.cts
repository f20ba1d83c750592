import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import { parse } from 'yaml';

import { cacheFolder } from '../cacheFolder.cts';

/** What was kept in a file, or nothing when there is none. */
function kept(file: string): string | undefined {
	try {
		return readFileSync(file, 'utf8');
	} catch {
		return undefined;
	}
}

/**
 * The value of a YAML file. It is kept as JSON under the hash of the text: every test file wants the contract, and
 * reading its YAML takes longer than most of them do.
 */
export function parsedYaml(file: string): unknown {
	const text = readFileSync(file, 'utf8');
	const hash = createHash('sha256').update(text).digest('hex').slice(0, 16);
	const place = join(cacheFolder, `${basename(file)}-${hash}.json`);
	const before = kept(place);
	if (before !== undefined) return JSON.parse(before);
	const value: unknown = parse(text);
	mkdirSync(cacheFolder, { recursive: true });
	// Others may do the same at the same time, and none may read half a file.
	const unfinished = `${place}.${randomUUID()}`;
	writeFileSync(unfinished, JSON.stringify(value));
	renameSync(unfinished, place);
	return value;
}
