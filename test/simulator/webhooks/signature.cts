import { createHmac } from 'node:crypto';

/** The header in which the signature comes (P, W 8). */
export const SIGNATURE_HEADER = 'Interakt-Signature';

/** `sha256=` and the HMAC of the bytes with the webhook's own secret, in hexadecimal digits (P, W 8). */
export const signature = (body: Buffer, secret: string): string =>
	`sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
