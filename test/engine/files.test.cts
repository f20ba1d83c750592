import { createHash } from 'node:crypto';

import type { INodeExecutionData, INodeParameters, OnError } from 'n8n-workflow';

import { byName, list } from '../contract/row.cts';
import type { FaultEffect } from '../simulator/faults.cts';
import { startSimulator, type Simulator } from '../simulator/simulator.cts';
import { template } from '../simulator/templates.cts';
import { fileItem, itemWith, jsons, runNode, unwelcomeWords, type GivenFile } from './setting.cts';

let simulator: Simulator;

beforeAll(async () => {
	simulator = await startSimulator({ strict: true });
});
afterAll(async () => await simulator.close());
beforeEach(() => {
	simulator.reset();
	simulator.state.customerWrites({ phoneNumber: '9999999999', countryCode: '+91' });
	simulator.state.templates = [
		template('invoice', { header_format: 'DOCUMENT', body: 'Your invoice' }),
		template('catalogue', { body: 'Look', carousel_cards: [] }),
	];
});

const uploadPath = '/track/files/upload_to_fb/';
const photo: GivenFile = { fileName: 'photo.jpg', mimeType: 'image/jpeg', content: 'a photo' };
const invoice: GivenFile = {
	fileName: 'Invoice 1042.pdf',
	mimeType: 'application/pdf',
	content: 'an invoice',
};

const sha256 = (content: GivenFile['content']) => createHash('sha256').update(content).digest('hex');
const run = async (parameters: INodeParameters, items: INodeExecutionData[], onError?: OnError) =>
	await runNode(simulator, { parameters, items, ...(onError && { onError }) });

describe('an upload', () => {
	const upload = async (file: GivenFile) =>
		await run({ resource: 'file', operation: 'upload' }, [fileItem(file)]);

	test.each([
		'offer.jpg',
		'चित्र.jpg',
		'prix réduit – été.png',
		'👍.webp',
		'Say "hello".pdf',
		"it's; filename=other.pdf",
		'50% off.pdf',
		'a\r\nX-Other: 1\r\n\r\nb.pdf',
		'no ending',
	])('keeps the name %j', async (fileName) => {
		const { outputs, error } = await upload({ ...photo, fileName });

		expect(error).toBeUndefined();
		expect(simulator.state.files).toMatchObject([{ fileName }]);
		expect(jsons(outputs[0])).toMatchObject([{ fileName }]);
	});

	test.each(['image/jpeg', 'application/pdf', 'video/mp4', 'text/plain; charset=utf-8'])(
		'keeps the type %s',
		async (mimeType) => {
			await upload({ ...photo, mimeType });

			expect(simulator.state.files).toMatchObject([{ mimeType: mimeType.split(';')[0] }]);
		},
	);

	test.each<[string, Buffer]>([
		['every byte there is', Buffer.from(Array.from({ length: 256 }, (_, byte) => byte))],
		['line breaks and dashes, as a form has them', Buffer.from('\r\n--\r\n----\r\n--x--\r\n')],
		['3 MB', Buffer.alloc(3 * 1024 * 1024, 'interakt')],
	])('keeps the bytes: %s', async (_, content) => {
		const { error } = await upload({ ...photo, content });

		expect(error).toBeUndefined();
		expect(simulator.state.files).toMatchObject([{ size: content.length, sha256: sha256(content) }]);
	});

	test('gives the handle and the address', async () => {
		const { outputs } = await upload(photo);
		const [file] = simulator.state.files;

		expect(jsons(outputs[0])).toEqual([
			{
				status: 'accepted',
				reason: '',
				message: 'Accepted by Interakt',
				fileHandle: file?.handle,
				fileUrl: file?.url,
				fileName: 'photo.jpg',
			},
		]);
	});

	test.each<[string, GivenFile, { fileName: string; mimeType: string }]>([
		['its type', { mimeType: 'image/jpeg', content: 'a' }, { fileName: 'image.jpg', mimeType: 'image/jpeg' }],
		[
			'its type, a document',
			{ mimeType: 'application/pdf', content: 'a' },
			{ fileName: 'document.pdf', mimeType: 'application/pdf' },
		],
		[
			'its first bytes',
			{ mimeType: 'application/octet-stream', content: '%PDF-1.7' },
			{ fileName: 'document.pdf', mimeType: 'application/pdf' },
		],
	])('of a file without a name names it by %s', async (_, file, sent) => {
		await upload(file);

		expect(simulator.state.files).toMatchObject([sent]);
	});

	test.each<[string, string, string]>([
		['its name', 'photo.PNG', 'image/png'],
		['its first bytes', 'photo', 'image/jpeg'],
		['nothing, when nothing says it', 'notes', 'application/octet-stream'],
	])('finds the type of a file of no known type out by %s', async (by, fileName, mimeType) => {
		const content = by === 'its first bytes' ? Buffer.from([0xff, 0xd8, 0xff, 0xe0]) : 'notes';
		await upload({ fileName, mimeType: 'application/octet-stream', content });

		expect(simulator.state.files).toMatchObject([{ mimeType }]);
	});

	test('of an empty file is refused', async () => {
		const { error } = await upload({ ...photo, content: '' });

		expect(error?.message).toBe('Input Data Field Name "data" holds an empty file (0 bytes)');
		expect(simulator.state.requests).toEqual([]);
	});

	test('of a field whose name every object of JavaScript knows is refused', async () => {
		const { error } = await run({ resource: 'file', operation: 'upload', binaryPropertyName: 'toString' }, [
			fileItem(photo),
		]);

		expect(error?.message).toBe('Input Data Field Name "toString" holds no file in this item');
		expect(simulator.state.requests).toEqual([]);
	});

	test('takes the field that an expression names', async () => {
		await run({ resource: 'file', operation: 'upload', binaryPropertyName: '={{ $json.field }}' }, [
			itemWith({ data: photo, attachment_0: invoice }, { field: 'attachment_0' }),
		]);

		expect(simulator.state.files).toMatchObject([{ fileName: 'Invoice 1042.pdf' }]);
	});
});

const person = { phoneNumber: '99999 99999' };
const confirm = { ...person, resource: 'message', body: 'Well?' };
const ofItem = { mediaSource: 'binary' };

/** Every place where a file of the item can stand, with the place of its address in the request. */
const places: Array<[string, INodeParameters, (url: string) => unknown]> = [
	...['Image', 'Document', 'Video', 'Audio', 'Sticker'].map(
		(type): [string, INodeParameters, (url: string) => unknown] => [
			`a message: ${type}`,
			{ ...person, ...ofItem, resource: 'message', operation: `send${type}` },
			(url) => ({ type, data: { mediaUrl: url } }),
		],
	),
	[
		'the header of a template message',
		{
			...person,
			resource: 'message',
			operation: 'sendTemplate',
			template: byName('invoice'),
			additionalFields: { binaryPropertyName: 'data' },
		},
		(url) => ({ template: { headerValues: [url] } }),
	],
	[
		'a card of a carousel message',
		{
			...person,
			resource: 'message',
			operation: 'sendTemplate',
			template: byName('catalogue'),
			additionalFields: {
				carouselCards: list({ binaryPropertyName: 'data' }, { headerValue: 'https://example.com/item2.jpg' }),
			},
		},
		(url) => ({
			template: {
				carouselCards: [{ headerValues: [url] }, { headerValues: ['https://example.com/item2.jpg'] }],
			},
		}),
	],
	...['image', 'video', 'document'].map((type): [string, INodeParameters, (url: string) => unknown] => [
		`the header above buttons: ${type}`,
		{
			...confirm,
			operation: 'sendButtons',
			buttons: list({ title: 'Yes' }),
			additionalFields: { header: { values: { type, binaryPropertyName: 'data' } } },
		},
		(url) => ({ data: { message: { header: { type, [type]: { link: url } } } } }),
	]),
	[
		'an RCS card',
		{
			...person,
			resource: 'rcsMessage',
			operation: 'sendRichCard',
			title: 'Offer',
			binaryPropertyName: 'data',
		},
		(url) => ({
			message: {
				richCardDetails: { standalone: { content: { cardMedia: { contentInfo: { fileUrl: url } } } } },
			},
		}),
	],
	[
		'a card of an RCS carousel',
		{
			...person,
			resource: 'rcsMessage',
			operation: 'sendCarousel',
			cards: list({ title: 'One', binaryPropertyName: 'data' }, { title: 'Two' }),
		},
		(url) => ({
			message: {
				richCardDetails: {
					carousel: {
						contents: [{ cardMedia: { contentInfo: { fileUrl: url } } }, { cardTitle: 'Two' }],
					},
				},
			},
		}),
	],
];

const messagePath = ({ resource }: INodeParameters) =>
	resource === 'rcsMessage' ? '/rcs/message/' : '/message/';

/** A file of the kind that a place takes. */
function fitting(place: string): Required<GivenFile> {
	const [fileName = 'photo.jpg', mimeType = photo.mimeType] = /video/i.test(place)
		? ['clip.mp4', 'video/mp4']
		: /audio/i.test(place)
			? ['voice.mp3', 'audio/mpeg']
			: /sticker/i.test(place)
				? ['sticker.webp', 'image/webp']
				: [];
	return { fileName, mimeType, content: 'a photo' };
}

describe.each(places)('a file of the item as %s', (place, parameters, shown) => {
	const { fileName, mimeType, content } = fitting(place);
	const given = { fileName, mimeType, content };

	test('is uploaded first, and its address is sent', async () => {
		const { outputs, error } = await run(parameters, [fileItem(given)]);
		const [file] = simulator.state.files;

		expect(error).toBeUndefined();
		expect(file).toMatchObject({ fileName, mimeType, sha256: sha256(content) });
		expect(simulator.state.requests).toMatchObject([
			{ path: uploadPath, query: { fileCategory: 'message_template_media' } },
			{ path: messagePath(parameters), body: shown(file?.url ?? 'no address') },
		]);
		expect(jsons(outputs[0])).toMatchObject([
			{ status: 'accepted', messageId: simulator.state.messages[0]?.id, phoneNumber: '+919999999999' },
		]);
	});

	test('that is not there is refused by name, before anything is sent', async () => {
		const { error } = await run(parameters, [itemWith({ other: photo })]);

		expect(error).toMatchObject({
			message: 'Input Data Field Name "data" holds no file in this item',
			description: expect.stringContaining('Binary'),
			context: { itemIndex: 0 },
		});
		expect(simulator.state.requests).toEqual([]);
	});

	test('that cannot be uploaded ends the item, and nothing is sent', async () => {
		simulator.misbehave({ match: { path: uploadPath }, effect: { kind: 'status', status: 403 } });
		const { outputs } = await run(parameters, [fileItem(given)], 'continueErrorOutput');

		expect(outputs[0]).toEqual([]);
		expect(jsons(outputs[1])).toMatchObject([
			{
				error: 'The file in "data" could not be uploaded: Your Interakt account does not include this',
				details: { status: 'rejected', reason: 'planLacksFeature', httpStatus: 403 },
			},
		]);
		expect(simulator.state.requests).toMatchObject([{ path: uploadPath }]);
		expect(simulator.state.messages).toEqual([]);
	});
});

const sendDocument = { ...person, ...ofItem, resource: 'message', operation: 'sendDocument' };
const sendImage = { ...sendDocument, operation: 'sendImage' };

describe('the name of a document', () => {
	test.each<[string, INodeParameters, string]>([
		['is that of the file', {}, 'Invoice 1042.pdf'],
		['is what was typed', { additionalFields: { fileName: 'Rechnung.pdf' } }, 'Rechnung.pdf'],
	])('%s', async (_, more, fileName) => {
		await run({ ...sendDocument, ...more }, [fileItem(invoice)]);

		expect(simulator.state.messages).toMatchObject([{ body: { data: { fileName } } }]);
	});

	test('goes with no other kind of file', async () => {
		await run(sendImage, [fileItem(photo)]);

		expect(simulator.state.messages).toMatchObject([{ body: { type: 'Image' } }]);
		expect(simulator.state.messages[0]?.body.data).not.toHaveProperty('fileName');
	});
});

test('each item uploads a file of its own', async () => {
	simulator.misbehave({ effect: { kind: 'latency', ms: [0, 20] } });
	const phones = Array.from({ length: 20 }, (_, index) => String(9_999_900_000 + index));
	for (const phoneNumber of phones) simulator.state.customerWrites({ phoneNumber, countryCode: '+91' });
	const items = phones.map((phone) =>
		fileItem({ ...photo, fileName: `${phone}.jpg`, content: phone }, { phone }),
	);
	const { outputs } = await run({ ...sendImage, phoneNumber: '={{ $json.phone }}' }, items);
	const byUrl = new Map(simulator.state.files.map((file) => [file.url, file]));

	expect(simulator.state.files).toHaveLength(20);
	expect(jsons(outputs[0]).map(({ status, phoneNumber }) => [status, phoneNumber])).toEqual(
		phones.map((phone) => ['accepted', `+91${phone}`]),
	);
	for (const { recipient, body } of simulator.state.messages) {
		const { mediaUrl } = body.data as { mediaUrl: string };
		const phone = recipient.replace('+91', '');
		expect(byUrl.get(mediaUrl)).toMatchObject({ fileName: `${phone}.jpg`, sha256: sha256(phone) });
	}
});

test('several files of an item are each uploaded once, also when one is used twice', async () => {
	const parameters = {
		...person,
		resource: 'message',
		operation: 'sendTemplate',
		template: byName('catalogue'),
		additionalFields: {
			carouselCards: list(
				{ binaryPropertyName: 'first' },
				{ binaryPropertyName: 'second' },
				{ binaryPropertyName: 'first' },
			),
		},
	};
	const { error } = await run(parameters, [itemWith({ first: photo, second: invoice })]);
	const [first, second] = simulator.state.files;

	expect(error).toBeUndefined();
	expect(simulator.state.files).toMatchObject([{ fileName: 'photo.jpg' }, { fileName: 'Invoice 1042.pdf' }]);
	expect(simulator.state.messages).toMatchObject([
		{
			body: {
				template: {
					carouselCards: [first, second, first].map((file) => ({ headerValues: [file?.url] })),
				},
			},
		},
	]);
});

test('the files of the cards of a new carousel are uploaded first, each card with its handle', async () => {
	const card = { body: 'Look', title: 'One', headerFormat: 'IMAGE' };
	const { error } = await run(
		{
			resource: 'template',
			operation: 'create',
			displayName: 'New Catalogue',
			language: byName('English'),
			templateKind: 'carousel',
			body: 'Our products',
			cards: list({ ...card, binaryPropertyName: 'first' }, { ...card, binaryPropertyName: 'second' }),
		},
		[itemWith({ first: photo, second: { ...photo, fileName: 'second.jpg', content: 'another' } })],
	);
	const [first, second] = simulator.state.files;

	expect(error).toBeUndefined();
	expect(simulator.state.requests.at(-1)).toMatchObject({
		path: '/track/templates/',
		body: {
			carousel_cards: [{ header_handle: [first?.handle] }, { header_handle: [second?.handle] }],
		},
	});
});

test('an uploaded file serves a template and a message', async () => {
	const { outputs } = await run({ resource: 'file', operation: 'upload' }, [fileItem(photo)]);
	const [uploaded = {}] = jsons(outputs[0]);
	const made = await runNode(simulator, {
		parameters: {
			resource: 'template',
			operation: 'create',
			displayName: 'Photo Offer',
			language: byName('English'),
			headerFormat: 'IMAGE',
			mediaSource: 'handle',
			headerHandle: '={{ $json.fileHandle }}',
			mediaUrl: '={{ $json.fileUrl }}',
			fileName: '={{ $json.fileName }}',
			body: 'Look at this',
		},
		rows: [uploaded],
	});
	const sent = await runNode(simulator, {
		parameters: { ...person, resource: 'message', operation: 'sendImage', mediaUrl: '={{ $json.fileUrl }}' },
		rows: [uploaded],
	});

	expect(jsons([...(made.outputs[0] ?? []), ...(sent.outputs[0] ?? [])])).toMatchObject([
		{ status: 'accepted', approvalStatus: 'PENDING' },
		{ status: 'accepted' },
	]);
	expect(simulator.state.messages).toMatchObject([{ body: { data: { mediaUrl: uploaded.fileUrl } } }]);
});

describe('a file that does not arrive', () => {
	const expectNothingSent = async (items: INodeExecutionData[], reason: string) => {
		const { outputs } = await run(sendImage, items, 'continueErrorOutput');
		const [shown] = jsons(outputs[1]);

		expect(outputs[0]).toEqual([]);
		expect(shown).toMatchObject({ details: { status: 'rejected', reason } });
		expect(shown?.error).toMatch(/^The file in "data" could not be uploaded: /);
		expect(shown?.error).not.toMatch(unwelcomeWords);
		expect(simulator.state.messages).toEqual([]);
	};

	test.each<[string, FaultEffect, string]>([
		['500', { kind: 'status', status: 500 }, 'serverUnavailable'],
		['401', { kind: 'status', status: 401 }, 'invalidKey'],
		['400', { kind: 'status', status: 400, message: 'File type is not supported' }, 'refused'],
		['result false', { kind: 'refuse' }, 'refused'],
		['a page', { kind: 'html' }, 'unreadableAnswer'],
		['connection cut', { kind: 'resetAfter' }, 'noAnswer'],
		['no address in the answer', { kind: 'text', body: '{"result":true,"data":{}}' }, 'unreadableAnswer'],
	])('ends the item as rejected, because no message went out: %s', async (_, effect, reason) => {
		simulator.misbehave({ match: { path: uploadPath }, effect });

		await expectNothingSent([fileItem(photo)], reason);
	});

	test('because n8n no longer has it ends the item, too', async () => {
		const data = {
			id: 'filesystem-v2:gone',
			data: 'filesystem-v2',
			mimeType: 'image/jpeg',
			fileName: 'a.jpg',
		};

		await expectNothingSent([{ json: {}, binary: { data } }], 'unreadableFile');
		expect(simulator.state.requests).toEqual([]);
	});

	test('does not keep the other items from being sent', async () => {
		simulator.misbehave({ match: { path: uploadPath, nth: 2 }, effect: { kind: 'status', status: 403 } });
		const items = ['one', 'two', 'three'].map((content) => fileItem({ ...photo, content }, { content }));
		const { outputs } = await run(sendImage, items, 'continueErrorOutput');

		expect(outputs.map((shown) => shown.map(({ pairedItem }) => pairedItem))).toEqual([
			[{ item: 0 }, { item: 2 }],
			[{ item: 1 }],
		]);
		expect(simulator.state.messages).toHaveLength(2);
	});

	test('is not hidden behind a message that fails later', async () => {
		simulator.misbehave({ match: { path: '/message/' }, effect: { kind: 'resetAfter' } });
		const { outputs } = await run(sendImage, [fileItem(photo)], 'continueErrorOutput');

		expect(jsons(outputs[1])).toMatchObject([
			{ error: 'Interakt did not answer', details: { status: 'unknown', reason: 'noAnswer' } },
		]);
		expect(simulator.state.requests.map(({ path }) => path)).toEqual([uploadPath, '/message/']);
	});
});
