/** Takes calls of Interakt as a trigger does, without n8n. */
import type { IDataObject } from 'n8n-workflow';

import { DedupMemory } from '../../../../nodes/Interakt/triggers/webhook/dedup';
import { receive, type Received } from '../../../../nodes/Interakt/triggers/webhook/handle';
import { objectAt } from '../../../../nodes/Interakt/triggers/webhook/read';
import type { Settings } from '../../../../nodes/Interakt/triggers/webhook/settings';
import type { Proof } from '../../../../nodes/Interakt/triggers/webhook/signature';
import { webhookExamples } from '../../../contract/webhooks/index.cts';

export const now = Date.parse('2024-01-01T10:01:00Z');

const everything: Settings = {
	unsignedWorkflows: false,
	chosen: new Set(['any']),
	oldest: undefined,
	dropLate: false,
};

/** Takes a call of Interakt. */
export function take(
	body: IDataObject,
	memory = new DedupMemory(),
	settings: Partial<Settings> = {},
	proof: Proof = 'genuine',
): Received {
	return takeBytes(Buffer.from(JSON.stringify(body)), proof, memory, settings);
}

/** Takes a call with any number of events. */
export const takeAll = (
	bytes: Buffer,
	proof: Proof = 'genuine',
	memory = new DedupMemory(),
	settings: Partial<Settings> = {},
) => receive({ bytes, proof }, { ...everything, ...settings }, memory, now);

export const takeBytes = (
	bytes: Buffer,
	proof: Proof = 'genuine',
	memory = new DedupMemory(),
	settings: Partial<Settings> = {},
): Received => {
	const [received, ...others] = takeAll(bytes, proof, memory, settings);
	if (received === undefined || others.length > 0) throw new Error('It is not one event');
	return received;
};

export function example(name: string): IDataObject {
	const found = webhookExamples.find((each) => each.name === name);
	if (!found) throw new Error(`There is no example ${name}`);
	return structuredClone(found.body);
}

/** `data.message.message` of an example. */
export const messageIn = (name: string): unknown => objectAt(example(name), 'data', 'message').message;

/** An example with some members changed, by their path. */
export function changed(name: string, changes: Record<string, unknown>): IDataObject {
	const body = example(name);
	for (const [path, value] of Object.entries(changes)) {
		const names = path.split('.');
		const last = names.pop() ?? '';
		const parent = names.reduce<IDataObject>((object, each) => object[each] as IDataObject, body);
		parent[last] = value as IDataObject;
	}
	return body;
}

/** In a word, what is done with a call. */
export const outcome = (received: Received) => (received.kind === 'dropped' ? received.why : received.kind);
export const isLatest = (received: Received) =>
	received.kind === 'event' ? received.event.isLatest : outcome(received);
