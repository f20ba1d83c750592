import { createHmac, timingSafeEqual } from 'crypto';

/** The header in which the signature comes, as Node names it (contract §13; P, W 8). */
export const signatureHeader = 'interakt-signature';

/** What a signature says of its call. Without verification every call counts as genuine. */
export type Proof = 'genuine' | 'wrong' | 'missing';

/**
 * The secrets of a credential's field. While the secret is being changed it may hold several, parted by
 * white space or commas; a secret that holds these itself counts as a whole too.
 */
export function secretsOf(field: unknown): string[] {
	const text = typeof field === 'string' ? field.trim() : '';
	const parts = text.split(/[\s,]+/);
	return [...new Set([text, ...parts])].filter((secret) => secret !== '');
}

/**
 * Whether a webhook comes from Interakt: `sha256=` and the HMAC-SHA256 of the raw bytes in hexadecimal
 * digits, with one of the secrets (contract §13).
 *
 * Every secret is tried and compared in constant time, so that the time taken says nothing about them.
 *
 * @param header The signature's header, or nothing when it is missing.
 */
export function isGenuine(bytes: Buffer, header: unknown, secrets: readonly string[]): boolean {
	const digits = typeof header === 'string' ? /^sha256=([0-9a-f]{64})$/i.exec(header.trim())?.[1] : undefined;
	if (digits === undefined) return false;
	const given = Buffer.from(digits, 'hex');
	const matches = secrets.map((secret) =>
		timingSafeEqual(createHmac('sha256', secret).update(bytes).digest(), given),
	);
	return matches.includes(true);
}
