import {
	type GivenFile,
	isUnknownType,
	nameAndType,
	typeOfBytes,
} from '../../../nodes/Interakt/transport/multipart';

const jpeg = Buffer.from('ffd8ffe000104a464946', 'hex');

describe('name and type of a file', () => {
	test.each<[string, GivenFile, string, string]>([
		// What is known stays.
		['both are given', { fileName: 'offer.jpg', mimeType: 'image/jpeg' }, 'offer.jpg', 'image/jpeg'],
		['a type of its own', { fileName: 'offer', mimeType: 'image/jpeg' }, 'offer', 'image/jpeg'],
		['they disagree', { fileName: 'offer.png', mimeType: 'image/jpeg' }, 'offer.png', 'image/jpeg'],
		['blanks around the name', { fileName: ' offer.png ', mimeType: '' }, 'offer.png', 'image/png'],

		// The type is found out: by the name, by the ending beside it, by the bytes.
		['no type', { fileName: 'offer.JPG' }, 'offer.JPG', 'image/jpeg'],
		[
			'a type that says nothing',
			{ fileName: 'a.pdf', mimeType: 'application/octet-stream' },
			'a.pdf',
			'application/pdf',
		],
		['a type that is none', { fileName: 'a.b.mp4', mimeType: 'video' }, 'a.b.mp4', 'video/mp4'],
		['an ending beside the name', { fileName: 'offer', fileExtension: ' PDF ' }, 'offer', 'application/pdf'],
		[
			'the ending of the name counts first',
			{ fileName: 'a.png', fileExtension: 'pdf' },
			'a.png',
			'image/png',
		],
		['the ending counts before the bytes', { fileName: 'a.png', start: jpeg }, 'a.png', 'image/png'],
		['only bytes', { fileName: 'offer', start: jpeg }, 'offer.jpg', 'image/jpeg'],
		['an unheard-of ending, and bytes', { fileName: 'offer.xyz', start: jpeg }, 'offer.xyz', 'image/jpeg'],
		[
			'an ending of nine letters is none',
			{ fileName: 'a.longending', start: jpeg },
			'a.longending.jpg',
			'image/jpeg',
		],
		['a dot inside', { fileName: 'v1.png final', start: jpeg }, 'v1.png final.jpg', 'image/jpeg'],
		['nothing that helps', { fileName: 'offer' }, 'offer', 'application/octet-stream'],
		['bytes that say nothing', { fileName: 'a', start: Buffer.from('abc') }, 'a', 'application/octet-stream'],

		// A name is made.
		['a document without a name', { mimeType: 'application/pdf' }, 'document.pdf', 'application/pdf'],
		['an image without a name', { mimeType: 'image/png' }, 'image.png', 'image/png'],
		['a name of blanks', { fileName: '  ', mimeType: 'audio/ogg' }, 'audio.ogg', 'audio/ogg'],
		[
			'a type with more behind it',
			{ mimeType: 'Video/MP4; codecs=avc1; a=b' },
			'video.mp4',
			'Video/MP4; codecs=avc1; a=b',
		],
		['an unheard-of image', { mimeType: 'image/x-new' }, 'image', 'image/x-new'],
		['what only sounds like one', { mimeType: 'images/x-new' }, 'document', 'images/x-new'],
		['nor this', { mimeType: 'x-image/new' }, 'document', 'x-image/new'],
		['an ending alone', { fileExtension: 'csv' }, 'document.csv', 'text/csv'],
		['an ending of its own', { mimeType: 'image/jpeg', fileExtension: 'jpeg' }, 'image.jpeg', 'image/jpeg'],
		['nothing at all', {}, 'document', 'application/octet-stream'],
	])('%s', (_, given, fileName, mimeType) => {
		expect(nameAndType(given)).toEqual({ fileName, mimeType });
	});
});

test.each<[string, string | undefined]>([
	['\xff\xd8\xff\xe0', 'image/jpeg'],
	['RIFF\x00\x01\x02\x03WEBPVP8 ', 'image/webp'],
	['RIFF\x00\x01\x02\x03WAVEfmt ', 'audio/wav'],
	['\x00\x00\x00\x18ftypmp42', 'video/mp4'],
	['\x00\x00\x00\x18ftyp3gp4', 'video/3gpp'],
	['%PDF-1.7', 'application/pdf'],
	[' %PDF-1.7', undefined],
	['WEBP', undefined],
	['', undefined],
])('a file that begins with %j: %s', (bytes, type) => {
	expect(typeOfBytes(Buffer.from(bytes, 'latin1'))).toBe(type);
});

test.each([
	['', true],
	['jpeg', true],
	[' Application/Octet-Stream; charset=binary', true],
	['binary/octet-stream', true],
	['image/jpeg', false],
	['application/octet', false],
])('the type %j says nothing about a file: %s', (type, expected) => {
	expect(isUnknownType(type)).toBe(expected);
});
