import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { meant } from '../input/choice';
import { type Findings, quoted } from '../input/findings';
import type { Values } from '../input/parameters';
import { identifier, optional, shownText, text } from '../input/text';

/** The states of an order (contract §1.4). */
export const orderStatuses = ['processing', 'partially_shipped', 'shipped', 'completed', 'canceled'] as const;

/** Shops write the last state in either way. */
const american = (status: string) => status.replace(/^(cancel)l(ed)$/i, '$1$2');

/** `order_status` of an order-status template, from `referenceId`, `status` and `description`. Source: S4 §3.6. */
export function orderStatus(given: Values, findings: Findings): IDataObject {
	const words = text(given.status, 'Order Status', findings, { required: true }).trim();
	const status = meant(american(words), orderStatuses) ?? words;
	if (status !== '' && !orderStatuses.some((known) => known === status)) {
		const shown = quoted(status);
		findings.add('Order Status', `${shown} is not a status`, `Use one of: ${orderStatuses.join(', ')}.`);
	}
	const reference = identifier(given.referenceId, 'Order Reference ID', findings, { required: true });
	const description = shownText(given.description, 'Order Description', findings);
	return {
		order_status: { reference_id: reference, order: { status, ...optional('description', description) } },
	};
}

/** The choices of a status, as a person reads them. */
export const orderStatusOptions = orderStatuses.map((value) => ({ name: titleCase(value), value }));

/** The new status of an order. Read by `orderStatus`. */
export const orderStatusField: INodeProperties = {
	displayName: 'Order Status',
	name: 'orderStatus',
	type: 'fixedCollection',
	placeholder: 'Add Order Status',
	default: {},
	description: 'For an order-status template',
	options: [
		{
			displayName: 'Order Status',
			name: 'values',
			values: [
				{
					displayName: 'Reference ID',
					name: 'referenceId',
					type: 'string',
					default: '',
					placeholder: 'e.g. order-1042',
					description: 'Your own ID of the order',
				},
				{
					displayName: 'Status',
					name: 'status',
					type: 'options',
					options: orderStatusOptions,
					default: 'processing',
				},
				{
					displayName: 'Description',
					name: 'description',
					type: 'string',
					default: '',
					placeholder: 'e.g. Your order has been shipped',
					description: 'Text for the customer about the new status',
				},
			],
		},
	],
};

function titleCase(value: string): string {
	return value
		.split('_')
		.map((word) => word.charAt(0).toUpperCase() + word.slice(1))
		.join(' ');
}
