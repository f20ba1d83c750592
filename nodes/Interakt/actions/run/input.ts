import type { IBinaryData, IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { DateOrders } from '../../input/dateDay';
import type { Place } from '../../input/country';
import { isEmptyFile } from '../../input/file';
import { trimmed } from '../../input/text';
import { isObject } from '../../shared/isObject';
import { firstBytes, nameAndType } from '../../transport/multipart';
import type { FileReference } from '../../transport/request';
import type { Input } from '../operation';

/** Gives a parameter's value for the values of an item. */
export type Resolver = (json: IDataObject) => unknown;

/** `={{ $json.name }}` or `={{ $json["Full Name"].first }}`, as n8n writes it when a field is dragged. */
const plain = /^=\{\{\s*\$json((?:\.[A-Za-z_]\w*|\[\s*(?:"[^"\\]*"|'[^'\\]*')\s*\])+)\s*\}\}$/;

const step = /\.([A-Za-z_]\w*)|"([^"]*)"|'([^']*)'/g;

const namesIn = (steps: string): string[] =>
	[...steps.matchAll(step)].map(([, bare, double, single]) => bare ?? double ?? single ?? '');

/** The names by which a plain expression finds its value in an item, or nothing when it is any other. */
function path(expression: string): string[] | undefined {
	const [, steps] = plain.exec(expression) ?? [];
	return steps === undefined ? undefined : namesIn(steps);
}

const follow = (json: IDataObject, names: readonly string[]): unknown =>
	names.reduce<unknown>(
		(value, name) => (isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined),
		json,
	);

/**
 * A function in place of a parameter whose expressions do nothing but name a value of the item, however deep they
 * stand in it. n8n needs about half a millisecond to evaluate an expression, which for thousands of items is most
 * of what a run costs.
 *
 * @param raw The parameter as it was typed.
 * @returns Nothing when it holds any other expression.
 */
export function resolverOf(raw: unknown): Resolver | undefined {
	if (typeof raw === 'string' && raw.startsWith('=')) {
		const names = path(raw);
		return names && ((json) => follow(json, names));
	}
	if (!holdsExpression(raw)) return () => raw;
	const members: Array<[string, Resolver]> = [];
	for (const [name, value] of Object.entries(raw ?? {})) {
		const resolver = resolverOf(value);
		if (resolver === undefined) return undefined;
		members.push([name, resolver]);
	}
	const resolved = (json: IDataObject) => members.map(([name, resolver]) => [name, resolver(json)] as const);
	return Array.isArray(raw)
		? (json) => resolved(json).map(([, value]) => value)
		: (json) => Object.fromEntries(resolved(json));
}

/** Names of the values that plain expressions ask for, however deep they stand in a parameter. */
function pathsIn(raw: unknown): string[][] {
	if (typeof raw === 'string') {
		const names = raw.startsWith('=') ? path(raw) : undefined;
		return names ? [names] : [];
	}
	return typeof raw === 'object' && raw !== null ? Object.values(raw).flatMap(pathsIn) : [];
}

/** What an expression mentions of its item, wherever it does. */
const mention = /\$json((?:\.[A-Za-z_]\w*|\[\s*(?:"[^"\\]*"|'[^'\\]*')\s*\])+)/g;

/** The names on the way to each value that the expressions of a parameter mention, however deep they stand in it. */
function mentionsIn(raw: unknown): string[][] {
	if (typeof raw === 'string') {
		return raw.startsWith('=') ? [...raw.matchAll(mention)].map(([, steps = '']) => namesIn(steps)) : [];
	}
	return typeof raw === 'object' && raw !== null ? Object.values(raw).flatMap(mentionsIn) : [];
}

/** `$('Contacts').item.json` and the like: the item of another node, as n8n writes it when a field of it is dragged. */
const ofNode =
	/^(=\{\{\s*)(?:\$\((?:"[^"\\]*"|'[^'\\]*')\)|\$input)\.(?:item|first\(\)|last\(\))\.json(?=[.[])/;

/**
 * Whether a parameter is an expression that does more than name a value of an item, of this node's or another's:
 * where it gives nothing, it may be that it could not be evaluated.
 */
export const isBroken = (raw: unknown): boolean =>
	typeof raw === 'string' &&
	raw.startsWith('=') &&
	path(raw.replace(ofNode, (_, before: string) => `${before}$json`)) === undefined;

/** How a name reads in a sentence, with the marks that nobody sees spelt out. */
const spelt = (name: string) =>
	name.replace(/[^\S ]|\p{Cf}/gu, (mark) =>
		mark === '\uFEFF' ? '<byte order mark>' : mark === '\t' ? '<tab>' : '<invisible>',
	);

/**
 * Where an expression finds nothing, and the item has the same name with blanks, a tab or a byte order mark around it:
 * a sentence that names it.
 */
export function misnamedIn(json: IDataObject, paths: ReadonlyArray<readonly string[]>): string[] {
	return paths.flatMap((names) => {
		let holder: unknown = json;
		for (const name of names) {
			if (!isObject(holder)) return [];
			if (!Object.hasOwn(holder, name)) {
				const wanted = trimmed(name);
				const other = Object.keys(holder).find((key) => trimmed(key) === wanted);
				if (other === undefined) return [];
				return [`The item has no "${spelt(name)}", but it has "${spelt(other)}"`];
			}
			holder = holder[name];
		}
		return [];
	});
}

function holdsExpression(raw: unknown): boolean {
	if (typeof raw === 'string') return raw.startsWith('=');
	return typeof raw === 'object' && raw !== null && Object.values(raw).some(holdsExpression);
}

/**
 * What n8n gives for the items of a run: parameters with their expressions resolved, and files. n8n evaluates an
 * expression in about half a millisecond, so each parameter is read once an item, and one whose expressions only
 * name values of the item is read from the item itself: from the second item on, when n8n gave the same for the
 * first.
 *
 * @param place Where the account is.
 * @param dateOrders Of the run, for all its items.
 */
export function inputsOf(
	context: IExecuteFunctions,
	place: Place,
	dateOrders: DateOrders,
): (item: INodeExecutionData, index: number) => Input {
	const [first] = context.getInputData();
	// Without n8n's own check of types, which stops the run with the ID of a value before our findings speak.
	const evaluate = (name: string, index: number): unknown =>
		context.getNodeParameter(name, index, null, { skipValidation: true });
	const raw = remembering((name): unknown =>
		context.getNodeParameter(name, 0, null, { rawExpressions: true }),
	);
	const paths = remembering((name) => pathsIn(raw(name)));
	const mentions = remembering((name) => mentionsIn(raw(name)));
	const resolver = remembering((name): Resolver | undefined => {
		const resolve = resolverOf(raw(name));
		if (resolve === undefined || first === undefined) return undefined;
		return JSON.stringify(resolve(first.json)) === JSON.stringify(evaluate(name, 0)) ? resolve : undefined;
	});
	return (item, index) => {
		const read = new Set<string>();
		const value = remembering((name) => {
			read.add(name);
			return chosen(resolver(name)?.(item.json) ?? evaluate(name, index));
		});
		return {
			value,
			raw,
			misnamed: () => [...new Set([...read].flatMap((name) => misnamedIn(item.json, paths(name))))],
			...place,
			dateOrders,
			json: item.json,
			mentions,
			file: (property) => {
				const { binary = {} } = item;
				// A name such as toString belongs to every object of JavaScript.
				const file = Object.hasOwn(binary, property) ? binary[property] : undefined;
				return file && fileReference(file, index, property);
			},
		};
	};
}

/** A file as n8n describes it; where n8n keeps it in memory, its first bytes are looked at too. */
function fileReference(binary: IBinaryData, item: number, property: string): FileReference {
	const { fileName, mimeType, fileExtension, fileSize, bytes, id, data } = binary;
	// Four letters of base64 are three bytes.
	const start = id === undefined ? Buffer.from(data.slice(0, 4 * firstBytes), 'base64') : undefined;
	const given = { fileName, mimeType, fileExtension, fileSize, bytes, start };
	return { item, property, ...nameAndType(given), ...(isEmptyFile(given) && { isEmpty: true }) };
}

/** The same function, that finds out each name once. */
function remembering<Value>(find: (name: string) => Value): (name: string) => Value {
	const found = new Map<string, Value>();
	return (name) => {
		if (!found.has(name)) found.set(name, find(name));
		return found.get(name) as Value;
	};
}

/** A resource locator gives what was chosen with it; a field that is not shown gives nothing. */
function chosen(value: unknown): unknown {
	if (isObject(value) && value.__rl === true) return value.value;
	return value ?? undefined;
}
