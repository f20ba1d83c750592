/** What the editor asks of n8n for the template picker, by the routes that it asks. */
import type { INodeListSearchResult, INodeParameters, ResourceMapperFields } from 'n8n-workflow';

import type { Credential, N8nApi } from './api.cts';
import { using } from './workflows.cts';

const sendTemplate = { resource: 'message', operation: 'sendTemplate' };

/** A template that was picked from the list, e.g. `order_update|en`. */
export const pickedTemplate = (value: string): INodeParameters => ({ __rl: true, mode: 'list', value });

async function ask<T>(
	api: N8nApi,
	credential: Credential,
	route: 'resource-locator-results' | 'resource-mapper-fields',
	question: {
		path: string;
		methodName: string;
		currentNodeParameters: INodeParameters;
		filter?: string;
		paginationToken?: unknown;
		nodeTypeAndVersion?: { name: string; version: number };
	},
): Promise<T> {
	const { data } = await api.request<{ data: T }>({
		method: 'post',
		url: `/rest/dynamic-node-parameters/${route}`,
		data: {
			nodeTypeAndVersion: { name: 'n8n-nodes-interakt.interakt', version: 1 },
			credentials: using(credential),
			...question,
		},
	});
	return data;
}

/** A page of the list, for what was typed. */
export const searchTemplates = (
	api: N8nApi,
	credential: Credential,
	typed?: { filter?: string; paginationToken?: unknown },
): Promise<INodeListSearchResult> =>
	ask(api, credential, 'resource-locator-results', {
		path: 'parameters.template',
		methodName: 'searchTemplates',
		currentNodeParameters: sendTemplate,
		...typed,
	});

/** The fields that a picked template asks for, in the node or in its twin for AI agents. */
export const templateVariables = (
	api: N8nApi,
	credential: Credential,
	picked: string,
	nodeType = 'n8n-nodes-interakt.interakt',
): Promise<ResourceMapperFields> =>
	ask(api, credential, 'resource-mapper-fields', {
		path: 'parameters.templateValues',
		methodName: 'templateVariables',
		currentNodeParameters: { ...sendTemplate, template: pickedTemplate(picked) },
		nodeTypeAndVersion: { name: nodeType, version: 1 },
	});
