/** The pages of the documentation: their text, links, anchors and pictures. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';

export const root = join(__dirname, '..', '..');

/** The Markdown files of a folder, and with `deep` of those below it, from the root of the repository. */
const pagesIn = (folder: string, deep: boolean): string[] =>
	readdirSync(join(root, folder), { withFileTypes: true, recursive: deep })
		.filter((entry) => entry.isFile() && entry.name.endsWith('.md'))
		.map((entry) => relative(root, join(entry.parentPath, entry.name)));

/** All pages that people read. */
export const pages: readonly string[] = [
	...pagesIn('.', false),
	...pagesIn('docs', true),
	...pagesIn('examples', true),
].sort();

export const pictures = (): string[] =>
	readdirSync(join(root, 'docs', 'images')).map((name) => join('docs', 'images', name));

const texts = new Map<string, string>();

export function textOf(page: string): string {
	const text = texts.get(page) ?? readFileSync(join(root, page), 'utf8');
	texts.set(page, text);
	return text;
}

/** Without what stands in code, where brackets are no links. */
const withoutCode = (text: string) =>
	text.replace(/^( *)(```|~~~)[\s\S]*?^\1\2$/gm, '').replace(/(`+)(?!`)[^\n]*?[^`]\1(?!`)/g, 'code');

export interface Link {
	/** As it stands there. */
	readonly target: string;
	/** The file that it means, from the root of the repository; nothing for an address on the web. */
	readonly file?: string;
	readonly anchor?: string;
}

/** What a page links to, its pictures too. */
export function linksOf(page: string): Link[] {
	const text = withoutCode(textOf(page));
	const found = [
		...text.matchAll(/\]\(([^)\s]+)\)/g),
		...text.matchAll(/(?:src|srcset|href)="([^"]+)"/g),
	].map(([, target = '']) => target);
	return found.map((target) => {
		if (/^[a-z]+:/.test(target)) return { target };
		const [path = '', anchor] = target.split('#');
		const file = path === '' ? page : normalize(join(dirname(page), path));
		return { target, file: file.replace(/\/$/, ''), ...(anchor !== undefined && { anchor }) };
	});
}

/** The anchor that GitHub gives to a heading. */
const anchorOf = (heading: string): string =>
	heading
		.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
		.toLowerCase()
		.replace(/[^\p{L}\p{M}\p{N}_\- ]/gu, '')
		.replace(/ /g, '-');

/** The anchors of a page; a heading that comes again gets a number. */
export function anchorsOf(page: string): string[] {
	const seen = new Map<string, number>();
	const text = textOf(page).replace(/^( *)(```|~~~)[\s\S]*?^\1\2$/gm, '');
	return [...text.matchAll(/^#{1,6} +(.*)$/gm)].map(([, heading = '']) => {
		const anchor = anchorOf(heading.trim());
		const before = seen.get(anchor) ?? 0;
		seen.set(anchor, before + 1);
		return before === 0 ? anchor : `${anchor}-${before}`;
	});
}

/** The cells of the rows of a text's tables, without the lines that separate heads from rows. */
export const cells = (text: string): string[][] =>
	text
		.split('\n')
		.filter((line) => line.startsWith('| ') && !/^\| -+ /.test(line))
		.map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim()))
		.map((row) => row.slice(1, -1));

/** The rows of a page's tables that have not as many cells as the head: with such a second row GitHub shows no table. */
export function unevenRows(page: string): string[] {
	const text = textOf(page).replace(/^( *)(```|~~~)[\s\S]*?^\1\2$/gm, '');
	const cellsIn = (line: string) => line.split(/(?<!\\)\|/).length;
	const lines = text.split('\n');
	let head: string | undefined;
	return lines.filter((line) => {
		if (!line.startsWith('|')) head = undefined;
		else head ??= line;
		return head !== undefined && cellsIn(line) !== cellsIn(head);
	});
}

/** The part of a page below a heading of the second level. */
export function section(page: string, heading: string): string {
	const found = textOf(page)
		.split(/^## /m)
		.find((part) => part.startsWith(`${heading}\n`));
	if (found === undefined) throw new Error(`${page} has no section ${heading}`);
	return found;
}
