import type { PackageDirectoryLoader } from 'n8n-core';
import type {
	IBinaryData,
	ICredentialDataDecryptedObject,
	IDataObject,
	INodeExecutionData,
} from 'n8n-workflow';

import type { Simulator } from '../simulator/simulator.cts';
import { loadPackage, run, type Run } from './engine.cts';

/** A credential of the simulator, without a rate limit that a test would have to wait for. */
export const credentialOf = ({ secretKey, url }: Simulator): ICredentialDataDecryptedObject => ({
	secretKey,
	baseUrl: url,
	plan: 'other',
	requestsPerMinute: 1_000_000,
});

// n8n writes every error that a test provokes to the console.
process.env.N8N_LOG_LEVEL = 'silent';

let loader: Promise<PackageDirectoryLoader> | undefined;

/** Runs the built node against the simulator; the package is loaded once per test file. */
export async function runNode(simulator: Simulator, options: Omit<Run, 'credential'> & Partial<Run>) {
	loader ??= loadPackage();
	return await run(await loader, { credential: credentialOf(simulator), ...options });
}

/** A credential of the older product. */
export const legacyCredentialOf = ({
	legacy,
	legacyUrl,
}: Pick<Simulator, 'legacy' | 'legacyUrl'>): ICredentialDataDecryptedObject => ({
	...legacy,
	baseUrl: legacyUrl,
});

/** Runs the built node of the older product against the simulator. */
export async function runLegacyNode(simulator: Simulator, options: Omit<Run, 'credential'> & Partial<Run>) {
	return await runNode(simulator, {
		node: 'interaktLegacy',
		credentialType: 'interaktLegacyApi',
		credential: legacyCredentialOf(simulator),
		...options,
	});
}

/** A file as a node before gives it. */
export interface GivenFile {
	readonly fileName?: string;
	readonly mimeType: string;
	readonly content: string | Buffer;
}

const binaryOf = ({ content, ...file }: GivenFile): IBinaryData => ({
	...file,
	data: Buffer.from(content).toString('base64'),
});

/** An item with files by binary field, and perhaps values. */
export const itemWith = (files: Record<string, GivenFile>, json: IDataObject = {}): INodeExecutionData => ({
	json,
	binary: Object.fromEntries(Object.entries(files).map(([property, file]) => [property, binaryOf(file)])),
});

/** An item with a file in its field `data`. */
export const fileItem = (file: GivenFile, json?: IDataObject): INodeExecutionData =>
	itemWith({ data: file }, json);

/** A text to the phone number and with the words of each item. */
export const textOfItem = {
	resource: 'message',
	operation: 'sendText',
	phoneNumber: '={{ $json.phone }}',
	message: '={{ $json.text }}',
};

export interface PersonItem extends IDataObject {
	phone: string;
	text: string;
}

/** Items with different phone numbers, each with its own text. */
export const people = (count: number): PersonItem[] =>
	Array.from({ length: count }, (_, index) => ({
		phone: String(9_999_900_000 + index),
		text: `Hello ${index}`,
	}));

/** Lets the people of the items write first, so that they may be sent a text. */
export function letWrite(simulator: Simulator, items: readonly PersonItem[]): void {
	for (const { phone } of items) simulator.state.customerWrites({ phoneNumber: phone, countryCode: '+91' });
}

/** The texts that went out, in the order in which the simulator took them. */
export const sentTexts = ({ state }: Simulator): unknown[] =>
	state.messages.map(({ body }) => (body.data as { message?: unknown }).message);

export const jsons = (items: INodeExecutionData[] | undefined): IDataObject[] =>
	(items ?? []).map(({ json }) => json);

/** Words that no message to a person has. */
export const unwelcomeWords = /\b(error|problem|failure|mistake)s?\b/i;

/** Nothing of what a person sees may hold the key, in any form. */
export function expectNoSecret(secretKey: unknown, ...shown: unknown[]): void {
	const text = shown.map((part) => (typeof part === 'string' ? part : JSON.stringify(part))).join('\n');
	const given = String(secretKey);
	const decoded = Buffer.from(given, 'base64').toString().replace(/:$/, '');
	const encoded = Buffer.from(`${given}:`).toString('base64').replace(/=+$/, '');

	for (const form of [given.replace(/=+$/, ''), decoded, encoded]) expect(text).not.toContain(form);
}
