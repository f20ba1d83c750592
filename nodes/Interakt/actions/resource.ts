import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import type { Operation, Resource } from './operation';

/** A resource with its Operation list and the fields of its operations, each shown with its operation only. */
export function defineResource(
	value: string,
	operations: readonly [Operation, ...Operation[]],
	preferred = operations[0].option.value,
): Resource {
	const operationField: INodeProperties = {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [value] } },
		options: operations.map(({ option }) => option),
		default: preferred,
	};
	const fields = operations.flatMap(({ option, fields }) =>
		updateDisplayOptions({ show: { resource: [value], operation: [option.value] } }, fields),
	);
	return { value, operations, description: [operationField, ...fields] };
}
