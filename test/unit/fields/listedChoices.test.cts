/** What is told of buttons and rows that are refused or changed; what is sent of them in interactive.test.cts. */
import type { INodeParameters } from 'n8n-workflow';

import { list } from '../../contract/row.cts';
import { build } from '../parameters.cts';

const person = { phoneNumber: '9999999999', body: 'Well?' };
const told = (operation: 'sendButtons' | 'sendList', parameters: INodeParameters) => {
	const given = operation === 'sendList' ? { ...person, button: 'View' } : person;
	const { found, notices, request } = build(`message.${operation}`, { ...given, ...parameters });
	const { action } = JSON.parse(JSON.stringify(request.body)).data.message;
	return {
		found: found.map(({ field, what, remedy }) => [`${field} ${what}`, remedy]),
		notices,
		action,
	};
};

const listed = (choiceList: unknown, more: INodeParameters = {}) =>
	told('sendList', { rowsInput: 'list', choiceList: choiceList as string, ...more });

describe('a list of the item', () => {
	const example = 'Give an expression that finds a list, such as {{ $json.slots }}.';

	test.each<[unknown, string, string]>([
		[[], 'List of Rows is empty', example],
		['', 'List of Rows is empty', example],
		['soon', 'List of Rows holds "soon" instead of a list', example],
		[{ day: 'Monday' }, 'List of Rows holds an object instead of a list', example],
		[
			{ day: 'Monday', slots: ['10:00'], more: [] },
			'List of Rows holds an object instead of a list',
			'The list is inside: write .slots at the end of the expression.',
		],
		[
			Array.from({ length: 11 }, (_, index) => `Row ${index}`),
			'Sections have 11 rows in all, at most 10',
			'Take the first ones: .slice(0, 10) at the end of the expression.',
		],
		[
			['Monday', 'Monday'],
			'Rows hold "Monday" twice',
			'Make each one different, so that the answer is clear.',
		],
	])('%j is refused', (given, what, remedy) => {
		expect(listed(given).found).toEqual([[what, remedy]]);
	});

	test('an object without a title is refused with what it has, as far as that is short', () => {
		const entry = Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`m${index}`, index]));
		const has = Object.keys(entry).slice(0, 20).join(', ');

		expect(listed([entry]).found[0]).toEqual([
			'Row 1 Title is missing: the object has no "title"',
			`Set Title Field to one that it has: ${has}.`,
		]);
	});

	test('has rows of 24 characters as they are, and longer ones cut at a word', () => {
		const fits = '👍'.repeat(24);
		const { action, notices, found } = listed(
			[
				{ title: fits, description: 'd'.repeat(72) },
				{ title: `${'x'.repeat(22)} yz`, description: 'd'.repeat(73), id: 7 },
			],
			{ titleMember: ' title ', descriptionMember: 'description', idMember: 'id' },
		);

		expect(found).toEqual([]);
		expect(action.sections[0].rows).toEqual([
			{ id: fits, title: fits, description: 'd'.repeat(72) },
			{ id: '7', title: `${'x'.repeat(22)}…`, description: `${'d'.repeat(71)}…` },
		]);
		expect(notices).toEqual([
			`Row 2 Title: "${'x'.repeat(22)} yz" was shortened to "${'x'.repeat(22)}…"`,
			`Row 2 Description: "${'d'.repeat(73)}" was shortened to "${'d'.repeat(71)}…"`,
		]);
	});

	test('gives buttons, too', () => {
		const { action, notices, found } = told('sendButtons', {
			buttonsInput: 'list',
			choiceList: [{ name: 'Yes', key: 'y' }, { name: 'Not before next Monday' }] as unknown as string,
			titleMember: 'name',
			idMember: 'key',
		});

		expect(found).toEqual([]);
		expect(action.buttons.map(({ reply }: { reply: unknown }) => reply)).toEqual([
			{ id: 'y', title: 'Yes' },
			{ id: 'Not before next Monday', title: 'Not before next Mon…' },
		]);
		expect(notices).toEqual([
			'Button 2 Title: "Not before next Monday" was shortened to "Not before next Mon…"',
		]);
	});

	test('is one of two ways', () => {
		expect(listed(['a'], { rowsInput: 'some' }).found).toContainEqual([
			'Specify Rows "some" is none of its values',
			'Use one of: fields, list.',
		]);
	});
});

describe('rows and buttons one by one', () => {
	const rows = (count: number) =>
		list(...Array.from({ length: count }, (_, index) => ({ title: `Row ${index}` })));

	test.each<['sendButtons' | 'sendList', INodeParameters, string, string]>([
		[
			'sendButtons',
			{ buttons: {} },
			'Buttons has no button',
			'Give 1 to 3 buttons; for more choices use Send List.',
		],
		[
			'sendButtons',
			{ buttons: list({ title: 'Yes', id: 'a' }, { title: 'No', id: ' a ' }) },
			'Buttons hold "a" twice',
			'Make each one different, so that the answer is clear.',
		],
		['sendList', { sections: {} }, 'Sections is empty', 'Add a section with at least one row.'],
		[
			'sendList',
			{ sections: list({ title: 'A', rows: {} }) },
			'Section 1 has no rows',
			'Give each section at least one row.',
		],
		[
			'sendList',
			{ sections: list({ rows: rows(11) }) },
			'Sections have 11 rows in all, at most 10',
			'Remove rows.',
		],
	])('%s %j is refused', (operation, parameters, what, remedy) => {
		expect(told(operation, parameters).found).toEqual([[what, remedy]]);
	});

	test('a row has the ID and the description that it was given', () => {
		const { action, found } = told('sendList', {
			sections: list({
				title: 'Help',
				rows: list({ title: ' Billing ', id: ' b ', description: 'Invoices' }, { title: 'Other ' }),
			}),
		});

		expect(found).toEqual([]);
		expect(action.sections).toEqual([
			{
				title: 'Help',
				rows: [
					{ id: 'b', title: 'Billing', description: 'Invoices' },
					{ id: 'Other', title: 'Other' },
				],
			},
		]);
	});
});

describe('what stands around them', () => {
	const buttons = (additionalFields: INodeParameters) => {
		const { request, message } = build('message.sendButtons', {
			...person,
			buttons: list({ title: 'Yes' }),
			additionalFields,
		});
		const { data } = JSON.parse(JSON.stringify(request.body));
		return { data, message };
	};
	const headed = (header: INodeParameters) => buttons({ header: { values: header } });
	const url = 'https://example.com/a.pdf';

	test.each<[INodeParameters, object]>([
		[
			{ type: 'image', mediaUrl: url, fileName: 'a' },
			{ type: 'image', image: { link: url } },
		],
		[
			{ type: 'document', mediaUrl: url },
			{ type: 'document', document: { link: url } },
		],
		[
			{ type: 'document', mediaUrl: url, fileName: ' Invoice.pdf ' },
			{ type: 'document', document: { link: url, filename: 'Invoice.pdf' } },
		],
		[{ text: 'Order 1042' }, { type: 'text', text: 'Order 1042' }],
	])('the header of %j', (header, sent) => {
		const { data, message } = headed(header);

		expect(message).toBe('');
		expect(data.message.header).toEqual(sent);
	});

	test.each<[INodeParameters, string]>([
		[
			{ type: 'document', mediaUrl: url, fileName: 'undefined' },
			'Header File Name holds "undefined", which is no value',
		],
		[{ type: 'sound' }, 'Header Type "sound" is none of its values; Header Text is empty'],
	])('a header of %j is refused', (header, message) => {
		expect(headed(header).message).toBe(message);
	});

	test('a footer and a form that are none are refused by name', () => {
		expect(buttons({ footer: 'NaN' }).message).toBe('Footer holds "NaN", which is no value');
		expect(buttons({ requestFormat: 'round' }).message).toBe('Request Format "round" is none of its values');
		expect(buttons({}).data.message).not.toHaveProperty('footer');
	});
});
