/** Calls the webhook of the built trigger inside n8n's own engine, as n8n's server does for each request. */
import 'reflect-metadata';

import { EventEmitter } from 'node:events';

import { HookContext, WebhookContext, type PackageDirectoryLoader } from 'n8n-core';
import {
	ICredentialsHelper,
	Workflow,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
	type INodeTypes,
	type IWebhookData,
	type IWebhookFunctions,
	type IWebhookResponseData,
	type IWorkflowExecuteAdditionalData,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

import { packageName } from './engine.cts';

/** n8n reads the credential of a trigger anew for each call that asks for it. */
class Credentials extends ICredentialsHelper {
	/** What the credential holds now; nothing when it has been deleted. */
	data: ICredentialDataDecryptedObject | undefined;
	read = 0;
	getParentTypes = () => [];
	isCredentialUsableByNode = () => true;
	authenticate = async () => await Promise.reject(new Error('not used'));
	preAuthentication = async () => undefined;
	runPreAuthentication = async () => undefined;
	getCredentials = async () => await Promise.reject(new Error('not used'));
	async getDecrypted(): Promise<ICredentialDataDecryptedObject> {
		this.read++;
		if (this.data) return { ...this.data };
		throw new Error('Credential with ID "1" does not exist for type "interaktApi".');
	}
	updateCredentials = async () => {};
	updateCredentialsOauthTokenData = async () => {};
	getCredentialsProperties = () => [];
}

/** The server's answer, as far as the trigger touches it. */
class Answer extends EventEmitter {
	statusCode = 200;
	body: unknown;
	isSent = false;
	get headersSent(): boolean {
		return this.isSent;
	}
	status(code: number): this {
		this.statusCode = code;
		return this;
	}
	json(body: unknown): this {
		this.body = body;
		this.isSent = true;
		this.close();
		return this;
	}
	/** What Node tells once the answer has left. */
	close(): void {
		queueMicrotask(() => this.emit('close'));
	}
}

export interface Call {
	readonly headers?: IDataObject;
	/** Of a form n8n keeps no bytes. */
	readonly bytes: Buffer | 'form';
}

/** What came of a call. */
export interface Called {
	/** What the trigger answered itself; n8n answers with 200 otherwise. */
	readonly status: number;
	readonly data: IWebhookResponseData;
	/** Items by output; none where no workflow is started. */
	readonly outputs: INodeExecutionData[][] | undefined;
	readonly answer: Answer;
}

export interface TriggerGiven {
	readonly parameters: INodeParameters;
	readonly credential?: ICredentialDataDecryptedObject;
	readonly withoutCredential?: boolean;
	/** Whether the calls come with TLS to n8n itself, without a proxy that ends it. */
	readonly withTls?: boolean;
	/** Told of what the trigger writes into n8n's log. */
	readonly log?: (level: string, line: string) => void;
	/** In place of n8n's request helper: the web beyond this machine. */
	readonly web?: IWebhookFunctions['helpers']['httpRequest'];
	/** In place of n8n's request helper for requests with a credential: Interakt. */
	readonly interakt?: IWebhookFunctions['helpers']['httpRequest'];
}

const optionsOf = ({ options }: INodeParameters): INodeParameters =>
	typeof options === 'object' && options !== null && !Array.isArray(options)
		? (options as INodeParameters)
		: {};

let made = 0;

/** A trigger in a workflow of its own. */
export class Trigger {
	readonly credentials = new Credentials();
	private readonly node: INode;
	private readonly workflowId = `workflow ${++made}`;
	private readonly type: INodeType;

	constructor(
		loader: PackageDirectoryLoader,
		private readonly given: TriggerGiven,
	) {
		this.type = loader.getNode('interaktTrigger').type as INodeType;
		this.credentials.data = given.credential;
		this.node = {
			id: 'trigger',
			name: 'Interakt Trigger',
			type: `${packageName}.interaktTrigger`,
			typeVersion: 2,
			position: [0, 0],
			webhookId: 'webhook-1',
			// The examples were recorded long ago.
			parameters: { ...given.parameters, options: { maximumAge: 0, ...optionsOf(given.parameters) } },
			...(!given.withoutCredential && { credentials: { interaktApi: { id: '1', name: 'Interakt' } } }),
		};
	}

	/** A fresh workflow for each call, with what is stored: n8n loads it from its database. */
	private workflow(): Workflow {
		const find = () => this.type;
		const nodeTypes: INodeTypes = { getByName: find, getByNameAndVersion: find, getKnownTypes: () => ({}) };
		return new Workflow({
			id: this.workflowId,
			nodes: [this.node],
			connections: {},
			active: true,
			nodeTypes,
			staticData: structuredClone(this.stored),
		});
	}

	/** What n8n has stored with the workflow. */
	stored: IDataObject = {};

	/** The answers of all calls, from their beginning. */
	readonly answers: Answer[] = [];

	private additionalData(more: object = {}): IWorkflowExecuteAdditionalData {
		const url = 'http://127.0.0.1:5678';
		return {
			credentialsHelper: this.credentials,
			webhookBaseUrl: `${url}/webhook`,
			webhookTestBaseUrl: `${url}/webhook-test`,
			webhookWaitingBaseUrl: 'https://n8n.example.com/webhook-waiting',
			...more,
		} as unknown as IWorkflowExecuteAdditionalData;
	}

	/** @param mode `manual` while a person listens for a test event. */
	async call({ headers = {}, bytes }: Call, mode: WorkflowExecuteMode = 'webhook'): Promise<Called> {
		const answer = new Answer();
		this.answers.push(answer);
		const isForm = bytes === 'form';
		const request: IDataObject = {
			headers,
			contentType: isForm ? 'multipart/form-data' : 'application/json',
			socket: { localPort: 5678, ...(this.given.withTls && { encrypted: true }) },
			originalUrl: '/webhook/webhook-1/webhook',
		};
		// n8n has not read what it cannot parse, until it is asked to.
		const readRawBody = async () => {
			if (isForm) throw new Error('The body has been read');
			Object.assign(request, { rawBody: bytes });
		};
		const workflow = this.workflow();
		const context = new WebhookContext(
			workflow,
			this.node,
			this.additionalData({ httpRequest: Object.assign(request, { readRawBody }), httpResponse: answer }),
			mode,
			this.webhookData(),
			[],
			null,
		);
		const { log, web, interakt } = this.given;
		if (web) context.helpers.httpRequest = web;
		if (interakt) {
			context.helpers.httpRequestWithAuthentication = async (_, options) => await interakt(options);
		}
		if (log) {
			const levels = ['debug', 'info', 'warn', 'error'];
			const logger = Object.fromEntries(levels.map((level) => [level, (line: string) => log(level, line)]));
			Object.defineProperty(context, 'logger', { value: logger });
		}
		if (!this.type.webhook) throw new Error('The trigger has no webhook');
		const data = await this.type.webhook.call(context);
		// As n8n stores it: as JSON, once it knows what to answer.
		if (Reflect.get(workflow.staticData, '__dataChanged') === true) {
			this.stored = JSON.parse(JSON.stringify(workflow.staticData)) as IDataObject;
		}
		// n8n answers what the trigger has not answered itself.
		if (!answer.isSent) answer.close();
		return { status: answer.statusCode, data, outputs: data.workflowData, answer };
	}

	/** What n8n does when the workflow is activated. */
	async activate(): Promise<boolean> {
		const context = new HookContext(
			this.workflow(),
			this.node,
			this.additionalData(),
			'trigger',
			'activate',
			this.webhookData(),
		);
		const { checkExists } = this.type.webhookMethods?.default ?? {};
		if (!checkExists) throw new Error('The trigger has no checkExists');
		return await checkExists.call(context);
	}

	private webhookData(): IWebhookData {
		const [webhookDescription] = this.type.description.webhooks ?? [];
		if (!webhookDescription) throw new Error('The trigger has no webhook');
		return {
			httpMethod: 'POST',
			node: this.node.name,
			path: 'webhook-1/webhook',
			webhookDescription,
			workflowId: this.workflowId,
			workflowExecuteAdditionalData: this.additionalData(),
		};
	}
}
