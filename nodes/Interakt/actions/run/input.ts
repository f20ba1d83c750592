import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { DateOrders } from '../../input/dateOrder';
import { isObject } from '../../shared/isObject';
import type { Input } from '../operation';

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

/**
 * What n8n gives for the items of a run: parameters with their expressions resolved, and files. n8n evaluates an
 * expression in about half a millisecond, so each parameter is read once an item, and one whose expressions only
 * name values of the item is read from the item itself: from the second item on, when n8n gave the same for the
 * first.
 *
 * @param dateOrders Of the run, for all its items.
 */
export function inputsOf(
	context: IExecuteFunctions,
	dateOrders: DateOrders,
): (item: INodeExecutionData, index: number) => Input {
	const timeZone = context.getTimezone();
	const [first] = context.getInputData();
	// Without n8n's own check of types, which stops the run with the ID of a value before our findings speak.
	const evaluate = (name: string, index: number): unknown =>
		context.getNodeParameter(name, index, null, { skipValidation: true });
	const resolver = remembering((name): Resolver | undefined => {
		const raw: unknown = context.getNodeParameter(name, 0, null, { rawExpressions: true });
		const resolve = resolverOf(raw);
		if (resolve === undefined || first === undefined) return undefined;
		return JSON.stringify(resolve(first.json)) === JSON.stringify(evaluate(name, 0)) ? resolve : undefined;
	});
	return (item, index) => ({
		value: remembering((name) => chosen(resolver(name)?.(item.json) ?? evaluate(name, index))),
		timeZone,
		dateOrders,
		file: (property) => {
			const binary = item.binary?.[property];
			if (binary === undefined) return undefined;
			const { fileName = property, mimeType } = binary;
			return { item: index, property, fileName, mimeType };
		},
	});
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
