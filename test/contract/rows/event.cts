import { list, type ContractRow } from '../row.cts';

const row = { operation: 'event.track', path: '/track/events/' } as const;

/** Every `POST /track/events/` of S0, S2 and S4 §1.2, and what contract §1.2 adds. */
export const eventRows: ContractRow[] = [
	{
		...row,
		source: 'S0',
		parameters: {
			identifyBy: 'userId',
			userId: '0123abc45d',
			event: 'OrderPlaced',
			traits: list(
				{ name: 'orderCreatedBy', value: 'Gavin Roberts' },
				{ name: 'orderCreatedDate', value: '2020-11-01T012:10:26.122Z' },
				{ name: 'orderNumber', value: 'CUS001' },
				{ name: 'orderValue', value: '50.00' },
			),
		},
		body: {
			userId: '0123abc45d',
			event: 'OrderPlaced',
			traits: {
				orderCreatedBy: 'Gavin Roberts',
				orderCreatedDate: '2020-11-01T012:10:26.122Z',
				orderNumber: 'CUS001',
				orderValue: '50.00',
			},
		},
	},
	{
		...row,
		source: 'S2',
		shows: 'track.event',
		parameters: {
			phoneNumber: '9999999999',
			event: 'Order Placed',
			traits: list(
				{ name: 'orderCreatedBy', value: 'Gavin Roberts' },
				{ name: 'orderCreatedDate', value: '2020-11-01T012:10:26.122Z' },
				{ name: 'orderNumber', value: 'CUS001' },
				{ name: 'orderValue', value: '50.00' },
			),
			additionalFields: { userId: '<user id in your db>' },
		},
		body: {
			userId: '<user id in your db>',
			event: 'Order Placed',
			traits: {
				orderCreatedBy: 'Gavin Roberts',
				orderCreatedDate: '2020-11-01T012:10:26.122Z',
				orderNumber: 'CUS001',
				orderValue: '50.00',
			},
			countryCode: '+91',
			phoneNumber: '9999999999',
		},
	},
	{
		...row,
		source: 'S4 §1.2',
		parameters: {
			phoneNumber: '9999999999',
			event: 'Order Placed',
			traitsInput: 'json',
			traitsJson: '{ "orderId": "ORD-123", "amount": 500, "currency": "USD" }',
			additionalFields: { userId: 'user-unique-id' },
		},
		body: {
			userId: 'user-unique-id',
			phoneNumber: '9999999999',
			countryCode: '+91',
			event: 'Order Placed',
			traits: { orderId: 'ORD-123', amount: 500, currency: 'USD' },
		},
	},
	{
		...row,
		source: 'contract §1.2',
		shows: 'by phone, createdAt, no traits',
		parameters: {
			phoneNumber: '+91 99999-99999',
			event: 'Order Placed',
			additionalFields: { createdAt: '2026-01-31T17:00:00+05:30' },
		},
		body: {
			phoneNumber: '9999999999',
			countryCode: '+91',
			event: 'Order Placed',
			createdAt: '2026-01-31T11:30:00.000Z',
		},
	},
];
