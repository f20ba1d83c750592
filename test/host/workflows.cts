import { randomUUID } from 'node:crypto';
import type { IConnections, IDataObject, INode, INodeParameters } from 'n8n-workflow';

import type { Credential, WorkflowFile } from './api.cts';

export const node = (
	name: string,
	type: string,
	typeVersion: number,
	parameters: INodeParameters,
): INode => ({
	id: randomUUID(),
	name,
	type,
	typeVersion,
	position: [0, 0],
	parameters,
});

export const using = (credential: Credential) => ({
	[credential.type]: { id: credential.id, name: credential.name },
});

export const manualTrigger = (name: string) => node(name, 'n8n-nodes-base.manualTrigger', 1, {});

/** Starts the workflow when its path is called, and answers at once. */
export const webhookTrigger = (name: string, path: string): INode => ({
	...node(name, 'n8n-nodes-base.webhook', 2, { httpMethod: 'POST', path, responseMode: 'onReceived' }),
	webhookId: randomUUID(),
});

/** A Code node that puts out the items. */
export const codeNode = (name: string, items: IDataObject[]) =>
	node(name, 'n8n-nodes-base.code', 2, {
		jsCode: `return ${JSON.stringify(items.map((json) => ({ json })))};`,
	});

/** Puts out the items of a list in the body of the webhook. */
export const splitBody = (name: string, field: string) =>
	node(name, 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut: `body.${field}`, options: {} });

export const interaktNode = (name: string, credential: Credential, parameters: INodeParameters): INode => ({
	...node(name, 'n8n-nodes-interakt.interakt', 1, parameters),
	credentials: using(credential),
});

/** A run by hand that makes a file and sends it as a document. */
export const documentOfFile = (credential: Credential): WorkflowFile =>
	chain('Document', [
		manualTrigger('Start'),
		codeNode('Note', [{ text: 'Thank you' }]),
		node('File', 'n8n-nodes-base.convertToFile', 1.1, { operation: 'toText', sourceProperty: 'text' }),
		interaktNode('Send', credential, {
			resource: 'message',
			operation: 'sendDocument',
			phoneNumber: '99999 99999',
			mediaSource: 'binary',
			binaryPropertyName: 'data',
		}),
	]);

/** Sends each order in the body of a call its message. */
export const ordersWorkflow = (
	credential: Credential,
	path: string,
	additionalFields: IDataObject,
): WorkflowFile =>
	chain('Send orders', [
		webhookTrigger('Start', path),
		splitBody('Orders', 'orders'),
		interaktNode('Send', credential, {
			resource: 'message',
			operation: 'sendText',
			phoneNumber: '={{ $json.phone }}',
			message: 'Your order is on its way',
			additionalFields: additionalFields as INodeParameters,
		}),
	]);

/** The trigger that follows contacts; polls every minute unless told otherwise. */
export const contactTriggerNode = (
	name: string,
	credential: Credential,
	parameters: INodeParameters = { pollTimes: { item: [{ mode: 'everyMinute' }] } },
): INode => ({
	...node(name, 'n8n-nodes-interakt.interaktContactTrigger', 1, parameters),
	credentials: using(credential),
});

/** An HTTP Request node that authenticates as the credential's own nodes do. */
export const httpRequestNode = (
	name: string,
	credential: Credential,
	parameters: INodeParameters,
): INode => ({
	...node(name, 'n8n-nodes-base.httpRequest', 4.5, {
		authentication: 'predefinedCredentialType',
		nodeCredentialType: credential.type,
		...parameters,
	}),
	credentials: using(credential),
});

/** A workflow whose nodes follow one another, left to right. */
export function chain(name: string, nodes: INode[]): WorkflowFile {
	const connections: IConnections = {};
	nodes.forEach((each, index) => {
		each.position = [index * 220, 0];
		const next = nodes[index + 1];
		if (next) connections[each.name] = { main: [[{ node: next.name, type: 'main', index: 0 }]] };
	});
	return { name, nodes, connections, settings: { executionOrder: 'v1' } };
}
