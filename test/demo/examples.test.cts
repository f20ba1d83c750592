import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { WorkflowFile } from '../host/api.cts';
import { EXAMPLE, exampleWorkflow, TRIGGER } from './workflow.cts';

const FOLDER = join(__dirname, '..', '..', 'examples');

const read = async (file: string) => JSON.parse(await readFile(file, 'utf8')) as WorkflowFile;

test('every example can be imported by hand: it has a name, and no credential or identity of another n8n', async () => {
	const files = (await readdir(FOLDER)).filter((file) => file.endsWith('.json'));
	expect(files.length).toBeGreaterThan(0);
	for (const file of files) {
		const workflow = await read(join(FOLDER, file));
		expect(workflow.name).not.toBe('');
		expect(workflow).not.toHaveProperty('id');
		expect(workflow.nodes.filter(({ credentials }) => credentials)).toEqual([]);
	}
});

test('every example connects nodes that it has, by names that are not used twice', async () => {
	for (const file of await readdir(FOLDER)) {
		const { nodes, connections } = await read(join(FOLDER, file));
		const names = nodes.map(({ name }) => name);
		const ends = Object.values(connections).flatMap(({ main = [] }) => main.flatMap((to) => to ?? []));
		expect(new Set(names).size).toBe(names.length);
		expect(names).toEqual(expect.arrayContaining(Object.keys(connections)));
		expect(names).toEqual(expect.arrayContaining(ends.map(({ node }) => node)));
	}
});

test('the demo fills in what a person would choose by hand, and nothing else', async () => {
	const example = await read(EXAMPLE);
	const credential = { id: '1', name: 'Interakt account', type: 'interaktApi', data: {} };
	const settings = { contactsFile: '/files/in.csv', resultsFile: '/files/out.csv' };
	const workflow = await exampleWorkflow(credential, settings);

	const interakt = workflow.nodes.filter(({ type }) => type === 'n8n-nodes-interakt.interakt');
	expect(interakt.map(({ credentials }) => credentials)).toEqual([
		{ interaktApi: { id: '1', name: 'Interakt account' } },
		{ interaktApi: { id: '1', name: 'Interakt account' } },
	]);
	const filledIn = workflow.nodes.find(({ name }) => name === 'Settings');
	expect(JSON.stringify(filledIn)).toContain('/files/in.csv');
	expect(JSON.stringify(filledIn)).toContain('/files/out.csv');
	expect(JSON.stringify(filledIn)).toContain('welcome_message');

	const others = (nodes: WorkflowFile['nodes']) =>
		nodes.filter(({ type, name }) => type !== 'n8n-nodes-interakt.interakt' && name !== 'Settings');
	expect(others(workflow.nodes)).toEqual(others(example.nodes));
	expect(workflow.nodes.map(({ name }) => name)).toContain(TRIGGER);
});
