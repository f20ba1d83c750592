import type { INodeParameters } from 'n8n-workflow';

import { list } from '../../contract/row.cts';
import { build } from '../parameters.cts';

const buttons = (parameters: INodeParameters) =>
	build('message.sendButtons', {
		phoneNumber: '9999999999',
		body: 'Well?',
		buttons: list({ title: 'Yes' }),
		...parameters,
	});

const menu = (parameters: INodeParameters) =>
	build('message.sendList', {
		phoneNumber: '9999999999',
		body: 'Well?',
		button: 'View',
		sections: list({ rows: list({ title: 'Billing' }) }),
		...parameters,
	});

describe('buttons that WhatsApp would refuse are refused by name', () => {
	test.each<[string, INodeParameters, string]>([
		['none', {}, 'Buttons has no button'],
		['no title', list({ title: '', id: 'yes' }), 'Button 1 Title is empty'],
		['blank title', list({ title: 'Yes' }, { title: '  ' }), 'Button 2 Title is empty'],
		[
			'title twice',
			list({ title: 'Yes', id: 'a' }, { title: 'Yes', id: 'b' }),
			'Button titles hold "Yes" twice',
		],
		['ID twice', list({ title: 'Yes', id: 'a' }, { title: 'No', id: 'a' }), 'Buttons hold "a" twice'],
		['ID as another title', list({ title: 'Yes' }, { title: 'No', id: 'Yes' }), 'Buttons hold "Yes" twice'],
	])('%s', (_, given, message) => {
		expect(buttons({ buttons: given }).message).toBe(message);
	});

	test('too many come with another way', () => {
		const given = list({ title: '1' }, { title: '2' }, { title: '3' }, { title: '4' });

		expect(buttons({ buttons: given })).toMatchObject({
			message: 'Buttons has 4 buttons, at most 3',
			description: 'Give 1 to 3 buttons; for more choices use Send List.',
		});
	});

	test('numbers of an expression are text', () => {
		const { request, found } = buttons({ body: 1042, buttons: list({ title: 1, id: 2 }) });

		expect(found).toEqual([]);
		expect(request.body).toMatchObject({
			data: {
				message: { body: { text: '1042' }, action: { buttons: [{ reply: { id: '2', title: '1' } }] } },
			},
		});
	});
});

describe('a list that WhatsApp would refuse is refused by name', () => {
	test.each<[string, INodeParameters, string]>([
		['no sections', {}, 'Sections is empty'],
		['no rows', list({ title: 'Support', rows: {} }), 'Section 1 has no rows'],
		['no row title', list({ rows: list({ title: '' }) }), 'Section 1 Row 1 Title is empty'],
		[
			'untitled among several',
			list({ title: 'Support', rows: list({ title: 'a' }) }, { rows: list({ title: 'b' }) }),
			'Section 2 Title is empty',
		],
		[
			'the same row in two sections',
			list(
				{ title: 'A', rows: list({ title: 'Billing' }) },
				{ title: 'B', rows: list({ title: 'Billing' }) },
			),
			'Rows hold "Billing" twice',
		],
	])('%s', (_, sections, message) => {
		expect(menu({ sections }).message).toBe(message);
	});

	test.each<[INodeParameters, string]>([
		[{ body: '' }, 'Body is empty'],
		[{ button: ' ' }, 'Button Label is empty'],
	])('%j', (parameters, message) => {
		expect(menu(parameters).message).toBe(message);
	});

	test('the same title with different IDs is allowed', () => {
		const sections = list({ rows: list({ title: 'Small', id: 's1' }, { title: 'Small', id: 's2' }) });

		expect(menu({ sections }).found).toEqual([]);
	});
});

describe('the header', () => {
	test.each<[INodeParameters, string]>([
		[{ type: 'text' }, 'Header Text is empty'],
		[{ type: 'image' }, 'Header File URL is empty'],
		[{ type: 'video', mediaUrl: 'video.mp4' }, 'Header File URL "video.mp4" is not a web address'],
		[
			{ type: 'document', mediaUrl: 'file:///srv/a.pdf' },
			'Header File URL "file:///srv/a.pdf" is not a web address',
		],
	])('%j is refused by name', (header, message) => {
		expect(buttons({ additionalFields: { header: { values: header } } }).message).toBe(message);
	});

	test.each(['flat', 'nested'])('stands beside the body in the %s form', (requestFormat) => {
		const { request } = buttons({
			additionalFields: { requestFormat, header: { values: { text: 'Order 1042' } }, footer: 'Thanks' },
		});
		const content = {
			header: { type: 'text', text: 'Order 1042' },
			body: { text: 'Well?' },
			footer: { text: 'Thanks' },
			action: { buttons: [{ type: 'reply', reply: { id: 'Yes', title: 'Yes' } }] },
		};

		expect(request.body?.data).toEqual(
			requestFormat === 'flat' ? content : { message: { type: 'button', ...content } },
		);
	});
});

describe('a media URL', () => {
	const image = (mediaUrl: string) => build('message.sendImage', { phoneNumber: '9999999999', mediaUrl });

	test.each([
		'https://example.com/a.jpg',
		'HTTPS://example.com/a.jpg',
		'https://example.com/a.jpg?sig=a%2Bb%3D&x=1#top',
		'https://मुंबई.example/चित्र.jpg',
		'https://203.0.113.7/a.jpg',
		'https://example.com',
	])('%s passes', (url) => {
		expect(image(` ${url}\n`)).toMatchObject({ found: [], request: { body: { data: { mediaUrl: url } } } });
	});

	test.each([
		['http://example.com/a.jpg', 'is not a secure address'],
		['https://localhost/a.jpg', 'cannot be reached from outside your network'],
		['https://127.0.0.1/a.jpg', 'cannot be reached from outside your network'],
		['https://192.168.1.7/a.jpg', 'cannot be reached from outside your network'],
		['https://shop.local/a.jpg', 'cannot be reached from outside your network'],
	])('%s is refused, because it %s', (url, what) => {
		expect(image(url).found).toMatchObject([{ field: 'File URL', what: `"${url}" ${what}` }]);
	});

	test.each([
		'example.com/a.jpg',
		'//example.com/a.jpg',
		'ftp://example.com/a.jpg',
		'data:image/png;base64,AAAA',
		'https://',
		'https://example.com/a b.jpg',
		'undefined',
	])('%s is refused by name', (url) => {
		expect(image(url).found).toMatchObject([{ field: 'File URL', what: `"${url}" is not a web address` }]);
	});

	test('is required', () => {
		expect(image('').found).toMatchObject([{ field: 'File URL', what: 'is empty' }]);
	});
});

describe('choices out of a list of the item', () => {
	const listed = (choiceList: unknown, more: INodeParameters = {}) =>
		menu({ rowsInput: 'list', choiceList: choiceList as string, ...more });
	const rowsOf = ({ request }: ReturnType<typeof menu>) =>
		JSON.parse(JSON.stringify(request.body)).data.message.action.sections[0].rows as unknown;

	test('are rows by the names of the fields; longer titles are cut with a notice, and the ID stays whole', () => {
		const slots = [
			{ label: 'Monday, 2 February, 10:00 to 11:00', note: 'Online', key: 7 },
			{ label: 'Tuesday' },
		];
		const made = listed(slots, { titleMember: 'label', descriptionMember: 'note', idMember: 'key' });

		expect(made.found).toEqual([]);
		expect(rowsOf(made)).toEqual([
			{ id: '7', title: 'Monday, 2 February, 10:…', description: 'Online' },
			{ id: 'Tuesday', title: 'Tuesday' },
		]);
		expect(made.notices).toEqual([expect.stringMatching(/^Row 1 Title: .* was shortened to /)]);
	});

	test('are texts or JSON too, and buttons', () => {
		const made = buttons({ buttonsInput: 'list', choiceList: '["Yes","No"]' });

		expect(rowsOf(listed(['Billing', 'Delivery']))).toEqual([
			{ id: 'Billing', title: 'Billing' },
			{ id: 'Delivery', title: 'Delivery' },
		]);
		expect(made.found).toEqual([]);
		expect(made.request.body).toMatchObject({
			data: { message: { action: { buttons: [{ reply: { id: 'Yes', title: 'Yes' } }, {}] } } },
		});
	});

	test.each<[unknown, string, string]>([
		['', 'List of Rows is empty', 'Give an expression that finds a list, such as {{ $json.slots }}.'],
		[
			{ day: 'Monday', slots: [] },
			'List of Rows holds an object instead of a list',
			'The list is inside: write .slots at the end of the expression.',
		],
		[
			[{ name: 'Monday' }],
			'Row 1 Title is missing: the object has no "title"',
			'Set Title Field to one that it has: name.',
		],
	])('that cannot be read are refused with what would work: %j', (given, message, remedy) => {
		const made = listed(given);

		expect(made.message).toContain(message);
		expect(made.description).toContain(remedy);
	});
});

describe('what is seen in one line', () => {
	test.each<[string, string, string[]]>([
		['Yes\n', 'Yes', []],
		[' \u200bYes\u00a0', 'Yes', []],
		['Yes,\nplease', 'Yes, please', ['Button 1 Title: a line break was replaced by a space']],
		['Yes\tNo', 'Yes No', ['Button 1 Title: a tab was replaced by a space']],
		['Yes  No', 'Yes  No', []],
	])('%j is %j on a button', (title, shown, notices) => {
		const made = buttons({ buttons: list({ title }) });

		expect(made).toMatchObject({ found: [], notices });
		expect(made.request.body).toMatchObject({
			data: { message: { action: { buttons: [{ reply: { id: shown, title: shown } }] } } },
		});
	});

	test('everywhere in a list but in its body', () => {
		const { request } = menu({
			body: 'Well?\nChoose.\n',
			button: 'View\n',
			sections: list({ title: 'Help\n', rows: list({ title: 'Billing\n', description: 'Invoices\n' }) }),
			additionalFields: { header: { values: { type: 'text', text: 'Hi\n' } } },
		});

		expect(request.body).toMatchObject({
			data: {
				message: {
					header: { text: 'Hi' },
					body: { text: 'Well?\nChoose.\n' },
					action: {
						button: 'View',
						sections: [{ title: 'Help', rows: [{ title: 'Billing', description: 'Invoices' }] }],
					},
				},
			},
		});
	});

	test('titles that differ in the blanks around them are the same', () => {
		const given = list({ title: 'Yes', id: 'a' }, { title: ' Yes ', id: 'b' });

		expect(buttons({ buttons: given }).message).toBe('Button titles hold "Yes" twice');
	});
});
