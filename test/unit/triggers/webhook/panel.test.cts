import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type INodeParameters, type INodeProperties, NodeHelpers } from 'n8n-workflow';

import codex from '../../../../nodes/Interakt/InteraktTrigger.node.json';
import { InteraktTrigger } from '../../../../nodes/Interakt/InteraktTrigger.node.ts';
import preview from '../../../../nodes/Interakt/__schema__/v2.0.0.json';
import { choices } from '../../../../nodes/Interakt/triggers/webhook/choices';
import { outputNames } from '../../../../nodes/Interakt/triggers/webhook/eventTypes';
import { webhookExamples } from '../../../contract/webhooks/index.cts';

const { description } = new InteraktTrigger();
const options = description.properties.find(({ name }) => name === 'options');
const fields: INodeProperties[] = [
	...description.properties,
	...(options?.options ?? []).filter((option): option is INodeProperties => 'type' in option),
];
const written = fields.filter(({ type }) => type !== 'notice');

/** What the panel tells a person who chose these events. */
function notices(...events: string[]): string[] {
	const node = { typeVersion: description.version as number };
	const parameters: INodeParameters = { events };
	return description.properties
		.filter(({ type }) => type === 'notice')
		.filter((field) => NodeHelpers.displayParameter(parameters, field, node, description))
		.map(({ displayName }) => displayName);
}

test('the panel says where the URL goes, that there is one, and what the test does', () => {
	const [setUp] = notices();

	expect(setUp).toMatch(
		/1\. Secret:.*2\. Events:.*3\. Publish.*4\. URL:.*Settings > Developer Setting.*5\. Press Test.*succeeds.*one URL for an account/,
	);
});

test('notices have no markup but what n8n shows', () => {
	const all = fields.filter(({ type }) => type === 'notice').map(({ displayName }) => displayName);

	expect(all.join().match(/<(?!\/?(a|ul|li)\b)[^>]*>/g)).toBeNull();
});

test.each(choices.map(({ value, name, ticks }) => [value, name, ticks] as const))(
	'who chooses %s is told what to tick',
	(value, name, ticks) => {
		const [, ...told] = notices(value);

		expect(ticks.length).toBeGreaterThan(0);
		expect(told).toEqual([`Tick in Interakt for ${name}: ${ticks.join(', ')}`]);
	},
);

test('every choice says something about ticking, and nothing about what was not chosen', () => {
	for (const { value } of choices) expect(notices(value)).toHaveLength(2);
	expect(notices('messageReceived', 'messageStatusChanged', 'formSubmitted')).toHaveLength(4);
});

test('there are at most ten choices, and their names survive n8n writing "On …" in lower case', () => {
	expect(choices.length).toBeLessThanOrEqual(10);
	for (const { name } of choices) expect(name.replace(/\bRCS\b/g, '')).not.toMatch(/[A-Z]{2}/);
});

test('the fields follow the rules of the editor', () => {
	const names = (options?.options ?? []).map((option) => ('displayName' in option ? option.displayName : ''));

	expect(names).toEqual([...names].sort((one, other) => one.localeCompare(other, 'en')));
	expect(written.filter(({ displayName }) => displayName.length > 30)).toEqual([]);
	expect(written.filter(({ type, description }) => type !== 'collection' && !description)).toEqual([]);
	expect(
		written.filter(({ type, description = '' }) => type === 'boolean' && !description.startsWith('Whether ')),
	).toEqual([]);
	expect(
		fields.filter(({ displayName, description = '' }) =>
			/\b(error|problem|failure|mistake)s?\b/i.test(displayName + description),
		),
	).toEqual([]);
});

test('signatures are verified unless a person says otherwise', () => {
	const verify = fields.find(({ name }) => name === 'verifySignature');

	expect(verify?.default).toBe(true);
});

test('the text of the option that keeps the webhook on says why it is there', () => {
	const field = fields.find(({ name }) => name === 'wrongSignature');

	expect(field?.description).toMatch(/turns a webhook off after five refused calls within ten minutes/);
});

test('every output is named in the expression that n8n reads', () => {
	for (const name of outputNames) expect(String(description.outputs)).toContain(`"displayName":"${name}"`);
});

test('the preview has every member of every item', () => {
	const known = Object.keys(preview.properties);
	const members = new Set(webhookExamples.flatMap(({ item }) => Object.keys(item)));

	expect([...members].filter((member) => !known.includes(member))).toEqual([]);
});

test('the documentation that the codex names is there', () => {
	const [{ url } = { url: '' }] = codex.resources.primaryDocumentation;
	const file = url.split('/blob/main/')[1] ?? '';

	expect(existsSync(join(__dirname, '..', '..', '..', '..', file))).toBe(true);
});
