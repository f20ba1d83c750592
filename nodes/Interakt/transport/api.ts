import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { Reply } from './reply';

/** What differs between the Interakt APIs as far as the transport is concerned. */
export interface Api {
	readonly credentialType: string;
	/** Reads the account's settings out of the decrypted credential. */
	account(credential: ICredentialDataDecryptedObject): Account;
	/** What a 2xx says: that it was done, that it was refused all the same, or nothing that can be read. */
	judge(reply: Reply): Judgement;
	/** What to say when the key is refused. */
	readonly invalidKey: { readonly message: string; readonly description: string };
	/** What to do when the account may not do this. */
	readonly forbidden: string;
	/** The address that the API usually has. */
	readonly usualUrl: string;
}

export type Judgement = 'accepted' | 'refused' | 'unreadable';

/** What a run needs to know of the credential, read once. */
export interface Account {
	/** Without a trailing slash. */
	readonly baseUrl: string;
	/** What this n8n may use of the plan's limit. */
	readonly requestsPerMinute: number;
	/** Milliseconds to wait for an answer before it counts as not coming. */
	readonly timeout: number;
	/** What proves the account, by which accounts are told apart. */
	readonly identity: string;
}

/** Seconds of a credential's Timeout field in milliseconds; 30 seconds where there is no number. */
export function timeoutOf(seconds: unknown): number {
	const given = Number(seconds);
	return (given > 0 ? given : 30) * 1000;
}

/** A base URL as people type it: trimmed, without a trailing slash; the default when there is none. */
export function baseUrl(given: unknown, fallback: string): string {
	const url = typeof given === 'string' ? given.trim() : '';
	return (url === '' ? fallback : url).replace(/\/+$/, '');
}
