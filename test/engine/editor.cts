/**
 * What n8n's editor and n8n's agents ask of the built node, through n8n-core's own contexts: the entries of a
 * picker, the fields of a map, and a tool's calls.
 */
import { ExecutionLifecycleHooks, LoadOptionsContext, type PackageDirectoryLoader } from 'n8n-core';
import {
	ICredentialsHelper,
	Workflow,
	type ICredentialDataDecryptedObject,
	type IHttpRequestOptions,
	type INode,
	type INodeListSearchResult,
	type INodeParameters,
	type INodeType,
	type INodeTypes,
	type IWorkflowExecuteAdditionalData,
	type ResourceMapperFields,
} from 'n8n-workflow';

import type { Simulator } from '../simulator/simulator.cts';
import { loadPackage, packageName } from './engine.cts';
import { credentialOf } from './setting.cts';

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

class OneCredential extends ICredentialsHelper {
	constructor(
		private readonly loader: PackageDirectoryLoader,
		private readonly data: ICredentialDataDecryptedObject,
	) {
		super();
	}
	getParentTypes = () => [];
	isCredentialUsableByNode = () => true;
	async authenticate(credentials: ICredentialDataDecryptedObject, type: string, options: unknown) {
		const { authenticate } = this.loader.getCredential(type).type;
		const request = options as IHttpRequestOptions;
		return typeof authenticate === 'function' ? await authenticate(credentials, request) : request;
	}
	preAuthentication = async () => undefined;
	runPreAuthentication = async () => undefined;
	getCredentials = async () => await Promise.reject(new Error('not used'));
	getDecrypted = async () => ({ ...this.data });
	updateCredentials = async () => {};
	updateCredentialsOauthTokenData = async () => {};
	getCredentialsProperties = () => [];
}

/** What n8n gives a workflow that runs in this process, with one credential. */
export function additionalData(
	loader: PackageDirectoryLoader,
	credential: ICredentialDataDecryptedObject,
	nodes: INode[],
): IWorkflowExecuteAdditionalData {
	const base = 'http://127.0.0.1:5678';
	return {
		credentialsHelper: new OneCredential(loader, credential),
		hooks: new ExecutionLifecycleHooks('manual', 'execution', {
			id: 'workflow',
			name: 'Workflow',
			active: false,
			isArchived: false,
			createdAt: new Date(0),
			updatedAt: new Date(0),
			nodes,
			connections: {},
			activeVersionId: null,
		}),
		executionId: 'execution',
		currentNodeExecutionIndex: 0,
		restApiUrl: `${base}/rest`,
		instanceBaseUrl: base,
		formWaitingBaseUrl: `${base}/form-waiting`,
		webhookBaseUrl: `${base}/webhook`,
		webhookWaitingBaseUrl: `${base}/webhook-waiting`,
		webhookTestBaseUrl: `${base}/webhook-test`,
		variables: {},
		logAiEvent: () => {},
	} as unknown as IWorkflowExecuteAdditionalData;
}

/** The node types of a workflow in a test. */
export const nodeTypes = (find: (type: string) => INodeType): INodeTypes => ({
	getByName: find,
	getByNameAndVersion: find,
	getKnownTypes: () => ({}),
});

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
): Promise<ResourceMapperFields> {
	const variables = (await builtNode()).methods?.resourceMapping?.templateVariables;
	if (variables === undefined) throw new Error('The node has no such map');
	const context = await editing(
		credential,
		{ ...sendTemplate, template: template as INodeParameters },
		'parameters.templateValues',
	);
	return await variables.call(context);
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
