import type { INodeParameters } from 'n8n-workflow';

import { smsFallback } from '../../../nodes/Interakt/fields/smsFallback';
import { Findings } from '../../../nodes/Interakt/input/findings';
import { list } from '../../contract/row.cts';

const sms: INodeParameters = {
	senderId: ' MYSHOP ',
	peId: 'p',
	providerName: 'default',
	message: 'Your code is {{1}}, valid for {{ 10 }} minutes. ',
	dltTemplateId: 't',
	variables: list({ value: '123456' }, { value: 7 }),
};

const read = (values: unknown) => {
	const findings = new Findings();
	const fallback = smsFallback(values === undefined ? {} : { smsFallback: values }, findings);
	return { fallback, found: findings.found.map(({ field, what }) => `${field} ${what}`) };
};

test('an SMS is sent as it is registered, with the numbers of its variables', () => {
	expect(read({ values: sms })).toEqual({
		found: [],
		fallback: [
			{
				channel: 'sms',
				sender_id: 'MYSHOP',
				pe_id: 'p',
				provider_name: 'default',
				content: {
					message: 'Your code is {{1}}, valid for {{ 10 }} minutes.',
					dlt_te_id: 't',
					variables: ['123456', '7'],
				},
			},
		],
	});
});

test('there is none where none was added; one whose expression gives nothing is refused', () => {
	expect(read(undefined)).toEqual({ fallback: undefined, found: [] });
	expect(read('')).toEqual({ fallback: undefined, found: ['SMS Fallback gives nothing'] });
});

test.each<[INodeParameters, string]>([
	[{ senderId: '' }, 'SMS Sender ID is empty'],
	[{ peId: ' ' }, 'SMS Principal Entity ID is empty'],
	[{ providerName: '' }, 'SMS Provider Name is empty'],
	[{ dltTemplateId: '' }, 'SMS DLT Template ID is empty'],
	[{ message: ' ' }, 'SMS Message is empty'],
	[{ message: 'Your code is {{code}}' }, 'SMS Message holds "{{code}}", which is no value'],
	[{ message: 'Your code is {{ 1234 }}' }, 'SMS Message holds "{{ 1234 }}", which is no value'],
	[{ message: '{{1}} undefined' }, 'SMS Message holds "undefined", which is no value'],
	[
		{ variables: list({ value: 'x' }, { value: 'undefined' }) },
		'SMS Variable 2 holds "undefined", which is no value',
	],
])('with %j is refused by name', (values, what) => {
	expect(read({ values: { ...sms, ...values } }).found).toEqual([what]);
});
