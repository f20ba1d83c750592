import { createHmac, randomBytes, timingSafeEqual } from 'crypto';
import type { IDataObject } from 'n8n-workflow';

/** What every token begins with, by which a call that may be about a question is told from all others. */
export const tokenStart = 'n8n1.';

/** One asking of a question: the execution that waits, and what proves to it that an answer is meant for it. */
export interface Asking {
	readonly executionId: string;
	/** Of this asking alone: a loop asks several times in one execution. */
	readonly nonce: string;
	/** n8n's own secret of the execution, 64 hexadecimal digits, without which nobody resumes it. */
	readonly resumeToken: string;
}

/** A choice of an asking, counted from 0: the ID of a button or a row, the payload of a quick reply. */
export interface Choice extends Asking {
	readonly choice: number;
}

/** The question itself, as it stands in the callback data of its message and comes back with each status. */
export interface Asked extends Asking {
	/** When it was asked, in milliseconds since the epoch. */
	readonly askedAt: number;
	/** When it is over at the latest, in milliseconds since the epoch. */
	readonly until: number;
	/** Whether what the person types answers it. */
	readonly takesText: boolean;
}

export const newNonce = (): string => randomBytes(6).toString('base64url');

/** 66 bits, which nobody guesses by sending messages. */
const macLength = 11;

/** The signature of a text or of bytes: their HMAC with the secret of the account. */
export const signatureOf = (signed: string | Buffer, key: string): string =>
	createHmac('sha256', key).update(signed).digest('base64url');

/** Whether two signatures are the same, in a time that tells nothing about where they differ. */
export function isSame(given: string, right: string): boolean {
	const [one, other] = [Buffer.from(given), Buffer.from(right)];
	return one.length === other.length && timingSafeEqual(one, other);
}

/** Whom a token is for, and with which secret of the account it is signed. */
export interface Signing {
	/** Who is asked, in full: `+919999999999`. Signed with the token, so that it is no token for anybody else. */
	readonly phoneNumber: string;
	/** Only the nodes of the account know it. */
	readonly key: string;
}

const macOf = (signed: string, { phoneNumber, key }: Signing): string =>
	signatureOf(`${signed}\n${phoneNumber}`, key).slice(0, macLength);

function signedToken({ executionId, nonce, resumeToken }: Asking, what: string, signing: Signing): string {
	const secret = Buffer.from(resumeToken, 'hex').toString('base64url');
	const signed = `${tokenStart}${executionId}.${nonce}.${secret}.${what}`;
	return `${signed}.${macOf(signed, signing)}`;
}

/** A token of a choice: at most 90 characters for executions of up to 15 digits; a payload holds 128. */
export const tokenOf = (choice: Choice, signing: Signing): string =>
	signedToken(choice, String(choice.choice), signing);

/** A time in 8 characters, which do until 2059. */
const timeText = (milliseconds: number): string => Math.floor(milliseconds).toString(36).padStart(8, '0');

/** A token of the question itself: at most 106 characters for executions of up to 15 digits. */
export const askedTokenOf = (asked: Asked, signing: Signing): string => {
	const { takesText, askedAt, until } = asked;
	return signedToken(asked, `${takesText ? 't' : 'q'}${timeText(askedAt)}${timeText(until)}`, signing);
};

const form = /^(n8n1\.(\d{1,15})\.([\w-]{8})\.([\w-]{43})\.(\d|[qt][0-9a-z]{16}))\.([\w-]{11})/;

/** Longest token that is read, in characters. */
const longest = 128;

interface Parts {
	readonly asking: Asking;
	readonly what: string;
	/** What stands behind it. */
	readonly rest: string;
}

/** Reads the token with which a text begins; nothing when it is none, or not of this account and person. */
function partsOf(text: string, signing: Signing): Parts | undefined {
	const match = form.exec(text.slice(0, longest));
	if (match === null) return undefined;
	const [whole, signed = '', executionId = '', nonce = '', secret = '', what = '', mac = ''] = match;
	if (!isSame(mac, macOf(signed, signing))) return undefined;
	const resumeToken = Buffer.from(secret, 'base64url').toString('hex');
	return { asking: { executionId, nonce, resumeToken }, what, rest: text.slice(whole.length) };
}

/** Reads the token of a choice; nothing when it is none, or not of this account and person. */
export function readToken(text: string | undefined, signing: Signing): Choice | undefined {
	const parts = partsOf(text ?? '', signing);
	if (parts === undefined || parts.rest !== '' || parts.what.length > 1) return undefined;
	return { ...parts.asking, choice: Number(parts.what) };
}

/** Reads the token of a question in front of the callback data of its message; nothing when there is none. */
export function readAsked(callbackData: string | undefined, signing: Signing): Asked | undefined {
	const parts = partsOf(callbackData ?? '', signing);
	if (parts === undefined || !/^( |$)/.test(parts.rest) || parts.what.length === 1) return undefined;
	const time = (from: number) => parseInt(parts.what.slice(from, from + 8), 36);
	return { ...parts.asking, takesText: parts.what.startsWith('t'), askedAt: time(1), until: time(9) };
}

/** Callback data with the token of the question in front of what the person has given. */
export const withAsked = (token: string, given: string): string =>
	given === '' ? token : `${token} ${given}`;

/** What a person has given as callback data, without the token of a question; nothing where that is all. */
export function withoutToken(callbackData: string | undefined): string | undefined {
	const [token] = form.exec(callbackData?.slice(0, longest) ?? '') ?? [];
	return token === undefined ? callbackData : callbackData?.slice(token.length + 1) || undefined;
}

/** The number of the choice whose token an ID is, from 1 as in `answer.id`; any other ID as it is. */
export function choiceNumber(id: string | undefined): string | undefined {
	const [token, , , , , what = ''] = form.exec(id?.slice(0, longest) ?? '') ?? [];
	return token === id && what.length === 1 ? String(Number(what) + 1) : id;
}

/** A request with the number of its choice in place of each token: the same, however often it is asked. */
export function withoutTokens<Request extends { readonly body?: IDataObject }>(request: Request): Request {
	if (request.body === undefined) return request;
	const body: unknown = JSON.parse(JSON.stringify(request.body), (_, value: unknown) =>
		typeof value === 'string' && value.startsWith(tokenStart) ? value.split('.')[4] : value,
	);
	return { ...request, body };
}
