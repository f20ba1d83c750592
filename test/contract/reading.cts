/** Which members of a webhook the trigger reads, and whether a schema of the contract has them. */
import type { IDataObject } from 'n8n-workflow';

import { eventOf } from '../../nodes/Interakt/triggers/webhook/parse';
import { contractDocument, type Schema } from './document.cts';

/** Steps from the whole body to a member: its names, `[]` for an item of a list, `{}` for the JSON in a string. */
export type Path = readonly string[];

/** Everything that the trigger looks at in a body, whether it is there or not. */
export function readPaths(body: IDataObject): Path[] {
	const paths = new Map<string, Path>();
	const texts = new Map<string, Path>();
	const watched = (value: unknown, path: Path): unknown => {
		if (typeof value === 'string') texts.set(value, path);
		if (typeof value !== 'object' || value === null) return value;
		const isList = Array.isArray(value);
		const note = (name: string | symbol) => {
			const own = [...path, String(name)];
			if (typeof name === 'string' && !isList) paths.set(own.join('.'), own);
			return isList ? [...path, '[]'] : own;
		};
		return new Proxy(value, {
			get: (target, name) => watched(Reflect.get(target, name), note(name)),
			has: (target, name) => (note(name), Reflect.has(target, name)),
			getOwnPropertyDescriptor: (target, name) => (
				note(name),
				Reflect.getOwnPropertyDescriptor(target, name)
			),
		});
	};
	const parse = JSON.parse.bind(JSON);
	const parsing = jest.spyOn(JSON, 'parse').mockImplementation((text: string) => {
		const path = texts.get(text);
		return path ? watched(parse(text), [...path, '{}']) : parse(text);
	});
	eventOf(watched(body, []) as IDataObject);
	parsing.mockRestore();
	return [...paths.values()];
}

const listOf = (value: unknown): Schema[] => (Array.isArray(value) ? value : []);

/** What a schema says of the next step; nothing when it does not know it. */
function step(schema: Schema, name: string): Schema[] {
	const { $ref, allOf, anyOf, oneOf, then, properties, items, contentSchema, additionalProperties } = schema;
	const named = { ...(properties as object), '[]': items, '{}': contentSchema } as Record<string, Schema>;
	const known = named[name];
	const referred = contractDocument.components.schemas[String($ref).split('/').pop() ?? ''];
	const others = [referred, ...listOf(allOf), ...listOf(anyOf), ...listOf(oneOf), then as Schema | undefined];
	return [
		...(known ? [known] : []),
		...(additionalProperties === true ? [{ additionalProperties }] : []),
		...others.flatMap((other) => (other ? step(other, name) : [])),
	];
}

/** Whether a schema, in any of its alternatives, has a member. */
export const describes = (schema: Schema, path: Path): boolean =>
	path.reduce<Schema[]>((found, name) => found.flatMap((each) => step(each, name)), [schema]).length > 0;
