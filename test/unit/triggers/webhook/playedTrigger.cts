/** A trigger whose n8n is played: what it gives to a call, and what it is told. n8n's own engine is in test/engine. */
import { createHmac } from 'node:crypto';
import { EventEmitter } from 'node:events';

import type { IDataObject, IHttpRequestOptions, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { answerWebhook } from '../../../../nodes/Interakt/triggers/webhook/handle';

export const secret = 'a secret for tests only';

export const sign = (bytes: Buffer, key = secret) =>
	`sha256=${createHmac('sha256', key).update(bytes).digest('hex')}`;

/** What a call comes with, besides its body. */
export interface CallGiven {
	/** Signed by the secret unless told. */
	readonly headers?: IDataObject;
	readonly mode?: 'manual' | 'webhook';
	readonly contentType?: string | undefined;
	/** Of a call that somebody has answered already, as n8n does at its limit of time. */
	readonly isAnswered?: boolean;
}

/** What a call is answered with by the trigger itself, and what n8n is told. */
export interface Called extends IWebhookResponseData {
	readonly status?: number;
	readonly answer?: unknown;
}

export interface TriggerGiven {
	/** Values of fields, by their names. */
	readonly parameters?: IDataObject;
	readonly options?: IDataObject;
	/** Nothing when it has been deleted. */
	readonly credential?: IDataObject | undefined;
	/** What n8n throws when it cannot read a credential. */
	readonly unreadable?: unknown;
	readonly credentialId?: string;
	/** Whether no credential is chosen in the node. */
	readonly hasNoCredential?: boolean;
	readonly workflowId?: string;
	readonly nodeId?: string;
	/** What answers the requests of the trigger. */
	readonly web?: (options: IHttpRequestOptions) => Promise<unknown>;
	/** What Interakt answers to a message. */
	readonly interakt?: { readonly statusCode: number; readonly body: IDataObject };
	readonly isEncrypted?: boolean;
	/** The path by which a call comes to n8n. */
	readonly calledAt?: string;
	/** The address of the trigger as n8n knows it. */
	readonly publicUrl?: string | undefined;
	/** n8n's own address of executions that wait. */
	readonly resumeUrl?: string;
}

let made = 0;

export class PlayedTrigger {
	/** What can be changed between calls. */
	credential: IDataObject | undefined;
	/** How often the credential was read. */
	read = 0;
	/** What n8n stores with the workflow. */
	readonly stored: IDataObject = {};
	/** What was written into n8n's log. */
	readonly lines: Array<readonly [level: string, line: string, about?: unknown]> = [];
	/** What was requested, of this n8n and of others. */
	readonly requests: IHttpRequestOptions[] = [];
	/** How often n8n was asked for the address of the trigger. */
	urlsRead = 0;
	/** What was sent to Interakt. */
	readonly sent: unknown[] = [];
	private readonly workflowId: string;

	constructor(private readonly given: TriggerGiven = {}) {
		this.workflowId = given.workflowId ?? `workflow ${++made}`;
		this.credential =
			'credential' in given ? given.credential : { secretKey: `key ${made}`, webhookSecret: secret };
	}

	/** A call of Interakt, as the code of the trigger sees it. */
	context(bytes: Buffer, call: CallGiven = {}): IWebhookFunctions {
		return this.open(bytes, call).context;
	}

	async call(body: object | Buffer, call: CallGiven = {}): Promise<Called> {
		const bytes = Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
		const { context, response } = this.open(bytes, call);
		const data = await answerWebhook(context);
		response.emit('close');
		return { ...data, ...response.said };
	}

	private open(bytes: Buffer, call: CallGiven) {
		const { given, stored, lines } = this;
		const headers = call.headers ?? { 'interakt-signature': sign(bytes) };
		const values: IDataObject = { events: ['any'], ...given.parameters, options: this.options() };
		const request = {
			contentType: 'contentType' in call ? call.contentType : 'application/json',
			socket: { localPort: 5678, ...(given.isEncrypted && { encrypted: true }) },
			originalUrl: given.calledAt ?? '/webhook/a/webhook',
			rawBody: undefined as Buffer | undefined,
			readRawBody: async () => void (request.rawBody = bytes),
		};
		const said: { status?: number; answer?: unknown } = {};
		const response = Object.assign(new EventEmitter(), {
			said,
			headersSent: call.isAnswered === true,
			status: (code: number) => Object.assign(response, { said: Object.assign(said, { status: code }) }),
			json: (answer: unknown) => {
				Object.assign(said, { answer });
				response.headersSent = true;
			},
		});
		const log = (level: string) => (line: string, about?: unknown) => void lines.push([level, line, about]);
		const id = given.credentialId ?? '1';
		const played = {
			getNode: () => ({
				id: given.nodeId ?? 'node',
				name: 'Interakt Trigger',
				...(!given.hasNoCredential && { credentials: { interaktApi: { id, name: 'Interakt' } } }),
			}),
			getWorkflow: () => ({ id: this.workflowId }),
			getMode: () => call.mode ?? 'webhook',
			getNodeParameter: (name: string, fallback: unknown) => values[name] ?? fallback,
			getHeaderData: () => headers,
			getRequestObject: () => request,
			getResponseObject: () => response,
			getWorkflowStaticData: (type: string) => (type === 'node' ? stored : {}),
			getNodeWebhookUrl: () => {
				this.urlsRead++;
				return 'publicUrl' in given ? given.publicUrl : 'https://n8n.example.com/webhook/a/webhook';
			},
			evaluateExpression: (expression: string) =>
				expression === '{{ $execution.resumeUrl }}' &&
				(given.resumeUrl ?? 'https://n8n.example.com/n8n/webhook-waiting/undefined'),
			getCredentials: async (type: string) => {
				this.read++;
				if (this.credential && type === 'interaktApi' && !given.hasNoCredential)
					return { ...this.credential };
				throw given.unreadable ?? new Error('Credential with ID "1" does not exist');
			},
			logger: { debug: log('debug'), info: log('info'), warn: log('warn'), error: log('error') },
			helpers: {
				httpRequest: async (options: IHttpRequestOptions) => {
					this.requests.push(options);
					return await given.web?.(options);
				},
				httpRequestWithAuthentication: async (_: string, { body }: IHttpRequestOptions) => {
					this.sent.push(body);
					return { headers: {}, ...(given.interakt ?? { statusCode: 200, body: { result: true, id: '1' } }) };
				},
				prepareBinaryData: async (content: Buffer, fileName: string, mimeType?: string) => ({
					data: content.toString('base64'),
					fileName,
					mimeType,
				}),
			},
		};
		return { context: played as unknown as IWebhookFunctions, response };
	}

	/** The examples were recorded long ago. */
	private options = (): IDataObject => ({ maximumAge: 0, ...this.given.options });
}
