import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Findings } from '../input/findings';
import { optionalRow, rows, type Values } from '../input/parameters';
import { identifier, refusePlaceholder, shownText, text } from '../input/text';

/** The SMS fallback. Read by `smsFallback`. */
export const smsFallbackField: INodeProperties = {
	displayName: 'SMS Fallback',
	name: 'smsFallback',
	type: 'fixedCollection',
	placeholder: 'Add SMS',
	default: {},
	description: 'SMS that Interakt sends when the message does not reach the customer',
	options: [
		{
			displayName: 'SMS',
			name: 'values',
			values: [
				{
					displayName: 'DLT Template ID',
					name: 'dltTemplateId',
					type: 'string',
					default: '',
					description: 'ID of the SMS template as registered with the DLT platform',
				},
				{
					displayName: 'Message',
					name: 'message',
					type: 'string',
					default: '',
					description: 'Text of the SMS, as registered',
				},
				{
					displayName: 'Principal Entity ID',
					name: 'peId',
					type: 'string',
					default: '',
					description: 'Your entity ID on the DLT platform',
				},
				{
					displayName: 'Provider Name',
					name: 'providerName',
					type: 'string',
					default: 'default',
					description: 'SMS provider as named by Interakt',
				},
				{
					displayName: 'Sender ID',
					name: 'senderId',
					type: 'string',
					default: '',
					placeholder: 'e.g. MYSHOP',
				},
				{
					displayName: 'Variables',
					name: 'variables',
					type: 'fixedCollection',
					typeOptions: { multipleValues: true },
					placeholder: 'Add Variable',
					default: {},
					options: [
						{
							displayName: 'Variable',
							name: 'values',
							values: [
								{
									displayName: 'SMS Value',
									name: 'value',
									type: 'string',
									default: '',
									placeholder: 'e.g. 123456',
								},
							],
						},
					],
				},
			],
		},
	],
};

/** The text as it is registered, with the numbers of its variables; what is no value otherwise is refused. */
function smsText(value: unknown, findings: Findings): string {
	const field = 'SMS Message';
	const read = text(value, field, findings, { required: true }).trim();
	refusePlaceholder(read.replace(/\{\{ ?\d{1,3} ?\}\}/g, 'x'), field, findings);
	return read;
}

/** `fallback`: the SMS that goes out when WhatsApp does not reach the customer (contract §1.4, P). */
export function smsFallback(fields: Values, findings: Findings): IDataObject[] | undefined {
	const sms = optionalRow(fields, 'smsFallback', 'SMS Fallback', findings);
	if (sms === undefined) return undefined;
	const read = (member: unknown, field: string) =>
		identifier(member, `SMS ${field}`, findings, { required: true });
	return [
		{
			channel: 'sms',
			sender_id: read(sms.senderId, 'Sender ID'),
			pe_id: read(sms.peId, 'Principal Entity ID'),
			provider_name: read(sms.providerName, 'Provider Name'),
			content: {
				message: smsText(sms.message, findings),
				dlt_te_id: read(sms.dltTemplateId, 'DLT Template ID'),
				variables: rows(sms.variables).map(({ value }, index) =>
					shownText(value, `SMS Variable ${index + 1}`, findings),
				),
			},
		},
	];
}
