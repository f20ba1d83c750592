import { createHash } from 'node:crypto';
import fc from 'fast-check';

import { multipart } from '../../../nodes/Interakt/transport/multipart';

const boundary = 'a-boundary-that-occurs-nowhere';
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** The parts of a form as Node's own reader of forms finds them. */
async function read(fileName: string, mimeType: string, content: Buffer) {
	const { body, contentType } = multipart('uploadFile', { fileName, mimeType }, content, boundary);
	const form = await new Response(new Uint8Array(body), {
		headers: { 'content-type': contentType },
	}).formData();
	return await Promise.all(
		[...form.entries()].map(async ([field, value]) => {
			if (typeof value === 'string') return { field, value };
			const bytes = Buffer.from(await value.arrayBuffer());
			return { field, fileName: value.name, mimeType: value.type, sha256: sha256(bytes) };
		}),
	);
}

const photo = Buffer.from('a photo');
const part = (fileName: string, mimeType = 'image/jpeg', content: Uint8Array = photo) => [
	{ field: 'uploadFile', fileName, mimeType, sha256: sha256(content) },
];

describe('the name of the file', () => {
	test.each([
		'offer.jpg',
		'with space.jpg',
		'Say "hello".jpg',
		"it's; filename=other.jpg",
		'चित्र – été 👍.jpg',
		'50% off.jpg',
		'back\\slash.jpg',
		'line\nbreak.jpg',
		'a\r\nContent-Type: text/html\r\n\r\n<b>.jpg',
		`--${boundary}--`,
	])('%j arrives as it is, and makes no second part', async (fileName) => {
		expect(await read(fileName, 'image/jpeg', photo)).toEqual(part(fileName));
	});

	test('is in one line of its own', () => {
		const name = 'a"\r\nX-Other: 1\r\n\r\nb.jpg';
		const { body } = multipart('uploadFile', { fileName: name, mimeType: 'image/jpeg' }, photo, boundary);

		expect(body.toString().split('\r\n')).toEqual([
			`--${boundary}`,
			'Content-Disposition: form-data; name="uploadFile"; filename="a%22%0D%0AX-Other: 1%0D%0A%0D%0Ab.jpg"',
			'Content-Type: image/jpeg',
			'',
			'a photo',
			`--${boundary}--`,
			'',
		]);
	});
});

describe('the type of the file', () => {
	test.each(['image/jpeg', 'application/pdf', 'application/vnd.oasis.opendocument.text'])(
		'%s arrives as it is',
		async (mimeType) => {
			expect(await read('a', mimeType, photo)).toEqual(part('a', mimeType));
		},
	);

	test('cannot bring lines of its own', async () => {
		const parts = await read('a.jpg', 'image/jpeg\r\nX-Other: 1\r\n\r\nnot the file', photo);

		expect(parts).toMatchObject([{ sha256: sha256(photo) }]);
	});

	test('is in one line, with a blank for its line breaks', () => {
		const file = { fileName: 'a.jpg', mimeType: 'image/jpeg;\r\n\r\nname=a' };
		const { body } = multipart('uploadFile', file, photo, boundary);

		expect(body.toString().split('\r\n')[2]).toBe('Content-Type: image/jpeg; name=a');
	});
});

describe('the bytes of the file', () => {
	test.each<[string, Buffer]>([
		['every byte there is', Buffer.from(Array.from({ length: 256 }, (_, byte) => byte))],
		['line breaks', Buffer.from('\r\n\n\r\r\n')],
		['dashes', Buffer.from('\r\n--\r\n--x--')],
		['no byte', Buffer.alloc(0)],
		['what is no UTF-8', Buffer.from([0xff, 0xfe, 0x00, 0xd8])],
	])('arrive as they are: %s', async (_, content) => {
		expect(await read('a.bin', 'image/jpeg', content)).toEqual(part('a.bin', 'image/jpeg', content));
	});

	test('arrive as they are, whatever they are', async () => {
		await fc.assert(
			fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
				const content = Buffer.from(bytes);

				expect(await read('a.bin', 'image/jpeg', content)).toEqual(part('a.bin', 'image/jpeg', content));
			}),
		);
	});
});
