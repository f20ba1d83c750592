import type { IDataObject } from 'n8n-workflow';

import type { Findings } from './findings';
import { parseJson } from './json';
import { text, type Values } from './parameters';

/**
 * A flow's `token` and `data`, in the places where the API wants them (contract §1.4, W 2): they take the first
 * button's place in the values and payloads.
 */
export function flow(given: Values, findings: Findings): IDataObject {
	const token = text(given.token, 'Flow Token', findings, { required: true });
	const data = parseJson(given.data, 'Flow Data', findings);
	return {
		is_flow_template: true,
		buttonPayload: { '0': ['flow_token'], '1': ['flow_action_data'] },
		buttonValues: { '0': [token], '1': [JSON.stringify(data ?? {})] },
	};
}
