import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { variablesOf } from '../../../nodes/Interakt/templates/variables';
import { byName, list } from '../../contract/row.cts';
import { operationOf, parametersOf } from '../parameters.cts';
import { definition } from './reading.cts';

test.each<[string, string[]]>([
	['Hi', []],
	['{{3}} {{1}}', ['1', '3']],
	['{{10}} {{9}}', ['9', '10']],
	['{{ customer_name }}, {{order_id}}, {{customer_name}}', ['customer_name', 'order_id']],
	['{{}} {{a b}} {{$json.a}}', []],
])('the variables of %j are %j', (words, names) => {
	expect(variablesOf(words)).toEqual(names);
});

/** A template by hand, whose definition the list has. */
function byHand(entry: IDataObject, given: INodeParameters) {
	const { operation } = operationOf('message.sendTemplate');
	const parameters = parametersOf('message.sendTemplate', {
		phoneNumber: '9999999999',
		template: byName('offer'),
		...given,
	});
	if ('list' in operation) throw new Error('Sending a template is a request');
	const templates = [{ ...definition(entry), name: 'offer', language: 'en' }];
	const { body } = operation.request(parameters, templates);
	const { found, notices } = parameters.findings;
	return { template: body?.template, found: found.map(({ field, what }) => `${field} ${what}`), notices };
}

describe('by hand', () => {
	const named = { body: 'Hi {{customer_name}}, your order {{order_id}}' };

	test('variables with names are sent in the order of the template', () => {
		const bodyValues = list(
			{ variable: 'order_id', value: '1042' },
			{ variable: '{{customer_name}}', value: 'Asha' },
		);

		expect(byHand(named, { bodyValues })).toMatchObject({
			template: { bodyValues: ['Asha', '1042'] },
			found: [],
		});
	});

	test('a name that the template has not, and one that is missing, are told', () => {
		const bodyValues = list({ variable: 'order', value: '1042' });
		const { found } = byHand(named, { bodyValues });

		expect(found).toEqual([
			'Body Value {{order}} is not a variable of the template',
			'Body Values has 0 values, the template has 2 variables',
		]);
	});

	test('variables with a gap have one value each', () => {
		const bodyValues = list({ value: 'Asha' }, { value: '1042' });

		expect(byHand({ body: '{{1}} {{3}}' }, { bodyValues })).toMatchObject({
			template: { bodyValues: ['Asha', '1042'] },
			found: [],
		});
	});

	test('a flow needs neither a token nor the field', () => {
		const entry = { body: 'Hi', buttons: [{ type: 'FLOW', text: 'Book' }] };

		expect(byHand(entry, {})).toMatchObject({
			template: { is_flow_template: true, buttonValues: { '0': [''], '1': ['{}'] } },
			found: [],
		});
	});

	test.each([
		['https://shop.example/track/123', ['123'], 0, 1],
		['https://other.example/track/123', ['https://other.example/track/123'], 1, 0],
	])('the button address %s', (value, sent, findings, notices) => {
		const entry = {
			body: 'Hi',
			buttons: [{ type: 'URL', text: 'Track', url: 'https://shop.example/track/{{1}}' }],
		};
		const read = byHand(entry, { additionalFields: { buttonValues: list({ index: 0, value }) } });

		expect(read.template).toMatchObject({ buttonValues: { '0': sent } });
		expect([read.found.length, read.notices.length]).toEqual([findings, notices]);
	});

	test('a header that begins as an address and has a blank is refused like File URL', () => {
		const { found } = byHand(
			{ body: 'Hi', header_format: 'DOCUMENT' },
			{ additionalFields: { headerValue: 'https://e.com/my file.jpg' } },
		);

		expect(found).toEqual(['Header Value "https://e.com/my file.jpg" is not a web address']);
	});
});
