import type { PackageDirectoryLoader } from 'n8n-core';
import type { ICredentialDataDecryptedObject, IDataObject, INodeExecutionData } from 'n8n-workflow';

import { loadPackage, run, type Run } from './engine.cts';

/** A made-up key as the dashboard would show it, and the token inside. */
export const token = 'aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY';
export const secretKey = Buffer.from(`${token}:`).toString('base64');

/** A credential without a pace that a test would have to wait for. */
export const credentialFor = (baseUrl: string): ICredentialDataDecryptedObject => ({
	secretKey,
	baseUrl,
	plan: 'other',
	requestsPerMinute: 1_000_000,
});

// n8n writes every error that a test provokes to the console.
process.env.N8N_LOG_LEVEL = 'silent';

let loader: Promise<PackageDirectoryLoader> | undefined;

/** Runs the built node; the package is loaded once per test file. */
export async function runNode(options: Run) {
	loader ??= loadPackage();
	return await run(await loader, options);
}

/** A text to the phone number and with the words of each item. */
export const textOfItem = {
	resource: 'message',
	operation: 'sendText',
	phoneNumber: '={{ $json.phone }}',
	message: '={{ $json.text }}',
};

/** Items with different phone numbers, each with its own text. */
export const people = (count: number): Array<{ phone: string; text: string }> =>
	Array.from({ length: count }, (_, index) => ({
		phone: String(9_999_900_000 + index),
		text: `Hello ${index}`,
	}));

/** A number below `most` that looks random and is the same in every run. */
export const scattered = (index: number, most: number): number => ((index + 1) * 7919) % most;

export const jsons = (items: INodeExecutionData[] | undefined): IDataObject[] =>
	(items ?? []).map(({ json }) => json);

/** Nothing of what a person sees may hold the key, in any form. */
export function expectNoSecret(...shown: unknown[]): void {
	const text = shown.map((part) => (typeof part === 'string' ? part : JSON.stringify(part))).join('\n');
	expect(text).not.toContain(token);
	expect(text).not.toContain(secretKey);
	expect(text).not.toContain(secretKey.replace(/=+$/, ''));
}

/** Words that no message to a person has. */
export const unwelcomeWords = /\b(error|problem|failure|mistake)s?\b/i;
