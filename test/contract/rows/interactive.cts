import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { template } from '../../simulator/templates.cts';
import { byName, list, type ContractRow } from '../row.cts';

const path = '/message/';
const phoneNumber = '9999999999';
const person = { countryCode: '+91', phoneNumber };
const flat = { requestFormat: 'flat' };

/** A request in the nested form (P), which is the default, or in the flat one (S4). */
const buttonsBody = (data: IDataObject) => ({ ...person, type: 'InteractiveButton', data });
const listBody = (data: IDataObject) => ({ ...person, type: 'InteractiveList', data });

const confirm: INodeParameters = {
	phoneNumber,
	body: 'Would you like to confirm the order?',
	buttons: list({ title: 'Yes', id: 'btn_yes' }, { title: 'No', id: 'btn_no' }),
};
const confirmContent = {
	body: { text: 'Would you like to confirm the order?' },
	action: {
		buttons: [
			{ type: 'reply', reply: { id: 'btn_yes', title: 'Yes' } },
			{ type: 'reply', reply: { id: 'btn_no', title: 'No' } },
		],
	},
};

const departments: INodeParameters = {
	phoneNumber,
	body: 'Select a department',
	button: 'View Options',
	sections: list({
		title: 'Support',
		rows: list(
			{ id: 'opt_billing', title: 'Billing', description: 'Issues with payments' },
			{ id: 'opt_tech', title: 'Technical', description: 'App or website issues' },
		),
	}),
};
const departmentsContent = {
	body: { text: 'Select a department' },
	action: {
		button: 'View Options',
		sections: [
			{
				title: 'Support',
				rows: [
					{ id: 'opt_billing', title: 'Billing', description: 'Issues with payments' },
					{ id: 'opt_tech', title: 'Technical', description: 'App or website issues' },
				],
			},
		],
	},
};

const confirmTemplate = template('order_confirm', {
	body: '{{customer_name}}, shall we ship your order?',
	body_text: ['Asha'],
	buttons: [
		{ type: 'URL', text: 'Look', url: 'https://example.com/orders/{{1}}' },
		{ type: 'QUICK_REPLY', text: 'Ship It' },
		{ type: 'QUICK_REPLY', text: 'Wait' },
	],
});

/** Questions, which are the same messages, with the IDs by which their answers are recognised, or a template's payloads. */
const questionRows: ContractRow[] = [
	{
		source: 'S4 §2.6',
		shows: 'approval with a footer',
		operation: 'message.sendAndWait',
		parameters: {
			phoneNumber,
			message: 'Shall we ship order 1042?',
			approveLabel: 'Ship It',
			additionalFields: { footer: 'Reply within 24 hours', callbackData: 'order 1042' },
		},
		path,
		body: {
			...buttonsBody({
				message: {
					type: 'button',
					body: { text: 'Shall we ship order 1042?' },
					footer: { text: 'Reply within 24 hours' },
					action: {
						buttons: [
							{ type: 'reply', reply: { id: 'choice-1', title: 'Ship It' } },
							{ type: 'reply', reply: { id: 'choice-2', title: 'Decline' } },
						],
					},
				},
			}),
			callbackData: 'order 1042',
		},
	},
	{
		source: 'P',
		shows: 'free text',
		operation: 'message.sendAndWait',
		parameters: {
			phoneNumber,
			message: 'What shall we change?',
			responseType: 'freeText',
			additionalFields: { callbackData: 'order 1042' },
		},
		path,
		body: {
			...person,
			type: 'Text',
			data: { message: 'What shall we change?' },
			callbackData: 'order 1042',
		},
	},
	{
		source: 'S4 §2.7',
		shows: 'four choices',
		operation: 'message.sendAndWait',
		parameters: {
			phoneNumber,
			message: 'Which day?',
			responseType: 'choice',
			choices: list({ title: 'Monday' }, { title: 'Tuesday' }, { title: 'Thursday' }, { title: 'Friday' }),
			additionalFields: { listButton: 'Choose a Day' },
		},
		path,
		body: listBody({
			message: {
				type: 'list',
				body: { text: 'Which day?' },
				action: {
					button: 'Choose a Day',
					sections: [
						{
							rows: [
								{ id: 'choice-1', title: 'Monday' },
								{ id: 'choice-2', title: 'Tuesday' },
								{ id: 'choice-3', title: 'Thursday' },
								{ id: 'choice-4', title: 'Friday' },
							],
						},
					],
				},
			},
		}),
	},
	{
		source: 'contract §1.4',
		shows: 'approval by the quick replies of a template',
		operation: 'message.sendAndWait',
		templates: [confirmTemplate],
		parameters: {
			phoneNumber,
			askBy: 'template',
			template: byName('order_confirm'),
			bodyValues: list({ value: 'Asha' }),
			additionalFields: { buttonValues: list({ index: 0, value: '1042' }) },
		},
		path,
		body: {
			...person,
			type: 'Template',
			template: {
				name: 'order_confirm',
				languageCode: 'en',
				bodyValues: ['Asha'],
				buttonValues: { '0': ['1042'] },
				buttonPayload: { '1': ['choice-1'], '2': ['choice-2'] },
			},
		},
	},
];

/** S4 §2.6 in both forms, and what contract §1.3 and §3 add. */
const buttonsRows: ContractRow[] = [
	{
		source: 'contract §3 of S4 §2.6',
		shows: 'nested form',
		operation: 'message.sendButtons',
		parameters: confirm,
		path,
		body: buttonsBody({ message: { type: 'button', ...confirmContent } }),
	},
	{
		source: 'S4 §2.6',
		shows: 'flat form',
		operation: 'message.sendButtons',
		parameters: { ...confirm, additionalFields: flat },
		path,
		body: buttonsBody(confirmContent),
	},
	{
		source: 'contract §1.3',
		shows: 'text header, footer, callbackData; a button without an ID gets its title',
		operation: 'message.sendButtons',
		parameters: {
			phoneNumber,
			body: 'Is this time fine?',
			buttons: list({ title: 'Yes' }, { title: 'Another time' }, { title: 'Call me' }),
			additionalFields: {
				header: { values: { type: 'text', text: 'Order 1042' } },
				footer: 'Reply within 24 hours',
				callbackData: 'order 1042',
			},
		},
		path,
		body: {
			...buttonsBody({
				message: {
					type: 'button',
					header: { type: 'text', text: 'Order 1042' },
					body: { text: 'Is this time fine?' },
					footer: { text: 'Reply within 24 hours' },
					action: {
						buttons: [
							{ type: 'reply', reply: { id: 'Yes', title: 'Yes' } },
							{ type: 'reply', reply: { id: 'Another time', title: 'Another time' } },
							{ type: 'reply', reply: { id: 'Call me', title: 'Call me' } },
						],
					},
				},
			}),
			callbackData: 'order 1042',
		},
	},
	{
		source: 'contract §1.3',
		shows: 'document header',
		operation: 'message.sendButtons',
		parameters: {
			...confirm,
			additionalFields: {
				header: {
					values: {
						type: 'document',
						mediaUrl: 'https://example.com/invoice.pdf',
						fileName: 'Invoice 1042.pdf',
					},
				},
			},
		},
		path,
		body: buttonsBody({
			message: {
				type: 'button',
				header: {
					type: 'document',
					document: { link: 'https://example.com/invoice.pdf', filename: 'Invoice 1042.pdf' },
				},
				...confirmContent,
			},
		}),
	},
	...['image', 'video'].map((type) => ({
		source: 'contract §1.3',
		shows: `${type} header`,
		operation: 'message.sendButtons',
		parameters: {
			...confirm,
			additionalFields: { header: { values: { type, mediaUrl: `https://example.com/${type}` } } },
		},
		path,
		body: buttonsBody({
			message: {
				type: 'button',
				header: { type, [type]: { link: `https://example.com/${type}` } },
				...confirmContent,
			},
		}),
	})),
];

/** S4 §2.7 in both forms, and what contract §1.3 and §3 add. */
const listRows: ContractRow[] = [
	{
		source: 'contract §3 of S4 §2.7',
		shows: 'nested form',
		operation: 'message.sendList',
		parameters: departments,
		path,
		body: listBody({ message: { type: 'list', ...departmentsContent } }),
	},
	{
		source: 'S4 §2.7',
		shows: 'flat form',
		operation: 'message.sendList',
		parameters: { ...departments, additionalFields: flat },
		path,
		body: listBody(departmentsContent),
	},
	{
		source: 'contract §1.3',
		shows: 'header, footer, campaignId; rows without ID and description',
		operation: 'message.sendList',
		parameters: {
			phoneNumber,
			body: 'Which size?',
			button: 'Sizes',
			sections: list({ rows: list({ title: 'Small' }, { title: 'Large' }) }),
			additionalFields: {
				header: { values: { text: 'Order 1042' } },
				footer: 'Reply within 24 hours',
				campaignId: '4fdff884-c388-4c1e-aea6-1890222dbc2e',
			},
		},
		path,
		body: {
			...listBody({
				message: {
					type: 'list',
					header: { type: 'text', text: 'Order 1042' },
					body: { text: 'Which size?' },
					footer: { text: 'Reply within 24 hours' },
					action: {
						button: 'Sizes',
						sections: [
							{
								rows: [
									{ id: 'Small', title: 'Small' },
									{ id: 'Large', title: 'Large' },
								],
							},
						],
					},
				},
			}),
			campaignId: '4fdff884-c388-4c1e-aea6-1890222dbc2e',
		},
	},
];

export const interactiveRows: ContractRow[] = [...buttonsRows, ...listRows, ...questionRows];
