import { Findings } from '../../../nodes/Interakt/input/findings';
import { looksLikeFile, looksLikeUrl, mediaUrl, urlParts } from '../../../nodes/Interakt/input/url';

const found = (url: unknown) => {
	const findings = new Findings();
	const read = mediaUrl(url, 'File URL', findings);
	return { read, found: findings.found };
};

describe('an address in its parts', () => {
	test.each([
		['https://e.com', 'https', 'e.com', ''],
		['HTTPS://E.com:8080/a?b#c', 'https', 'e.com:8080', '/a?b#c'],
		['http://e.com?x', 'http', 'e.com', '?x'],
		['http://e.com.#x', 'http', 'e.com.', '#x'],
		['https://asha:key@e.com/', 'https', 'e.com', '/'],
		['https://localhost:3000/a', 'https', 'localhost:3000', '/a'],
		['https://[::1]/a', 'https', '[::1]', '/a'],
		[`https://e.com/${'a'.repeat(8178)}`, 'https', 'e.com', `/${'a'.repeat(8178)}`],
	])('%s', (url, scheme, host, rest) => {
		expect(urlParts(url)).toEqual({ scheme, host, rest });
	});

	test.each([
		'e.com',
		'ftp://e.com',
		'see https://e.com',
		'xhttps://e.com',
		'https://e',
		'https://e.',
		'https:///a.b',
		'https://e..com',
		'https://e:80.com',
		'https://e.com:port',
		'https://mylocalhost',
		'https://e.com/a b',
		'https://0x7f.1',
		'https://127.1',
		'https://1.2.3.256',
		'https://1.2.3.4.5',
		'https://0177.0.0.1',
		'https://1.2.3.0x4',
		`https://e.com/${'a'.repeat(8179)}`,
	])('%s has none', (url) => {
		expect(urlParts(url)).toBeUndefined();
	});
});

describe('the address of a file', () => {
	const remedy =
		'Give the full address of the file, beginning with https://, that anyone can open without logging in.';

	test.each<[string, string]>([
		['e.com/a.jpg', 'is not a web address'],
		['http://e.com/a.jpg', 'is not a secure address'],
		...[
			'localhost:3000',
			'nas.local',
			'nas.local.',
			'nas.local:8080',
			'a.internal',
			'a.lan',
			'127.0.0.1',
			'10.1.1.1',
			'192.168.1.1',
			'172.16.0.1',
			'172.31.0.1:80',
			'169.254.1.1',
			'0.0.0.0',
			'100.64.0.1',
			'100.127.255.1',
			'224.0.0.1',
			'239.1.1.1',
			'255.255.255.255',
			'127.0.0.1:8080',
			'127.0.0.1.',
			'[::1]',
		].map(
			(host) =>
				[`https://${host}/a.jpg`, 'cannot be reached from outside your network'] satisfies [string, string],
		),
	])('%s %s', (url, what) => {
		expect(found(url)).toEqual({
			read: url,
			found: [{ field: 'File URL', what: `"${url}" ${what}`, remedy }],
		});
	});

	test.each([
		'172.32.0.1',
		'11.0.0.1',
		'1.10.0.1',
		'100.63.0.1',
		'100.128.0.1',
		'223.1.1.1',
		'e.com.',
		'0x7f.com',
		'local.example.com',
		'mylocal.com',
	])('%s can be reached', (host) => {
		expect(found(`https://${host}/a.jpg`).found).toEqual([]);
	});

	test('is shown shortened', () => {
		const long = `http://e.com/${'a'.repeat(187)}`;

		expect(found(long).found).toMatchObject([{ what: `"${long}" is not a secure address` }]);
		expect(found(`${long}b`).found).toMatchObject([{ what: `"${long}…" is not a secure address` }]);
	});

	test('has to be there, which is said once', () => {
		expect(found(' ')).toMatchObject({ read: '', found: [{ field: 'File URL', what: 'is empty' }] });
		expect(found(' ').found).toHaveLength(1);
	});
});

test.each<[unknown, boolean]>([
	['https://e.com', true],
	[' HTTP://e.com', true],
	['see https://e.com', false],
	['https:/e.com', false],
	[`${' '.repeat(100)}https://e.com`, false],
	[7, false],
])('%j begins as a web address does: %p', (value, expected) => {
	expect(looksLikeUrl(value)).toBe(expected);
});

describe('an address with something around it, or in something', () => {
	const read = (value: unknown) => {
		const findings = new Findings();
		const url = mediaUrl(value, 'File URL', findings);
		return { url, found: findings.found.map(({ what }) => what), notices: findings.notices };
	};
	const url = 'https://e.com/a.jpg';

	test.each([`"${url}"`, `'${url}'`, `\`${url}\``, `<${url}>`, ` " ${url} " `, `\u200b${url}\u200b`])(
		'%j is taken without it',
		(given) => {
			expect(read(given)).toEqual({ url, found: [], notices: [] });
		},
	);

	test.each([`see "${url}"`, `"${url}" now`, `'${url}`])('%j is none', (given) => {
		expect(read(given).found).toHaveLength(1);
	});

	test.each([
		['https://e.com/?a=1&amp;b=2', 'https://e.com/?a=1&b=2'],
		['https://e.com/?a=1&AMP;b=2&#38;c=3&#038;d=4&#x26;e=5', 'https://e.com/?a=1&b=2&c=3&d=4&e=5'],
	])('%s is taken for what HTML means by it, with a notice', (given, meant) => {
		expect(read(given)).toEqual({
			url: meant,
			found: [],
			notices: ['File URL: "&amp;" of HTML in it was taken for "&"'],
		});
	});

	test.each<[unknown]>([
		[[{ url }]],
		[{ file: { url } }],
		[[url]],
		[{ url, thumbnail: { url: 'https://e.com/s.jpg' } }],
		[[{ url: 'https://e.com/b.jpg' }, { url, primary: true }]],
		[{ src: url, width: 3 }],
		[{ link: url, owner: 'https://e.com/asha' }],
		[[{ url, thumbnails: { small: { url: 'https://e.com/s.jpg' }, large: { url: 'https://e.com/l.jpg' } } }]],
	])('%j gives its address, with a notice', (given) => {
		expect(read(given)).toEqual({
			url,
			found: [],
			notices: [`File URL: "${url}" was taken out of it`],
		});
	});

	test('is cut in the notice where it is long', () => {
		const long = `https://e.com/${'a'.repeat(300)}`;

		expect(read([long]).notices).toEqual([`File URL: "${long.slice(0, 200)}" was taken out of it`]);
	});

	test('among several is refused with the way to the first', () => {
		const findings = new Findings();

		expect(mediaUrl([{ url }, { url: `${url}?2` }], 'File URL', findings)).toBe('');
		expect(findings.found).toEqual([
			{
				field: 'File URL',
				what: 'holds 2 addresses',
				remedy: 'Choose one: for the first, write [0].url at the end of the expression.',
			},
		]);
		expect(findings.notices).toEqual([]);
	});

	test.each<[unknown]>([[[]], [{}], [{ name: url }], [{ url: 'a.jpg' }]])('%j has none', (given) => {
		expect(read(given).found).toEqual([expect.stringMatching(/^holds an? (list|object) instead of text/)]);
	});

	test.each([`${url},${url}`, `${url}; ${url}`, `${url}|${url}`, `${url} ${url}`])(
		'%s is more than one',
		(given) => {
			expect(read(given).found).toEqual([`"${given}" holds more than one address`]);
		},
	);

	test.each([
		'https://e.com/null',
		'https://e.com/null/a.jpg',
		'https://e.com/?id=null',
		'https://e.com/?id=null&a=1',
		'https://e.com/null.jpg',
		'https://e.com/a/null#x',
		'https://e.com/undefined.jpg',
	])('%s is that of nothing', (given) => {
		expect(read(given).found).toHaveLength(1);
	});

	test.each(['https://e.com/nullable.jpg', 'https://e.com/anull', 'https://null.com/a'])(
		'%s is that of a file',
		(given) => {
			expect(read(given).found).toEqual([]);
		},
	);

	test.each([
		'https://drive.google.com/file/d/1/view',
		'https://drive.google.com/open?id=1',
		'https://docs.google.com/document/d/1/edit',
		'https://www.dropbox.com/s/1/a.jpg?dl=0',
		'https://dropbox.com/s/1/a.jpg',
		'https://1drv.ms/i/1',
		'https://onedrive.live.com/?id=1',
	])('%s opens a page, which is said', (given) => {
		expect(read(given)).toEqual({
			url: given,
			found: [],
			notices: ['File URL opens a page around the file; the customer may get nothing. Use its direct link'],
		});
	});

	test.each([
		'https://drive.google.com/uc?id=1',
		'https://www.dropbox.com/s/1/a.jpg?dl=1',
		'https://www.dropbox.com/s/1/a.jpg?a=2&raw=1',
		'https://docs.google.com/document/d/1/export',
	])('%s is the file itself', (given) => expect(read(given).notices).toEqual([]));
});

test.each<[unknown, boolean]>([
	['https://e.com', true],
	['http:x', true],
	[' "HTTPS://e.com', true],
	['<https://e.com>', true],
	['//e.com/a.jpg', true],
	['data:image/png;base64,', true],
	['file:///a', true],
	['blob:x', true],
	['ftp://e.com', true],
	['C:\\a.jpg', true],
	['see https://e.com', false],
	['x"https://e.com', false],
	['a.jpg', false],
	['1:\\a', false],
	[`${' '.repeat(100)}https://e.com`, false],
	[7, false],
])('%j is meant as the address of a file: %p', (value, expected) => {
	expect(looksLikeFile(value)).toBe(expected);
});
