import type { IDataObject } from 'n8n-workflow';

import { slotsOfSchema } from '../../../nodes/Interakt/templates/fill';
import { slotsOf } from '../../../nodes/Interakt/templates/slots';
import { definition, fill, fillSlots, kinds, labelOf, storedSchema } from './reading.cts';

const byKind = kinds.map((kind) => [kind.source, kind] as const);

/** As JSON: what is not there does not count. */
const asSent = (content: IDataObject) => JSON.parse(JSON.stringify(content)) as unknown;

describe('filled in, a picked template gives exactly the request of', () => {
	test.each(byKind)('%s', (_, { entry, values, content }) => {
		expect(fill(definition(entry), values)).toMatchObject({ findings: [], notices: [] });
		expect(asSent(fill(definition(entry), values).content)).toEqual(content);
	});
});

describe('a template that the list no longer has is sent from the stored fields: the same request for', () => {
	test.each(byKind)('%s', (_, { entry, values, content }) => {
		const filled = fillSlots(slotsOfSchema(storedSchema(definition(entry))), values);

		expect(filled).toMatchObject({ findings: [], notices: [] });
		expect(asSent(filled.content)).toEqual(content);
	});

	test('what is missing is still told by its label', () => {
		const template = definition({ body: 'Hi {{1}}', body_text: ['Asha'] });

		expect(fillSlots(slotsOfSchema(storedSchema(template)), {}).findings).toEqual([
			`${labelOf(template, 'body1')} is empty`,
		]);
	});

	test('what is too long is still told by its label', () => {
		const stored = (entry: Parameters<typeof definition>[0]) =>
			slotsOfSchema(storedSchema(definition(entry)));
		const authentication = stored({ category: 'AUTHENTICATION' });
		const quickReply = stored({ buttons: [{ type: 'QUICK_REPLY', text: 'Yes' }] });

		expect(fillSlots(authentication, { code: '1'.repeat(16) }).findings).toEqual([
			'One-Time Code is too long (16 characters, at most 15)',
		]);
		expect(fillSlots(quickReply, { payload0: 'p'.repeat(129) }).findings).toEqual([
			expect.stringMatching(/Yes.* is too long \(129 characters, at most 128\)$/),
		]);
	});

	test.each([undefined, null, 'text', {}, [null, 7, {}, { id: 4 }, { id: 'somethingElse' }]])(
		'stored fields that are none of ours are left alone: %j',
		(schema) => {
			expect(slotsOfSchema(schema)).toEqual([]);
		},
	);
});

describe('a value whose variable is gone is left out, with a notice that names its field', () => {
	const before = definition({ body: 'Hi {{1}}, {{2}}' });
	const after = definition({ body: 'Hi {{1}}' });

	test.each([
		['as the editor showed it', slotsOfSchema(storedSchema(before)), '{{2}}'],
		['or by its place, where nothing was stored', [], 'body2'],
	])('%s', (_, stored, name) => {
		const filled = fill(after, { body1: 'Asha', body2: 'bye' }, { stored });

		expect(filled.content).toEqual({ bodyValues: ['Asha'] });
		expect(filled.notices).toEqual([`The template no longer asks for ${name}, so its value was left out`]);
	});
});

describe('what is missing is told by the label of its field', () => {
	test.each(byKind)('%s', (_, { entry, fields }) => {
		const { findings } = fill(definition(entry), {});
		const required = slotsOf(definition(entry)).filter((slot) => slot.required);

		expect(fields.filter(([id]) => id.endsWith('*'))).toHaveLength(required.length);
		expect(findings.sort()).toEqual(required.map(({ label }) => `${label} is empty`).sort());
	});

	test.each(['', '  ', null, undefined])('%j is nothing', (value) => {
		const template = definition({ body: 'Hi {{1}}' });

		expect(fill(template, { body1: value } as IDataObject).findings).toEqual([
			`${labelOf(template, 'body1')} is empty`,
		]);
	});

	test.each([0, false, 1042, new Date('1970-01-01T00:01:00Z')])('%s is a value', (value) => {
		const filled = fill(definition({ body: 'Hi {{1}}' }), { body1: value } as IDataObject);

		expect(filled.findings).toEqual([]);
		expect(filled.content.bodyValues).toEqual([
			value instanceof Date ? '1 Jan 1970, 5:31 am' : String(value),
		]);
	});

	test('all of it together', () => {
		const { findings } = fill(
			definition({
				header_format: 'IMAGE',
				body: 'Hi {{1}}, {{2}}',
				body_text: ['Asha', 'bye'],
				buttons: [
					{ type: 'URL', text: 'Track', url: 'https://example.com/{{1}}' },
					{ type: 'QUICK_REPLY', text: 'Yes' },
				],
			}),
			{ header: 'http://example.com/a.png', body2: [['a']], payload1: 'p'.repeat(129) },
		);

		expect(findings).toEqual([
			expect.stringMatching(/^Image URL "http:.*is not a secure address$/),
			'{{1}} is empty',
			'{{2}} holds a list whose items are no texts',
			expect.stringMatching(/Track.*is empty$/),
			expect.stringMatching(/Yes.*Payload is too long \(129 characters, at most 128\)$/),
		]);
	});
});

describe('limits', () => {
	const authentication = definition({ category: 'AUTHENTICATION', body: '{{1}} is your code.' });
	const quickReply = definition({ buttons: [{ type: 'QUICK_REPLY', text: 'Yes' }] });

	test.each([15, 1])('a code of %i characters is sent to both places', (length) => {
		const code = '7'.repeat(length);

		expect(fill(authentication, { code })).toMatchObject({
			findings: [],
			content: { bodyValues: [code], buttonValues: { '0': [code] } },
		});
	});

	test('a code of 16 is refused', () => {
		expect(fill(authentication, { code: '7'.repeat(16) }).findings).toEqual([
			'One-Time Code is too long (16 characters, at most 15)',
		]);
	});

	test('a payload of 128 is sent, also in emoji', () => {
		for (const character of ['p', '🪔']) {
			const payload0 = character.repeat(128);

			expect(fill(quickReply, { payload0 })).toMatchObject({
				findings: [],
				content: { buttonPayload: { '0': [payload0] } },
			});
		}
	});

	test('a payload of 129 is refused', () => {
		expect(fill(quickReply, { payload0: 'p'.repeat(129) }).findings).toEqual([
			expect.stringMatching(/Yes.*Payload is too long \(129 characters, at most 128\)$/),
		]);
	});

	test('an order status that does not exist is refused', () => {
		const { findings } = fill(definition({ sub_category: 'ORDER_STATUS' }), {
			orderReference: 'ref_123',
			orderStatus: 'lost',
		});

		expect(findings).toEqual(['Order Status "lost" is not a status']);
	});

	test('flow data that is no JSON is refused', () => {
		const flow = definition({ buttons: [{ type: 'FLOW', text: 'Book' }] });

		expect(fill(flow, { flowToken: 't', flowData: '{ day }' }).findings).toEqual([
			expect.stringMatching(/^Flow Data is not valid JSON/),
		]);
		expect(fill(flow, { flowToken: 't', flowData: { day: 1 } }).content).toMatchObject({
			buttonValues: { '1': ['{"day":1}'] },
		});
	});
});

describe('white space that the API refuses', () => {
	const everywhere = definition({
		header_format: 'TEXT',
		header: 'About {{1}}',
		body: 'Hi {{1}}',
		body_text: ['Asha'],
		buttons: [{ type: 'URL', text: 'Track', url: 'https://example.com/{{1}}' }],
	});

	test.each([
		['a\nb', 'a line break'],
		['a\r\nb', 'a line break'],
		['a\tb', 'a tab'],
		['a   b', 'more than two spaces in a row'],
		['a\u00a0b', 'a non-breaking space'],
		['a \u00a0\n b', 'a line break'],
	])('%j becomes one space, and the output says where', (value, kind) => {
		const { content, findings, notices } = fill(everywhere, { header: value, body1: value, button0: value });

		expect(findings).toEqual([]);
		expect(content).toEqual({
			headerValues: ['a b'],
			bodyValues: ['a b'],
			buttonValues: { '0': ['a b'] },
		});
		expect(notices).toHaveLength(3);
		for (const notice of notices) expect(notice).toContain(`${kind} was replaced by a space`);
		expect(notices[1]?.startsWith(`${labelOf(everywhere, 'body1')}: `)).toBe(true);
	});

	test.each([
		['a\nb', 'a line break'],
		['a\tb', 'a tab'],
		['a   b', 'more than two spaces in a row'],
		['a\u00a0b', 'a non-breaking space'],
	])('%j is refused on request', (value, kind) => {
		const { findings, notices } = fill(
			everywhere,
			{ header: 'x', body1: value, button0: 'y' },
			{ whiteSpace: 'refuse' },
		);

		expect(findings).toEqual([
			`${labelOf(everywhere, 'body1')} holds ${kind}, which Interakt does not accept`,
		]);
		expect(notices).toEqual([]);
	});

	test('one and two spaces stay', () => {
		expect(fill(everywhere, { header: 'a  b', body1: 'a b', button0: 'c' })).toMatchObject({
			notices: [],
			content: { headerValues: ['a  b'], bodyValues: ['a b'] },
		});
	});
});

describe('a media header', () => {
	const image = definition({ header_format: 'IMAGE' });

	test.each([
		['https://files.example.com/a.png', []],
		['  https://files.example.com/a.png ', []],
		['https://www.landmark.example/a.png', []],
		['https://static.internals.example/a.png', []],
		['https://cdn.localshop.example/a.png', []],
		['http://files.example.com/a.png', ['is not a secure address']],
		['files.example.com/a.png', ['is not a web address']],
		['https://localhost/a.png', ['cannot be reached from outside your network']],
		['https://localhost:5678/a.png', ['cannot be reached from outside your network']],
		['https://127.0.0.1/a.png', ['cannot be reached from outside your network']],
		['https://10.0.0.7/a.png', ['cannot be reached from outside your network']],
		['https://192.168.1.7/a.png', ['cannot be reached from outside your network']],
		['https://172.20.1.7:8080/a.png', ['cannot be reached from outside your network']],
		['https://169.254.169.254/a.png', ['cannot be reached from outside your network']],
		['https://[::1]/a.png', ['cannot be reached from outside your network']],
		['https://nas.local/a.png', ['cannot be reached from outside your network']],
		['https://n8n.internal:5678/a.png', ['cannot be reached from outside your network']],
	])('at %s', (url, whats) => {
		expect(fill(image, { header: url }).findings).toEqual(
			whats.map((what) => `Image URL "${url.trim()}" ${what}`),
		);
	});

	test('may be a file of the item, which is uploaded and takes the place of the address', () => {
		const values = { header: 'https://example.com/other.png', file: ' data ' };
		const before = fill(image, values, { files: ['data'] });
		const after = fill(image, values, {
			files: ['data'],
			uploads: { data: { url: 'https://files.example.com/up.png', handle: '4::x', fileName: 'data.pdf' } },
		});

		expect([...before.files.keys()]).toEqual(['data']);
		expect(before.findings).toEqual([]);
		expect(after.content).toEqual({ headerValues: ['https://files.example.com/up.png'] });
	});

	test('that is to be a file which the item does not have is refused by name', () => {
		expect(fill(image, { file: 'photo' }, { files: ['data'] }).findings).toEqual([
			'Input Data Field Name "photo" holds no file in this item',
		]);
	});

	test('of each card of a carousel may come from a file of its own', () => {
		const carousel = definition({
			carousel_cards: [{ header_format: 'IMAGE' }, { header_format: 'VIDEO' }],
		});
		const { content } = fill(
			carousel,
			{ card1_header: 'https://example.com/1.png', card2_file: 'clip' },
			{
				files: ['clip'],
				uploads: {
					clip: { url: 'https://files.example.com/clip.mp4', handle: '4::x', fileName: 'clip.pdf' },
				},
			},
		);

		expect(content).toEqual({
			carouselCards: [
				{ headerValues: ['https://example.com/1.png'] },
				{ headerValues: ['https://files.example.com/clip.mp4'] },
			],
		});
	});
});

describe('values of a template that was picked before', () => {
	const now = definition({ body: 'Hi {{1}}' });

	test('are left out where the template no longer asks for them, with a notice for each', () => {
		const { content, findings, notices } = fill(now, { body1: 'Asha', body2: '1042', button0: 'x' });

		expect(content).toEqual({ bodyValues: ['Asha'] });
		expect(findings).toEqual([]);
		expect(notices).toEqual([
			expect.stringMatching(/no longer asks for.*body2.*left out/),
			expect.stringMatching(/no longer asks for.*button0.*left out/),
		]);
	});

	test.each([null, ''])('are not worth a notice when they are %j', (value) => {
		expect(fill(now, { body1: 'Asha', body2: value } as IDataObject).notices).toEqual([]);
	});
});

test('an optional field that is left empty is not sent', () => {
	const { content } = fill(
		definition({
			header_format: 'DOCUMENT',
			buttons: [{ type: 'QUICK_REPLY', text: 'Yes' }],
			sub_category: 'ORDER_STATUS',
		}),
		{
			header: 'https://example.com/a.pdf',
			fileName: '',
			payload0: '',
			orderReference: 'ref_123',
			orderStatus: 'shipped',
			orderDescription: '',
		},
	);

	expect(content).toEqual({
		headerValues: ['https://example.com/a.pdf'],
		order_status: { reference_id: 'ref_123', order: { status: 'shipped' } },
	});
});
