import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { DateOrders } from '../input/dateOrder';
import { isObject } from '../transport/reply';
import type { Input } from './operation';
import { resolverOf, type Resolver } from './plainExpressions';

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
