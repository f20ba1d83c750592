import type { Findings } from './findings';
import { isGroup, onlyOne, valuesInside } from './inside';
import { refusePlaceholder, text, trimmed } from './text';

/** Longest address that is read; longer ones are refused. */
const maxLength = 8_192;

/** Names that only this machine or its own network knows, by their last part. */
const privateNames = ['local', 'localhost', 'internal', 'lan'];

/** Beginnings of addresses by number that only this machine or its own network can reach, or nobody. */
const privateNumbers =
	/^(?:127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|0\.|22[4-9]\.|2[345]\d\.|\[)/;

/** The last part of a host that browsers read as a number, and an address by number as everybody writes it. */
const numericPart = /^(?:\d+|0x[\da-f]*)$/;
const numericHost = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.|$)){4}$/;

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
	const isName =
		labels.length > 1 &&
		labels.every((label) => label !== '' && !label.includes(':')) &&
		(!numericPart.test(labels.at(-1) ?? '') || numericHost.test(labels.join('.')));
	if (!isName && !name.startsWith('localhost') && !name.startsWith('[')) return undefined;
	return { scheme: scheme.toLowerCase(), host: name, rest: end < 0 ? '' : after.slice(end) };
}

function isPrivate(host: string): boolean {
	const name = host.replace(/:\d{1,5}$/, '').replace(/\.$/, '');
	return privateNumbers.test(name) || privateNames.includes(name.slice(name.lastIndexOf('.') + 1));
}

/** An address without the quotes or angle brackets around it, and without what nobody sees. */
const bare = (given: string) =>
	/^(?:"(.*)"|'(.*)'|`(.*)`|<(.*)>)$/s.exec(trimmed(given))?.slice(1).join('').trim() ?? trimmed(given);

/** Whether a text is meant as the address of a file: a web address, also without its beginning, or a place on a disk. */
export const looksLikeFile = (value: unknown): value is string =>
	typeof value === 'string' &&
	/^["'`<]?(?:https?:|\/\/|data:|file:|blob:|ftp:|[a-z]:\\)/i.test(trimmed(value.slice(0, 100)));

const addressName = /url|src|link|href|file|image|video|document/i;

/** The address in a list or an object, as Airtable (`[{ url }]`) and Notion (`{ file: { url } }`) give a file. */
export function addressInside(group: object): { readonly url?: string; readonly ways: readonly string[] } {
	const inside = valuesInside(group, (value, name) =>
		looksLikeUrl(value) && (name === '' || addressName.test(name)) ? value : undefined,
	);
	const depth = (path: string) => path.split(/[.[]/).length;
	const least = Math.min(...inside.map(({ path }) => depth(path)));
	// Deeper ones are smaller forms of the same file.
	const shallow = inside.filter(({ path }) => depth(path) === least);
	const url = onlyOne(shallow)?.value;
	return { ...(url !== undefined && { url }), ways: shallow.map(({ path }) => path) };
}

/** What HTML and feeds write for the `&` of an address. */
const escapedAnd = /&(?:amp|#0?38|#x26);/gi;

/** Addresses that open a page around the file, not the file itself. */
const pages =
	/^https:\/\/(?:drive\.google\.com\/(?:file|open|drive)|docs\.google\.com\/.{1,200}\/(?:edit|view)|(?:www\.)?dropbox\.com\/(?!.*[?&](?:dl|raw)=1)|1drv\.ms\/|onedrive\.live\.com\/)/i;

/** Addresses one behind the other, as shops and forms write a list of files. */
const severalUrls = /[,;|\s]https?:\/\//i;

const oneUrl =
	"Give one address for each item, for example the first with .split(',')[0].trim() behind the expression.";

/** Reads the address of a media file: a full https address that WhatsApp's servers can open. */
export function mediaUrl(value: unknown, field: string, findings: Findings): string {
	const inside = isGroup(value) ? addressInside(value) : undefined;
	if (inside && inside.url === undefined && inside.ways.length > 1) {
		const remedy = `Choose one: for the first, write ${inside.ways[0] ?? ''} at the end of the expression.`;
		findings.add(field, `holds ${inside.ways.length} addresses`, remedy);
		return '';
	}
	if (inside?.url !== undefined)
		findings.notice(`${field}: "${inside.url.slice(0, 200)}" was taken out of it`);
	const given = bare(text(inside?.url ?? value, field, findings, { required: true }));
	if (given === '') return given;
	const url = given.replace(escapedAnd, '&');
	if (url !== given) findings.notice(`${field}: "&amp;" of HTML in it was taken for "&"`);
	const shown = url.length > 200 ? `${url.slice(0, 200)}…` : url;
	const remedy =
		'Give the full address of the file, beginning with https://, that anyone can open without logging in.';
	const parts = urlParts(url);
	if (severalUrls.test(url)) findings.add(field, `"${shown}" holds more than one address`, oneUrl);
	else if (parts === undefined) findings.add(field, `"${shown}" is not a web address`, remedy);
	else if (parts.scheme !== 'https') findings.add(field, `"${shown}" is not a secure address`, remedy);
	else if (isPrivate(parts.host))
		findings.add(field, `"${shown}" cannot be reached from outside your network`, remedy);
	else refusePlaceholder(/[/=]null(?=$|[/?&#.])/i.test(parts.rest) ? 'null' : url, field, findings);
	if (pages.test(url))
		findings.notice(
			`${field} opens a page around the file; the customer may get nothing. Use its direct link`,
		);
	return url;
}
