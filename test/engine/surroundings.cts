/** What n8n gives a workflow that runs in this process: where its credentials come from, and the facts of its host. */
import 'reflect-metadata';
import { ExecutionLifecycleHooks, type PackageDirectoryLoader } from 'n8n-core';
import {
	ICredentialsHelper,
	type ICredentialDataDecryptedObject,
	type IHttpRequestOptions,
	type INode,
	type INodeCredentialsDetails,
	type INodeType,
	type INodeTypes,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

/** What a node's credential holds; or none was chosen in the node, or the chosen one was deleted. */
export type Credential = ICredentialDataDecryptedObject | 'none' | 'deleted';

/** Every credential of the workflow is this one. */
export class OneCredential extends ICredentialsHelper {
	constructor(
		private readonly loader: PackageDirectoryLoader,
		private readonly data: Credential,
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

/** The surroundings of an execution of these nodes. */
export function surroundings(
	credentialsHelper: OneCredential,
	nodes: INode[],
): IWorkflowExecuteAdditionalData {
	const base = 'http://127.0.0.1:5678';
	return {
		credentialsHelper,
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
