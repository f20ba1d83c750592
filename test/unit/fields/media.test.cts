/** Files of messages: by address, or of the item. */
import { mediaAddress, readMedium, readUpload, uploadRequest } from '../../../nodes/Interakt/fields/media';
import { plainParameters, type Surroundings } from '../parameters.cts';

const address = 'https://shop.example/a.png';
const files = {
	data: { fileName: 'a.png', mimeType: 'image/png' },
	doc: { fileName: 'a.pdf', mimeType: 'application/pdf' },
};
const uploads = {
	data: { url: 'https://interakt.example/1.png', handle: '4::a', fileName: '1.png' },
};

/** What a medium is read as, and which files it asks to upload. */
function medium(values: Readonly<Record<string, unknown>>, surroundings: Surroundings = { files }) {
	const parameters = plainParameters(values, surroundings);
	const read = readMedium(parameters, 'image');
	const { found, files: asked } = parameters.findings;
	return {
		...read,
		found: found.map(({ field, what, remedy }) => `${field} ${what}. ${remedy}`),
		asked: [...asked.keys()],
	};
}

test('an address is taken as it is, and nothing is uploaded', () => {
	const expected = { url: address, handle: '', fileName: '', found: [], asked: [] };

	expect(medium({ mediaSource: 'url', mediaUrl: address })).toEqual(expected);
	expect(medium({ mediaUrl: address })).toEqual(expected);
	expect(medium({ mediaSource: 'url', mediaUrl: '', binaryPropertyName: 'data' })).toMatchObject({
		found: [expect.stringMatching(/^File URL /)],
		asked: [],
	});
});

test('a file of the item is asked for first, and stands for itself until then', () => {
	expect(medium({ mediaSource: 'binary', mediaUrl: address, binaryPropertyName: ' data ' })).toEqual({
		url: '<address of "a.png" after its upload>',
		handle: '<handle of "a.png" after its upload>',
		fileName: 'a.png',
		found: [],
		asked: ['data'],
	});
});

test('a file that was uploaded has the address that Interakt gave, and the name of the item', () => {
	expect(medium({ mediaSource: 'binary', binaryPropertyName: 'data' }, { files, uploads })).toMatchObject({
		url: 'https://interakt.example/1.png',
		handle: '4::a',
		fileName: 'a.png',
		found: [],
	});
});

test.each<[unknown, string[]]>([
	[
		'',
		[
			'Input Data Field Name is empty. Fill in Input Data Field Name; if it comes from an expression, check that the item has this value.',
		],
	],
	[
		'file',
		[
			'Input Data Field Name "file" holds no file in this item. Give the name of the binary field as the node before shows it under Binary, usually data.',
		],
	],
	[
		'toString',
		[
			'Input Data Field Name "toString" holds no file in this item. Give the name of the binary field as the node before shows it under Binary, usually data.',
		],
	],
	[
		'doc',
		[
			'Input Data Field Name "doc" holds a file of type application/pdf, which is not an image. Choose the operation or header that fits the file, or another file.',
		],
	],
])('a binary field %j is refused', (binaryPropertyName, found) => {
	expect(medium({ mediaSource: 'binary', binaryPropertyName }).found).toEqual(found);
});

test('a source that is none is refused by name', () => {
	expect(medium({ mediaSource: 'disk', mediaUrl: address }).found).toEqual([
		expect.stringMatching(/^File Source /),
	]);
});

test('without a binary field there is no file, and none is asked for', () => {
	expect(medium({ mediaSource: 'binary', binaryPropertyName: ' ' })).toMatchObject({
		url: '',
		handle: '',
		fileName: '',
		asked: [],
	});
});

test('a file that is not there stands for itself without a name', () => {
	expect(medium({ mediaSource: 'binary', binaryPropertyName: 'file' })).toMatchObject({
		url: '<address of "" after its upload>',
		handle: '<handle of "" after its upload>',
		fileName: '',
	});
});

test('an empty file is refused, and named', () => {
	const parameters = plainParameters({ mediaSource: 'binary', binaryPropertyName: 'data' });
	const file = { item: 0, property: 'data', fileName: 'a.png', mimeType: 'image/png', isEmpty: true };
	readMedium({ ...parameters, file: () => file }, 'image');

	expect(parameters.findings.found).toEqual([
		{
			field: 'Input Data Field Name',
			what: '"data" holds an empty file (0 bytes)',
			remedy: 'Check the node that the file comes from.',
		},
	]);
});

test('a long type is cut in the words of a refusal', () => {
	const mimeType = `text/${'x'.repeat(200)}`;
	const { found } = medium(
		{ mediaSource: 'binary', binaryPropertyName: 'data' },
		{ files: { data: { fileName: 'a', mimeType } } },
	);

	expect(found).toEqual([expect.stringContaining(`of type ${mimeType.slice(0, 100)}, which is not`)]);
});

describe('a medium beside an address', () => {
	const read = (url: unknown, property: unknown, surroundings: Surroundings = { files }) => {
		const parameters = plainParameters({}, surroundings);
		const result = mediaAddress({ url, property, kind: 'image' }, 'Header URL', parameters);
		const { found, files: asked } = parameters.findings;
		return { result, found: found.map(({ field, what }) => `${field} ${what}`), asked: [...asked.keys()] };
	};

	test('is the address where no field of the item is named', () => {
		expect(read(address, '')).toEqual({ result: address, found: [], asked: [] });
		expect(read(address, ' ')).toEqual({ result: address, found: [], asked: [] });
		expect(read('', '').found).toEqual([expect.stringMatching(/^Header URL /)]);
	});

	test('is refused where the name of the field is none', () => {
		expect(read(address, {}).found).toEqual([
			expect.stringMatching(/^Input Data Field Name holds an object/),
		]);
	});

	test('is the file of the item where one is, whatever the address', () => {
		expect(read('', ' data ', { files, uploads })).toEqual({
			result: uploads.data.url,
			found: [],
			asked: ['data'],
		});
		expect(read(address, 'doc').found).toEqual([
			'Input Data Field Name "doc" holds a file of type application/pdf, which is not an image',
		]);
	});
});

describe('the upload of a file', () => {
	const file = { item: 3, property: 'data', fileName: 'a.png', mimeType: 'image/png' };
	const reply = (data: unknown) => ({ status: 200, headers: {}, body: { result: true, data } as never });

	test('is a request that can be repeated', () => {
		expect(uploadRequest(file)).toMatchObject({
			method: 'POST',
			path: '/track/files/upload_to_fb/',
			query: { fileCategory: 'message_template_media' },
			effect: 'upsert',
			file,
		});
	});

	test.each<[unknown, boolean]>([
		[{ file_url: 'https://interakt.example/1.png' }, true],
		[{ file_handle: '4::a' }, true],
		[{}, false],
		[{ file_name: 'a.png' }, false],
		[{ file_url: '', file_handle: null }, false],
	])('with an answer %j is complete: %p', (data, complete) => {
		expect(uploadRequest(file).isComplete?.(reply(data))).toBe(complete);
	});

	test.each<[unknown, string]>([
		[{ file_name: '1.png' }, '1.png'],
		[{ file_name: '' }, 'a.png'],
		[{ file_name: 7 }, 'a.png'],
		[{}, 'a.png'],
	])('%j names the file %s', (data, fileName) => {
		expect(readUpload(reply(data), file)).toEqual({ url: '', handle: '', fileName });
	});

	test('gives address and handle, also without a file at hand', () => {
		const data = { file_url: 'https://interakt.example/1.png', file_handle: '4::a' };

		expect(readUpload(reply(data))).toEqual({
			url: 'https://interakt.example/1.png',
			handle: '4::a',
			fileName: '',
		});
	});
});
