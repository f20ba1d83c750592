import type { IDataObject } from 'n8n-workflow';

import type { Findings } from './findings';
import { optional, text, type Values } from './parameters';

/** The states of an order (contract §1.4). */
export const orderStatuses = ['processing', 'partially_shipped', 'shipped', 'completed', 'canceled'] as const;

/** `order_status` of an order-status template, from `referenceId`, `status` and `description`. Source: S4 §3.6. */
export function orderStatus(given: Values, findings: Findings): IDataObject {
	const status = text(given.status, 'Order Status', findings, { required: true }).trim();
	if (status !== '' && !orderStatuses.some((known) => known === status)) {
		findings.add('Order Status', `"${status}" is not a status`, `Use one of: ${orderStatuses.join(', ')}.`);
	}
	const reference = text(given.referenceId, 'Order Reference ID', findings, { required: true }).trim();
	const description = text(given.description, 'Order Description', findings);
	return {
		order_status: { reference_id: reference, order: { status, ...optional('description', description) } },
	};
}
