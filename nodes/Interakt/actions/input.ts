import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { isObject } from '../transport/reply';
import type { Input } from './operation';

/** What n8n gives for one item: its parameters, with expressions resolved, and its files. */
export function inputOf(context: IExecuteFunctions, item: INodeExecutionData, index: number): Input {
	return {
		value: (name) => chosen(context.getNodeParameter(name, index, null)),
		timeZone: context.getTimezone(),
		file: (property) => {
			const binary = item.binary?.[property];
			if (binary === undefined) return undefined;
			const { fileName = property, mimeType } = binary;
			return { item: index, property, fileName, mimeType };
		},
	};
}

/** A resource locator gives what was chosen with it; a field that is not shown gives nothing. */
function chosen(value: unknown): unknown {
	if (isObject(value) && value.__rl === true) return value.value;
	return value ?? undefined;
}
