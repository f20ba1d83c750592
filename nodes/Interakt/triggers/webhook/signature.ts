import { createHmac, timingSafeEqual } from 'crypto';
import type { IWebhookFunctions } from 'n8n-workflow';

import { credentialIdOf } from '../../questions/triggers';
import { LruCache } from '../../shared/lruCache';
import { interaktApi } from '../../transport/interaktApi';

/** The headers in which the signature comes, as Node names them (contract §13; P, W 8; the second W 1). */
export const signatureHeaders = ['interakt-signature', 'x-interakt-signature'];

/** What a signature says of its call. Without verification every call counts as genuine. */
export type Proof = 'genuine' | 'wrong' | 'missing';

/**
 * The secrets of a credential's field. While the secret is being changed it may hold several, parted by
 * white space or commas; a secret that holds these itself counts as a whole too.
 */
export function secretsOf(field: unknown): string[] {
	const text = typeof field === 'string' ? field.trim() : '';
	const parts = text.split(/[\s,]/);
	return [...new Set([text, ...parts])].filter((secret) => secret !== '');
}

/** The digest in some text, of 32 bytes in hexadecimal or in base64. */
function digestIn(text: string): Buffer[] {
	const [, value = ''] = /^"?(?:sha-?256 ?[=:] ?)?([0-9a-f]{64}|[0-9a-z+/]{43}=)"?$/i.exec(text.trim()) ?? [];
	return value === '' ? [] : [Buffer.from(value, value.length === 64 ? 'hex' : 'base64')];
}

/**
 * The digests in a signature's header: `sha256=<hex>`, also with spaces, in quotes, in base64 or without its name. Node
 * joins two headers of one name with a comma. Not more than four are read.
 */
function digestsIn(header: unknown): Buffer[] {
	const values: unknown[] = Array.isArray(header) ? header : [header];
	const texts = values.filter((value): value is string => typeof value === 'string');
	const parts = texts.slice(0, 4).flatMap((text) => text.slice(0, 500).split(','));
	return [...new Set(parts)].flatMap(digestIn).slice(0, 4);
}

/**
 * Whether a webhook comes from Interakt: a digest of the header is the HMAC-SHA256 of the raw bytes with one of the
 * secrets (contract §13).
 *
 * Every secret is tried and compared in constant time, so that the time taken says nothing about them.
 *
 * @param header What the signature's headers hold, or nothing when they are missing.
 */
export function isGenuine(bytes: Buffer, header: unknown, secrets: readonly string[]): boolean {
	const given = digestsIn(header);
	const matches = secrets.flatMap((secret) => {
		const right = createHmac('sha256', secret).update(bytes).digest();
		return given.map((digest) => timingSafeEqual(right, digest));
	});
	return matches.includes(true);
}

/** What is known of the account by its credential. */
export interface KnownAccount {
	/** Country of numbers without one, as it was typed; nothing when the credential has none. */
	readonly country: string | undefined;
	/** The secret with which questions are signed; see `Signing`. */
	readonly key: string;
}

/** What a call is read by, of the credential. */
interface CachedCredential extends KnownAccount {
	readonly secrets: readonly string[];
	/** When they were read, in milliseconds since the epoch. */
	readonly readAt: number;
}

/** By trigger. */
const cachedCredentials = new LruCache<CachedCredential>(500);

function cacheKeyOf(context: IWebhookFunctions): string {
	return [context.getWorkflow().id, context.getNode().id, credentialIdOf(context)].join(' ');
}

/**
 * What is known of the account by whose credential a signature was judged; nothing when signatures are not verified, which
 * takes no credential.
 */
export function accountOf(context: IWebhookFunctions): KnownAccount | undefined {
	if (context.getNodeParameter('verifySignature', true) === false) return undefined;
	return cachedCredentials.get(cacheKeyOf(context));
}

/** Milliseconds after which the secrets are read again, so that one that was taken away soon counts no more. */
const maxAgeMs = 30_000;

/** Milliseconds between two readings for wrong signatures: who sends these must not keep n8n busy with them. */
const minReadIntervalMs = 1_000;

/**
 * Whether a call is signed with a secret of the credential.
 *
 * n8n starts a new sandbox each time it reads a credential, which takes longer than all the rest of a call.
 * So the secrets are kept for half a minute, and read again at once when a signature does not fit them.
 *
 * @param fits Whether the signature fits one of these secrets.
 * @param now Milliseconds since the epoch.
 * @throws what n8n throws when the credential cannot be read.
 */
async function fitsSecret(
	context: IWebhookFunctions,
	fits: (secrets: readonly string[]) => boolean,
	now: number,
): Promise<boolean> {
	const key = cacheKeyOf(context);
	const cached = cachedCredentials.get(key);
	const age = cached === undefined ? Infinity : now - cached.readAt;
	if (cached && age < maxAgeMs) {
		if (fits(cached.secrets)) return true;
		if (age < minReadIntervalMs) return false;
	}
	const credential = await context.getCredentials('interaktApi');
	const { webhookSecret, country } = credential;
	const secrets = secretsOf(webhookSecret);
	const typed = typeof country === 'string' && country.trim() !== '' ? country : undefined;
	const { identity } = interaktApi.account(credential);
	cachedCredentials.set(key, { secrets, country: typed, key: identity, readAt: now });
	return fits(secrets);
}

/**
 * What proves that a call comes from Interakt.
 *
 * @param now Milliseconds since the epoch.
 * @throws what n8n throws when the credential cannot be read.
 */
export async function proofOf(context: IWebhookFunctions, bytes: Buffer, now: number): Promise<Proof> {
	if (context.getNodeParameter('verifySignature', true) === false) return 'genuine';
	const headers = context.getHeaderData();
	const header = signatureHeaders.flatMap((name) => headers[name] ?? []);
	if (header.length === 0) return 'missing';
	const fits = (secrets: readonly string[]) => isGenuine(bytes, header, secrets);
	return (await fitsSecret(context, fits, now)) ? 'genuine' : 'wrong';
}
