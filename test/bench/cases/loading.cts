/** What the package weighs and how long it takes to load. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';

import { runCommand } from '../../host/command.cts';
import { figure, of, type BenchCase } from '../case.cts';
import { median } from '../statistics.cts';
import type { Stage } from '../stage.cts';

const PROCESSES = 7;

/**
 * Requires and makes every node and credential of the package, as n8n's loader does, in a process of its own. What is
 * timed is the package alone: n8n-workflow and luxon are loaded before, as they are in an n8n that gets to its nodes.
 */
const SCRIPT = `
const { readFileSync } = require('fs');
const folder = process.argv[1];
require('n8n-workflow');
require('luxon');
const { nodes, credentials } = JSON.parse(readFileSync(folder + '/package.json', 'utf8')).n8n;
const start = performance.now();
for (const file of [...nodes, ...credentials]) {
	for (const type of Object.values(require(folder + '/' + file))) if (typeof type === 'function') new type();
}
console.log(performance.now() - start);
`;

/** Milliseconds that it takes a fresh process to load the package. */
async function load({ host, packed }: Stage): Promise<number> {
	const printed = await runCommand(host.node, ['-e', SCRIPT, packed.unpacked], {
		cwd: packed.unpacked,
		env: { ...process.env, NODE_PATH: join(host.folder, 'node_modules'), NODE_OPTIONS: '' },
	});
	return Number(printed);
}

export const loading: BenchCase = {
	name: 'loading',
	title: 'loading the package',
	floor: 'Node reading so many kilobytes of JavaScript',
	contestants: [
		{
			name: 'ours',
			async measure(stage) {
				const times: number[] = [];
				for (let index = 0; index < PROCESSES; index++) times.push(await load(stage));
				const { size } = await stat(stage.packed.tarball);
				return { seconds: median(times) / 1000, more: { 'tarball in KB': size / 1024 } };
			},
		},
	],
	goals: [
		{
			figure: 'ms to load',
			bound: 'at most',
			limit: 50,
			of: (round) => of(round, 'ours').seconds * 1000,
		},
		{
			figure: 'tarball in KB',
			bound: 'at most',
			limit: 200,
			of: (round) => figure(of(round, 'ours').more?.['tarball in KB']),
		},
	],
};
