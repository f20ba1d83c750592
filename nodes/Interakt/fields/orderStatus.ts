import type { INodeProperties } from 'n8n-workflow';

import { orderStatuses } from '../payload/orderStatus';

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
