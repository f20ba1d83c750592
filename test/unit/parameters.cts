import {
	type IDataObject,
	type INode,
	type INodeParameters,
	type INodeProperties,
	type INodeTypeDescription,
	type INodeTypes,
	NodeHelpers,
	Workflow,
} from 'n8n-workflow';

import { Interakt } from '../../nodes/Interakt/Interakt.node.ts';
import { resources } from '../../nodes/Interakt/actions';
import { findOperation, type Operation, type Resource } from '../../nodes/Interakt/actions/operation';
import type { Known } from '../../nodes/Interakt/actions/run/carryOut';
import { describeFindings, Findings } from '../../nodes/Interakt/input/findings';
import type { TemplateDefinition } from '../../nodes/Interakt/templates/definition';
import type { Parameters, UploadedFile } from '../../nodes/Interakt/input/parameters';
import { InteraktLegacy } from '../../nodes/InteraktLegacy/InteraktLegacy.node.ts';
import { resources as legacyResources } from '../../nodes/InteraktLegacy/actions';

/** A node of a workflow, for what only asks where it stands. */
export const nodeInWorkflow: INode = {
	id: '1',
	name: 'Interakt',
	type: 'n8n-nodes-interakt.interakt',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/** An expression of a node's description, as n8n's own evaluator resolves it for parameters. */
export async function evaluated(
	description: INodeTypeDescription,
	expression: string,
	parameters: INodeParameters,
): Promise<unknown> {
	const node = { ...nodeInWorkflow, parameters };
	const properties = description.properties.filter(({ name }) => name in parameters);
	const type = { description: { ...description, properties } };
	const nodeTypes = {
		getByName: () => type,
		getByNameAndVersion: () => type,
		getKnownTypes: () => ({}),
	} as unknown as INodeTypes;
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	await workflow.expression.acquireIsolate?.();
	try {
		return workflow.expression.getSimpleParameterValue(node, expression, 'internal', {});
	} finally {
		await workflow.expression.releaseIsolate?.();
	}
}

/** A node with everything that it can do. */
export interface KnownNode {
	readonly description: INodeTypeDescription;
	readonly resources: readonly Resource[];
}

export const nodes: readonly KnownNode[] = [
	{ description: new Interakt().description, resources },
	{ description: new InteraktLegacy().description, resources: legacyResources },
];

/** The operation behind `resource.operation`, and its node. */
export function operationOf(name: string): { node: KnownNode; operation: Operation } {
	const [resource = '', value = ''] = name.split('.');
	for (const node of nodes) {
		const operation = findOperation(node.resources, resource, value);
		if (operation) return { node, operation };
	}
	throw new Error(`There is no operation ${name}`);
}

/** What an item has besides its parameters. */
export interface Surroundings {
	readonly timeZone?: string;
	/** Of the account, e.g. `+91`. */
	readonly country?: string;
	/** Files of the item, by binary field. */
	readonly files?: Readonly<Record<string, { readonly fileName: string; readonly mimeType: string }>>;
	/** Files of the item that have been uploaded, by binary field. */
	readonly uploads?: Readonly<Record<string, UploadedFile>>;
	/** The columns of the item. */
	readonly json?: IDataObject;
	/** See `Parameters.mentions`. */
	readonly mentions?: Readonly<Record<string, string[][]>>;
}

/** `Parameters` over a plain object, for functions below an operation. */
export function plainParameters(
	values: Readonly<Record<string, unknown>>,
	{
		timeZone = 'Asia/Kolkata',
		country = '+91',
		files = {},
		uploads = {},
		json = {},
		mentions = {},
	}: Surroundings = {},
): Parameters {
	return {
		value: (name) => values[name],
		timeZone,
		country,
		file(property) {
			const file = Object.hasOwn(files, property) ? files[property] : undefined;
			return file && { item: 0, property, ...file };
		},
		uploads: new Map(Object.entries(uploads)),
		findings: new Findings(),
		json,
		mentions: (name) => mentions[name] ?? [],
	};
}

/** An account of which nothing is known beside the items: no templates. */
export const nothingKnown: Known = {
	templates: [],
	library: async () => ({ status: 'accepted', result: [] }),
	keys: undefined,
};

const shownProperties = new Map<string, INodeProperties[]>();

/**
 * The properties of a node that an operation can show, kept because n8n takes long to look at those of all
 * operations, and takes them away.
 *
 * @param name `resource.operation`
 */
function propertiesOf(name: string): INodeProperties[] {
	const kept = shownProperties.get(name);
	if (kept) return kept;
	const [resource = '', operation = ''] = name.split('.');
	const properties = operationOf(name).node.description.properties.filter(({ displayOptions }) => {
		const { resource: resources = [resource], operation: operations = [operation] } =
			displayOptions?.show ?? {};
		return resources.includes(resource) && operations.includes(operation);
	});
	shownProperties.set(name, properties);
	return properties;
}

/** What was chosen with a resource locator. */
function chosen(value: unknown): unknown {
	return typeof value === 'object' && value !== null && '__rl' in value && 'value' in value
		? value.value
		: value;
}

/**
 * `Parameters` of an operation where n8n itself has filled in the defaults of the fields that are shown and
 * taken away the others, so that a test lists only what a person sets.
 *
 * @param name `resource.operation`
 */
export const parametersOf = (name: string, given: INodeParameters, surroundings?: Surroundings): Parameters =>
	plainParameters(valuesOf(name, given), surroundings);

/** The values of `parametersOf`, by the name of the field. */
export function valuesOf(name: string, given: INodeParameters): Record<string, unknown> {
	const [resource = '', operation = ''] = name.split('.');
	const { description } = operationOf(name).node;
	const values =
		NodeHelpers.getNodeParameters(
			propertiesOf(name),
			{ resource, operation, ...given },
			true,
			false,
			{ typeVersion: 1 },
			description,
		) ?? {};
	return Object.fromEntries(Object.entries(values).map(([field, value]) => [field, chosen(value)]));
}

/**
 * What an operation makes of parameters: its request, of a list its first one, its fallbacks, and everything it found.
 *
 * @param templates What the account's list has.
 */
export function build(
	name: string,
	given: INodeParameters,
	surroundings?: Surroundings,
	templates: readonly TemplateDefinition[] = [],
) {
	return buildOf(name, parametersOf(name, given, surroundings), templates);
}

/** The same, of parameters whose values are already there. */
export function buildOf(name: string, parameters: Parameters, templates: readonly TemplateDefinition[] = []) {
	const { operation } = operationOf(name);
	const request =
		'list' in operation ? operation.list(parameters).first : operation.request(parameters, templates);
	const fallbacks = 'list' in operation ? [] : (operation.fallbacks?.(parameters, request, templates) ?? []);
	const { found, notices, files } = parameters.findings;
	return { request, fallbacks, found, notices, files, ...describeFindings(found) };
}
