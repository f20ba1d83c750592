import { Readable } from 'node:stream';

import type { IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';

import { download, isPublic, nameOf } from '../../../../nodes/Interakt/triggers/webhook/media';

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
])('the file of %j is called %s', (event, name) => {
	expect(nameOf(event)).toBe(name);
});
