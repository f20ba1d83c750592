import { Readable } from 'node:stream';

import type { IDataObject, IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';

import { download, isPublic, nameOf, withMedia } from '../../../../nodes/Interakt/triggers/webhook/media';
import { PlayedTrigger } from './playedTrigger.cts';

test.each([
	['https://files.example.com/photo.jpg?sig=a%2Bb', true],
	['https://files.example.com./photo.jpg', true],
	['http://files.example.com/photo.jpg', false],
	['ftp://files.example.com/photo.jpg', false],
	['file:///etc/passwd', false],
	['https://localhost/photo.jpg', false],
	['https://intranet/photo.jpg', false],
	['https://n8n.internal/photo.jpg', false],
	['https://printer.local./photo.jpg', false],
	['https://127.0.0.1/photo.jpg', false],
	['https://0x7f.1/photo.jpg', false],
	['https://2130706433/photo.jpg', false],
	['https://169.254.169.254/latest/meta-data', false],
	['https://[::1]/photo.jpg', false],
	['https://user:word@files.example.com/photo.jpg', false],
	['https://user@files.example.com/photo.jpg', false],
	['https://:word@files.example.com/photo.jpg', false],
	['https://home.example.com/photo.jpg', true],
	['https://photos.myhome.example/photo.jpg', true],
	['https://7.example.com/photo.jpg', true],
	['https://server/photo.jpg', false],
	['https://files.example1/photo.jpg', true],
	['not an address', false],
	['', false],
])('%s is public: %s', (address, expected) => {
	expect(isPublic(address)).toBe(expected);
});

const address = 'https://files.example.com/photo.jpg';

/** A server that answers with pieces, and what was asked of it. */
function server(statusCode: number, pieces: Buffer[] | 'endless', headers: Record<string, string> = {}) {
	const asked: IHttpRequestOptions[] = [];
	const endless = function* () {
		for (;;) yield Buffer.alloc(64 * 1024);
	};
	const stream = Readable.from(pieces === 'endless' ? endless() : pieces);
	const fetch = async (options: IHttpRequestOptions): Promise<IN8nHttpFullResponse> => {
		asked.push(options);
		return { statusCode, headers, body: stream };
	};
	return { fetch, asked, stream };
}

test('downloads a file, with its type', async () => {
	const { fetch, asked } = server(200, [Buffer.from('ab'), Buffer.from('cd')], {
		'content-type': 'image/jpeg; charset=binary',
	});

	expect(await download(fetch, address, 1)).toEqual({ content: Buffer.from('abcd'), mimeType: 'image/jpeg' });
	// Redirects are not followed: they could lead anywhere.
	expect(asked).toMatchObject([
		{ url: address, disableFollowRedirect: true, abortSignal: expect.any(AbortSignal) },
	]);
});

test.each<[string, Record<string, string>, object]>([
	['no type', {}, {}],
	['an empty type', { 'content-type': ' ; a=b' }, {}],
	['its type alone', { 'content-type': 'image/jpeg' }, { mimeType: 'image/jpeg' }],
])('a file that comes with %s', async (_, headers, expected) => {
	const { fetch } = server(200, [Buffer.from('ab')], headers);

	expect(await download(fetch, address, 1)).toEqual({ content: Buffer.from('ab'), ...expected });
});

test.each([
	['as large as allowed', 1024 * 1024, true],
	['one byte larger', 1024 * 1024 + 1, false],
])('a file that is %s', async (_, size, isTaken) => {
	const pieces = [Buffer.alloc(size - 10), Buffer.alloc(10)];
	for (const headers of [{}, { 'content-length': String(size) }] as Array<Record<string, string>>) {
		expect('content' in (await download(server(200, pieces, headers).fetch, address, 1))).toBe(isTaken);
	}
});

test.each<[string, unknown]>([
	['text', 'ab'],
	['nothing', null],
	['an object', { a: 1 }],
])('where there is %s in place of a stream there is no file', async (_, body) => {
	const fetch = async () =>
		await Promise.resolve({ statusCode: 200, headers: {}, body: body as IDataObject });

	expect(await download(fetch, address, 1)).toEqual({ why: 'The server sent no file' });
});

test('a file is asked for as a stream, and for half a minute', async () => {
	const { fetch, asked } = server(200, []);
	const timeout = jest.spyOn(AbortSignal, 'timeout');
	await download(fetch, address, 1);

	expect(asked).toMatchObject([
		{ encoding: 'stream', returnFullResponse: true, ignoreHttpStatusErrors: true, timeout: 30_000 },
	]);
	expect(timeout.mock.calls).toEqual([[30_000]]);
	timeout.mockRestore();
});

describe('the file of an item', () => {
	const item = { json: { event: 'messageReceived' } };
	const event = {
		event: 'messageReceived',
		channel: 'whatsapp',
		type: 'message_received',
		mediaUrl: address,
	} as const;
	const web = (size: number) => async () => ({
		statusCode: 200,
		headers: {},
		body: Readable.from([Buffer.alloc(size)]),
	});
	const withFile = async (size: number, options: Parameters<typeof withMedia>[3], changes = {}) =>
		await withMedia(
			new PlayedTrigger({ web: web(size) }).context(Buffer.alloc(0)),
			item,
			{ ...event, ...changes },
			options,
		);

	test('stands beside it under the name that a person chose, else under `data`', async () => {
		expect(await withFile(1, {})).toMatchObject({ ...item, binary: { data: { fileName: 'photo.jpg' } } });
		expect(await withFile(1, { binaryProperty: 'photo' })).toEqual({
			...item,
			binary: { photo: { data: 'AA==', fileName: 'photo.jpg', mimeType: undefined } },
		});
	});

	test.each([
		[20, {}, undefined],
		[21, {}, 'The file is larger than 20 MB'],
		[2, { largestMedia: 1 }, 'The file is larger than 1 MB'],
	])('of %i MB, with the options %j', async (megabytes, options, why) => {
		expect((await withFile(megabytes * 1024 * 1024, options)).json.mediaNotDownloaded).toBe(why);
	});

	test('that cannot be had leaves the item as it is, and says why', async () => {
		expect(await withFile(1, {}, { mediaUrl: undefined })).toEqual({
			json: {
				event: 'messageReceived',
				mediaNotDownloaded: 'The address is not a public one that begins with https://',
			},
		});
	});
});

test.each<[string, number, Buffer[] | 'endless', Record<string, string>, RegExp]>([
	['a file without end', 200, 'endless', {}, /larger than 1 MB/],
	[
		'a file that says it is too large',
		200,
		[Buffer.from('x')],
		{ 'content-length': '9999999' },
		/larger than 1 MB/,
	],
	['a file that is gone', 404, [Buffer.from('x')], {}, /answered with 404/],
	['a redirect', 302, [], { location: 'https://127.0.0.1/' }, /answered with 302/],
])('says why there is no file: %s', async (_, status, pieces, headers, why) => {
	const { fetch, stream } = server(status, pieces, headers);

	expect(await download(fetch, address, 1)).toEqual({ why: expect.stringMatching(why) });
	expect(stream.destroyed || stream.readableEnded).toBe(true);
});

test('an address that is not public is not even asked', async () => {
	const { fetch, asked } = server(200, []);

	expect(await download(fetch, 'https://127.0.0.1/x', 1)).toEqual({
		why: expect.stringMatching(/not a public one/),
	});
	expect(asked).toEqual([]);
});

test('a connection that breaks in the middle is told', async () => {
	const broken = Readable.from(
		(function* () {
			yield Buffer.from('ab');
			throw new Error('reset');
		})(),
	);

	expect(await download(async () => ({ statusCode: 200, headers: {}, body: broken }), address, 1)).toEqual({
		why: 'The file could not be downloaded: reset',
	});
});

test.each([
	[{ mediaUrl: 'https://files.example.com/a/photo.jpg?sig=1' }, 'photo.jpg'],
	[{ mediaUrl: 'https://files.example.com/a/1', fileName: 'invoice.pdf' }, 'invoice.pdf'],
	[{ mediaUrl: 'https://files.example.com/' }, 'file'],
	[{ mediaUrl: 'photo.jpg' }, 'file'],
	[{}, 'file'],
])('the file of %j is called %s', (event, name) => {
	expect(nameOf(event)).toBe(name);
});
