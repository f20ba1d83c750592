import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { packageFolder } from '../package/staged.cts';

/** The part of JSON Schema that output previews use. */
interface Preview {
	readonly type: string;
	readonly properties?: Readonly<Record<string, Preview>>;
	readonly items?: Preview;
}

/** The output preview of an operation; the build ships it as it is. */
export function previewOf(node: 'Interakt' | 'InteraktLegacy', resource: string, operation: string): Preview {
	const file = join('nodes', node, '__schema__', 'v1.0.0', resource, `${operation}.json`);
	return JSON.parse(readFileSync(join(packageFolder, file), 'utf8'));
}

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const kindOf = (value: unknown): string =>
	value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;

/** Where an output and its preview part: members of another type, missing ones, and ones that nobody announced. */
export function unlikePreview({ type, properties, items }: Preview, value: unknown, place: string): string[] {
	if (kindOf(value) !== type) return [`${place} is ${kindOf(value)}, announced as ${type}`];
	if (Array.isArray(value) && items) {
		return value.flatMap((item, index) => unlikePreview(items, item, `${place}[${index}]`));
	}
	if (!isObject(value) || !properties) return [];
	const unannounced = Object.keys(value).filter((name) => !(name in properties));
	return [
		...unannounced.map((name) => `${place}.${name} is not announced`),
		...Object.entries(properties).flatMap(([name, preview]) =>
			name in value
				? unlikePreview(preview, value[name], `${place}.${name}`)
				: [`${place}.${name} is missing`],
		),
	];
}
