import { Findings } from '../../../nodes/Interakt/input/findings';
import { looksLikeUrl, mediaUrl, urlParts } from '../../../nodes/Interakt/input/url';

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
