import type { Findings } from './findings';
import { refusePlaceholder, text } from './text';

/** Longest address that is read; longer ones are refused. */
const maxLength = 8_192;

/** Names that only this machine or its own network knows, by their last part. */
const privateNames = ['local', 'localhost', 'internal', 'lan'];

/** Beginnings of addresses by number that only this machine or its own network can reach. */
const privateNumbers = /^(?:127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.|0\.|\[)/;

/** Whether a text begins as a web address does. */
export const looksLikeUrl = (value: unknown): value is string =>
	typeof value === 'string' && /^https?:\/\//i.test(value.slice(0, 100).trimStart());

/** An address in its parts: `https`, `example.com:8080` and `/a?b#c`; nothing when it is no web address. Linear. */
export function urlParts(url: string): { scheme: string; host: string; rest: string } | undefined {
	if (url.length > maxLength || /\s/.test(url)) return undefined;
	const [, scheme = '', after = ''] = /^(https?):\/\/(.*)$/i.exec(url) ?? [];
	const end = after.search(/[/?#]/);
	const host = end < 0 ? after : after.slice(0, end);
	const name = (host.split('@').pop() ?? '').toLowerCase();
	const labels = name
		.replace(/:\d{1,5}$/, '')
		.replace(/\.$/, '')
		.split('.');
	const isName = labels.length > 1 && labels.every((label) => label !== '' && !label.includes(':'));
	if (!isName && !name.startsWith('localhost') && !name.startsWith('[')) return undefined;
	return { scheme: scheme.toLowerCase(), host: name, rest: end < 0 ? '' : after.slice(end) };
}

function isPrivate(host: string): boolean {
	const name = host.replace(/:\d{1,5}$/, '').replace(/\.$/, '');
	return privateNumbers.test(name) || privateNames.includes(name.slice(name.lastIndexOf('.') + 1));
}

/** Reads the address of a media file: a full https address that WhatsApp's servers can open. */
export function mediaUrl(value: unknown, field: string, findings: Findings): string {
	const url = text(value, field, findings, { required: true }).trim();
	if (url === '') return url;
	const shown = url.length > 200 ? `${url.slice(0, 200)}…` : url;
	const remedy =
		'Give the full address of the file, beginning with https://, that anyone can open without logging in.';
	const parts = urlParts(url);
	if (parts === undefined) findings.add(field, `"${shown}" is not a web address`, remedy);
	else if (parts.scheme !== 'https') findings.add(field, `"${shown}" is not a secure address`, remedy);
	else if (isPrivate(parts.host))
		findings.add(field, `"${shown}" cannot be reached from outside your network`, remedy);
	else refusePlaceholder(url, field, findings);
	return url;
}
