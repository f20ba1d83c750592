/** The messages that are sent in all cases, and the workflows that send them, one for each contestant. */
import { randomUUID } from 'node:crypto';
import type { INode, INodeParameters } from 'n8n-workflow';

import type { Credential, WorkflowFile } from '../host/api.cts';
import {
	chain,
	codeNode,
	httpRequestNode,
	interaktNode,
	node,
	using,
	webhookTrigger,
} from '../host/workflows.cts';

/** A workflow that a webhook starts, and what is measured of it. */
export interface Workload {
	workflow: WorkflowFile;
	/** Path of the webhook. */
	path: string;
	/** The nodes whose time counts, from the first start to the last end. */
	timed: string[];
}

/** What sends the messages. */
export type Sender = (credential: Credential, url: string) => { nodes: INode[]; loop?: boolean };

const TEMPLATE = 'welcome_message';
const SEND = 'Send';
const LOOP = 'Loop Over Items';

/** The callback data of so many messages. */
export const keysOf = (count: number) => Array.from({ length: count }, (_, index) => `message-${index}`);

/** The bodies of so many messages, as the nodes send them. */
export const bodiesOf = (count: number) =>
	keysOf(count).map((callbackData, index) => ({
		countryCode: '+91',
		phoneNumber: `99999${String(index).padStart(5, '0')}`,
		callbackData,
		type: 'Template',
		template: { name: TEMPLATE, languageCode: 'en', bodyValues: [`Customer ${index}`] },
	}));

/** Makes the items in n8n, from the one with this number on; each has its own phone number. */
export const itemsNode = (count: number, first: number): INode => ({
	...codeNode('Messages', []),
	parameters: {
		jsCode: `return Array.from({ length: ${count} }, (_, index) => ${first} + index).map((index) => ({ json: {
	phone: '99999' + String(index).padStart(5, '0'),
	name: 'Customer ' + index,
	key: 'message-' + index,
} }));`,
	},
});

/** The package's own node: a template with three fields that are expressions. */
export const ours: Sender = (credential) => ({
	nodes: [
		interaktNode(SEND, credential, {
			resource: 'message',
			operation: 'sendTemplate',
			phoneNumber: '={{ $json.phone }}',
			template: { __rl: true, mode: 'name', value: TEMPLATE },
			languageCode: 'en',
			bodyValues: { values: [{ value: '={{ $json.name }}' }] },
			additionalFields: { callbackData: '={{ $json.key }}' },
		}),
	],
});

/** The same request as a person writes it into the HTTP Request node: the example from the documentation, with three expressions in it. */
const jsonBody = `={
  "countryCode": "+91",
  "phoneNumber": "{{ $json.phone }}",
  "callbackData": "{{ $json.key }}",
  "type": "Template",
  "template": {
    "name": "${TEMPLATE}",
    "languageCode": "en",
    "bodyValues": ["{{ $json.name }}"]
  }
}`;

const byHand = (credential: Credential, url: string, options: INodeParameters = {}): INode => ({
	...httpRequestNode(SEND, credential, {
		method: 'POST',
		url: `${url}/message/`,
		sendBody: true,
		specifyBody: 'json',
		jsonBody,
		options,
	}),
	// So that a refusal does not throw away what came of the other messages.
	onError: 'continueRegularOutput',
});

/** The HTTP Request node as it is. */
export const plain: Sender = (credential, url) => ({ nodes: [byHand(credential, url)] });

/** The HTTP Request node with Batching set to the limit: as many a second as it allows. */
export const batched =
	(perMinute: number): Sender =>
	(credential, url) => ({
		nodes: [
			byHand(credential, url, {
				batching: { batch: { batchSize: Math.floor(perMinute / 60), batchInterval: 1000 } },
			}),
		],
	});

/** The least that a node can do, to tell what n8n itself costs. */
export const bare: Sender = (credential, url) => ({
	nodes: [
		{
			...node(SEND, 'CUSTOM.bare', 1, { url: `${url}/message/` }),
			credentials: using(credential),
		},
	],
});

/** One after another: Loop Over Items around the HTTP Request node. */
export const oneByOne: Sender = (credential, url) => ({
	nodes: [node(LOOP, 'n8n-nodes-base.splitInBatches', 3, { options: {} }), byHand(credential, url)],
	loop: true,
});

/** A workflow that sends so many messages, from the one with the number `first` on. */
export function sending(
	sender: Sender,
	credential: Credential,
	url: string,
	count: number,
	first = 0,
): Workload {
	const { nodes, loop = false } = sender(credential, url);
	const path = randomUUID();
	const workflow = chain(`Send ${count}`, [webhookTrigger('Start', path), itemsNode(count, first), ...nodes]);
	if (loop) {
		workflow.connections[LOOP] = { main: [[], [{ node: SEND, type: 'main', index: 0 }]] };
		workflow.connections[SEND] = { main: [[{ node: LOOP, type: 'main', index: 0 }]] };
	}
	return { workflow, path, timed: nodes.map(({ name }) => name) };
}

const CONTACTS = 'Contacts';

const reading = (contacts: INode): Workload => {
	const path = randomUUID();
	return {
		workflow: chain('Read contacts', [webhookTrigger('Start', path), contacts]),
		path,
		timed: [contacts.name],
	};
};

/** The package's own node reads all contacts. */
export const readWithOurs = (credential: Credential): Workload =>
	reading(interaktNode(CONTACTS, credential, { resource: 'contact', operation: 'getAll', returnAll: true }));

/** The HTTP Request node reads all contacts by its own pagination, a hundred at a time. */
export const readByHand = (credential: Credential, url: string): Workload =>
	reading(
		httpRequestNode(CONTACTS, credential, {
			method: 'POST',
			url: `${url}/apis/users/`,
			sendQuery: true,
			queryParameters: { parameters: [{ name: 'limit', value: '100' }] },
			sendBody: true,
			specifyBody: 'json',
			jsonBody: '{ "filters": [] }',
			options: {
				pagination: {
					pagination: {
						paginationMode: 'updateAParameterInEachRequest',
						parameters: {
							parameters: [{ type: 'qs', name: 'offset', value: '={{ $pageCount * 100 }}' }],
						},
						paginationCompleteWhen: 'other',
						completeExpression: '={{ !$response.body.data.has_next_page }}',
					},
				},
			},
		}),
	);
