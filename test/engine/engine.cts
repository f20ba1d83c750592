/**
 * Runs the built package inside n8n's own engine (n8n-core), without an n8n host: the workflow is
 * "Items" → the node under test, executed as n8n would.
 */
import 'reflect-metadata';
import { join } from 'node:path';

import { ExecutionLifecycleHooks, PackageDirectoryLoader, WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	ICredentialsHelper,
	Workflow,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type IHttpRequestOptions,
	type INode,
	type INodeCredentialsDetails,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
	type INodeTypes,
	type IWorkflowExecuteAdditionalData,
	type OnError,
} from 'n8n-workflow';

export const packageFolder = join(__dirname, '..', '..');
export const packageName = 'n8n-nodes-interakt';

/** The package as n8n loads it from a folder: from `package.json` and `dist`. */
export async function loadPackage(): Promise<PackageDirectoryLoader> {
	const loader = new PackageDirectoryLoader(packageFolder);
	await loader.loadAll();
	return loader;
}

/** A node that puts out what a test gives it. */
function itemsNode(items: INodeExecutionData[]): INodeType {
	return {
		description: {
			displayName: 'Items',
			name: 'items',
			group: ['input'],
			version: 1,
			description: '',
			defaults: {},
			inputs: [],
			outputs: ['main'],
			properties: [],
		},
		execute: async () => [items],
	};
}

export class Credentials extends ICredentialsHelper {
	constructor(
		private readonly loader: PackageDirectoryLoader,
		private readonly data: Run['credential'],
	) {
		super();
	}
	/** How often n8n read and decrypted a credential. */
	decrypted = 0;
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
	async getDecrypted(
		_additionalData: unknown,
		{ id }: INodeCredentialsDetails,
		type: string,
	): Promise<ICredentialDataDecryptedObject> {
		this.decrypted++;
		if (typeof this.data === 'object') return { ...this.data };
		// As n8n's own helper says it.
		throw new Error(`Credential with ID "${id}" does not exist for type "${type}".`);
	}
	updateCredentials = async () => {};
	updateCredentialsOauthTokenData = async () => {};
	getCredentialsProperties = () => [];
}

export interface Run {
	/** Type below the package, e.g. `interakt`. */
	readonly node?: string;
	readonly parameters: INodeParameters;
	/** One item a row; binary data through `items` in full form. */
	readonly rows?: IDataObject[];
	readonly items?: INodeExecutionData[];
	/** What it holds; or none was chosen in the node, or the chosen one was deleted. */
	readonly credential: ICredentialDataDecryptedObject | 'none' | 'deleted';
	readonly credentialType?: string;
	readonly onError?: OnError;
	readonly timeZone?: string;
}

export interface RunResult {
	/** Items by output: the main one, then the error output where there is one. */
	readonly outputs: INodeExecutionData[][];
	/** The error with which the node stopped. */
	readonly error: (Error & { description?: string | null; context?: IDataObject }) | undefined;
	/** How often the credential was read and decrypted. */
	readonly decrypted: number;
}

/** Runs the node once and gives back what n8n would show. */
export async function run(loader: PackageDirectoryLoader, options: Run): Promise<RunResult> {
	const { node: type = 'interakt', credentialType = 'interaktApi', parameters, rows, credential } = options;
	const items = options.items ?? (rows ?? [{}]).map((json, item) => ({ json, pairedItem: { item } }));
	const source: INode = {
		id: '1',
		name: 'Items',
		type: 'items',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	const tested: INode = {
		id: '2',
		name: 'Tested',
		type: `${packageName}.${type}`,
		typeVersion: 1,
		position: [200, 0],
		parameters,
		...(credential !== 'none' && { credentials: { [credentialType]: { id: '1', name: 'Test' } } }),
		...(options.onError && { onError: options.onError }),
	};
	const find = (name: string): INodeType =>
		name === 'items' ? itemsNode(items) : (loader.getNode(name.split('.').pop() ?? '').type as INodeType);
	const nodeTypes: INodeTypes = {
		getByName: find,
		getByNameAndVersion: find,
		getKnownTypes: () => ({}),
	};
	const workflow = new Workflow({
		id: 'workflow',
		nodes: [source, tested],
		connections: { Items: { main: [[{ node: 'Tested', type: 'main', index: 0 }]] } },
		active: false,
		nodeTypes,
		settings: { executionOrder: 'v1', timezone: options.timeZone ?? 'Asia/Kolkata' },
	});
	const credentials = new Credentials(loader, credential);
	const base = 'http://127.0.0.1:5678';
	const additionalData = {
		credentialsHelper: credentials,
		hooks: new ExecutionLifecycleHooks('manual', 'execution', {
			id: 'workflow',
			name: 'Workflow',
			active: false,
			isArchived: false,
			createdAt: new Date(0),
			updatedAt: new Date(0),
			nodes: [source, tested],
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
	const runData = createRunExecutionData({
		executionData: {
			contextData: {},
			nodeExecutionStack: [{ node: source, data: { main: [[{ json: {} }]] }, source: null }],
			metadata: {},
			waitingExecution: {},
			waitingExecutionSource: {},
		},
	});
	const result = await new WorkflowExecute(additionalData, 'manual', runData).processRunExecutionData(
		workflow,
	);
	const { resultData } = result.data;
	const task = resultData.runData.Tested?.[0];
	return {
		outputs: (task?.data?.main ?? []).map((output) => output ?? []),
		error: task?.error ?? resultData.error,
		decrypted: credentials.decrypted,
	};
}
