import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Findings } from '../input/findings';
import { parseJson } from '../input/json';
import type { Values } from '../input/parameters';
import { identifier } from '../input/text';

/** What a flow starts with. Read by `flow`. */
export const flowField: INodeProperties = {
	displayName: 'Flow',
	name: 'flow',
	type: 'fixedCollection',
	placeholder: 'Add Flow',
	default: {},
	description: 'For a template with a button that opens a WhatsApp flow',
	options: [
		{
			displayName: 'Flow',
			name: 'values',
			values: [
				{
					displayName: 'Token',
					name: 'token',
					type: 'string',
					typeOptions: { password: true },
					default: '',
					placeholder: 'e.g. booking-1042',
					description: 'Comes back with the answers of the flow',
				},
				{
					displayName: 'Data',
					name: 'data',
					type: 'json',
					default: '{}',
					description: 'Values for the first screen of the flow',
				},
			],
		},
	],
};

/**
 * A flow's `token` and `data`, in the places where the API wants them (contract §1.4, W 2): they take the first
 * button's place in the values and payloads. Without a token an empty one is sent, as clients do.
 */
export function flow(given: Values, findings: Findings): IDataObject {
	const token = identifier(given.token, 'Flow Token', findings);
	const data = parseJson(given.data, 'Flow Data', findings);
	return {
		is_flow_template: true,
		buttonPayload: { '0': ['flow_token'], '1': ['flow_action_data'] },
		buttonValues: { '0': [token], '1': [JSON.stringify(data ?? {})] },
	};
}
