import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../transport/reply';

/** Gives a parameter's value for the values of an item. */
export type Resolver = (json: IDataObject) => unknown;

/** `={{ $json.name }}` or `={{ $json["Full Name"].first }}`, as n8n writes it when a field is dragged. */
const plain = /^=\{\{\s*\$json((?:\.[A-Za-z_]\w*|\[\s*(?:"[^"\\]*"|'[^'\\]*')\s*\])+)\s*\}\}$/;

const step = /\.([A-Za-z_]\w*)|"([^"]*)"|'([^']*)'/g;

/** The names by which a plain expression finds its value in an item, or nothing when it is any other. */
function path(expression: string): string[] | undefined {
	const [, steps] = plain.exec(expression) ?? [];
	if (steps === undefined) return undefined;
	return [...steps.matchAll(step)].map(([, bare, double, single]) => bare ?? double ?? single ?? '');
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

function holdsExpression(raw: unknown): boolean {
	if (typeof raw === 'string') return raw.startsWith('=');
	return typeof raw === 'object' && raw !== null && Object.values(raw).some(holdsExpression);
}
