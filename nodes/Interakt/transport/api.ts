import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { withoutEnd } from '../shared/strings';
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
	/** How many processes of n8n share the limit, this one among them. */
	readonly processes: number;
	/** Milliseconds to wait for an answer before it counts as not coming. */
	readonly timeout: number;
	/** What proves the account, by which accounts are told apart. */
	readonly identity: string;
	/** Country of numbers without one, as it was typed; nothing where the credential has none. */
	readonly country?: string;
	/** IANA zone of times without one, as it was typed; nothing for the zone of the workflow. */
	readonly timeZone?: string;
	/** Why nothing can be sent with it. */
	readonly wrong?: WrongSetting | undefined;
}

/** A setting with which nothing can be sent. */
export interface WrongSetting {
	readonly reason: 'invalidInput' | 'unreachable';
	readonly message: string;
	readonly description: string;
}

/** Longest time-out that can be set, in seconds: nobody waits longer for one answer. */
export const longestTimeout = 600;

/** Seconds of a credential's Timeout field in milliseconds; 30 seconds where there is no number. */
export function timeoutOf(seconds: unknown): number {
	const given = Number(seconds);
	return Math.min(given > 0 ? given : 30, longestTimeout) * 1000;
}

/** A base URL as people type it: trimmed, without a trailing slash; the default when there is none. */
export function baseUrl(given: unknown, fallback: string): string {
	const url = typeof given === 'string' ? pasted(given) : '';
	return withoutEnd(url === '' ? fallback : url, '/');
}

/** Whether a host is this machine itself, where no network sees what is sent to it. */
const isLoopback = (hostname: string): boolean =>
	/^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(withoutEnd(hostname, '.'));

/**
 * Whether the list that n8n keeps in a credential as Allowed Domains has a host: names parted by commas, `*.` before a
 * name for all below it. n8n holds it only for its HTTP Request node.
 */
function isAllowed(
	hostname: string,
	{ allowedHttpRequestDomains, allowedDomains }: ICredentialDataDecryptedObject,
) {
	if (allowedHttpRequestDomains !== 'domains') return true;
	const host = withoutEnd(hostname.toLowerCase(), '.');
	const names = String(allowedDomains ?? '').split(',');
	return names
		.map((name) => withoutEnd(name.trim().toLowerCase(), '.'))
		.some((name) => (name.startsWith('*.') ? host.endsWith(name.slice(1)) : host === name));
}

/** What is wrong with the settings that both APIs have, so that nothing can be sent; nothing when all is well. */
export function wrongSetting(
	credential: ICredentialDataDecryptedObject,
	usualUrl: string,
): WrongSetting | undefined {
	const { timeout, baseUrl: given } = credential;
	if (Number(timeout) > longestTimeout) {
		return {
			reason: 'invalidInput',
			message: `Timeout (Seconds) in the credential is ${Number(timeout)}, at most ${longestTimeout} are possible`,
			description: `Open the credential and give a number from 1 to ${longestTimeout}; 30 is the usual one.`,
		};
	}
	const url = baseUrl(given, usualUrl);
	if (!/^https?:\/\/[^\s/]/i.test(url) || !URL.canParse(url)) {
		return {
			reason: 'unreachable',
			message: 'Interakt could not be reached: Base URL in the credential is not a web address',
			description: `Begin it with https://; usually it is ${usualUrl}. Nothing was sent.`,
		};
	}
	const { protocol, hostname } = new URL(url);
	if (protocol === 'http:' && !isLoopback(hostname)) {
		return {
			reason: 'unreachable',
			message: 'Interakt was not asked: Base URL in the credential begins with http://',
			description: `The key would go through the network unencrypted. Begin it with https://; usually it is ${usualUrl}. Nothing was sent.`,
		};
	}
	if (isAllowed(hostname, credential)) return undefined;
	return {
		reason: 'unreachable',
		message: 'Interakt was not asked: Allowed Domains in the credential do not have the host of its Base URL',
		description: `Add ${hostname} to Allowed Domains, or correct Base URL; usually it is ${usualUrl}. Nothing was sent.`,
	};
}

/** A text that was pasted into a credential, without what is pasted along: quotes, and characters that nobody sees. */
export const pasted = (text: string): string => text.replace(/[\s\p{Cc}\p{Cf}"'`´‘’‚‛“”„‟«»]+/gu, ' ').trim();
