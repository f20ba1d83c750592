/**
 * What n8n's editor and n8n's agents ask of the built node, through n8n-core's own contexts: the entries of a
 * picker, the fields of a map, and a tool's calls.
 */
import { LoadOptionsContext, type PackageDirectoryLoader } from 'n8n-core';
import {
	Workflow,
	type ICredentialDataDecryptedObject,
	type INode,
	type INodeListSearchResult,
	type INodeParameters,
	type INodeType,
	type IWorkflowExecuteAdditionalData,
	type ResourceMapperFields,
} from 'n8n-workflow';

import type { Simulator } from '../simulator/simulator.cts';
import { loadPackage, packageName } from './engine.cts';
import { credentialOf } from './setting.cts';
import { nodeTypes, OneCredential, surroundings } from './surroundings.cts';

let accounts = 0;

/** A credential that no other test has: the node keeps the template list of an account for a minute. */
export const newAccount = (simulator: Simulator): ICredentialDataDecryptedObject => ({
	...credentialOf(simulator),
	baseUrl: simulator.url.replace(/(?=\/v1)/, `/account-${++accounts}`),
});

/** How often the template list was asked for. */
export const listRequests = ({ state }: Simulator) =>
	state.requests.filter(({ path }) => path === '/track/organization/templates');

/** Everything that was asked of the simulator but the template list. */
export const otherRequests = ({ state }: Simulator) =>
	state.requests.filter(({ path }) => path !== '/track/organization/templates');

/** What n8n gives a workflow that runs in this process, with one credential. */
export const additionalData = (
	loader: PackageDirectoryLoader,
	credential: ICredentialDataDecryptedObject,
	nodes: INode[],
): IWorkflowExecuteAdditionalData => surroundings(new OneCredential(loader, credential), nodes);

/** The node under test with its parameters and its credential. */
export const interaktNode = (parameters: INodeParameters, type = 'interakt'): INode => ({
	id: 'uuid-1234',
	name: 'Temp-Node',
	type: `${packageName}.${type}`,
	typeVersion: 1,
	position: [0, 0],
	parameters,
	credentials: { interaktApi: { id: '1', name: 'Test' } },
});

let loaded: Promise<PackageDirectoryLoader> | undefined;

/** The package, loaded once per test file. */
export async function loadOnce(): Promise<PackageDirectoryLoader> {
	loaded ??= loadPackage();
	return await loaded;
}

/** The node type as it is built. */
export const builtNode = async (): Promise<INodeType> =>
	(await loadOnce()).getNode('interakt').type as INodeType;

/** The context in which n8n calls a picker or a map: a node of its own in a workflow of its own. */
async function editing(
	credential: ICredentialDataDecryptedObject,
	parameters: INodeParameters,
	path: string,
) {
	const loader = await loadOnce();
	const type = await builtNode();
	const node = interaktNode(parameters);
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: nodeTypes(() => type),
	});
	const data = additionalData(loader, credential, [node]);
	data.currentNodeParameters = parameters;
	return new LoadOptionsContext(workflow, workflow.nodes['Temp-Node'] ?? node, data, path);
}

const sendTemplate = { resource: 'message', operation: 'sendTemplate' };

/** What the list of a picker shows for what was typed, from a page on. */
export async function searchTemplates(
	credential: ICredentialDataDecryptedObject,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const search = (await builtNode()).methods?.listSearch?.searchTemplates;
	if (search === undefined) throw new Error('The node has no such picker');
	const context = await editing(credential, sendTemplate, 'parameters.template');
	return await search.call(context, filter, paginationToken);
}

/** The fields that the editor shows for a template; it sends `null` for what it could not resolve. */
export async function templateVariables(
	credential: ICredentialDataDecryptedObject,
	template: INodeParameters | null,
	operation: INodeParameters = sendTemplate,
): Promise<ResourceMapperFields> {
	const variables = (await builtNode()).methods?.resourceMapping?.templateVariables;
	if (variables === undefined) throw new Error('The node has no such map');
	const context = await editing(
		credential,
		{ ...operation, template: template as INodeParameters },
		'parameters.templateValues',
	);
	return await variables.call(context);
}

/** The fields that the editor shows for the traits of the account, over what it has stored. */
export async function contactTraits(
	credential: ICredentialDataDecryptedObject,
	traitsColumns: INodeParameters = { mappingMode: 'defineBelow', value: null },
): Promise<ResourceMapperFields> {
	const traits = (await builtNode()).methods?.resourceMapping?.contactTraits;
	if (traits === undefined) throw new Error('The node has no such map');
	const parameters = { resource: 'contact', operation: 'upsert', traitsInput: 'columns', traitsColumns };
	return await traits.call(await editing(credential, parameters, 'parameters.traitsColumns'));
}

/** A template that was picked from the list. */
export const picked = (name: string, language = 'en'): INodeParameters => ({
	__rl: true,
	mode: 'list',
	value: `${name}|${language}`,
});

/** The map of a picked template, as the editor stores it. */
export const mapOf = (
	value: Record<string, string | number | boolean | null>,
	schema: ResourceMapperFields['fields'] = [],
): INodeParameters => ({
	mappingMode: 'defineBelow',
	value,
	matchingColumns: [],
	schema: schema as unknown as INodeParameters[],
	attemptToConvertTypes: false,
	convertFieldsToString: false,
});
