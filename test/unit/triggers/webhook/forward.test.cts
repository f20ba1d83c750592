import type { IHttpRequestOptions } from 'n8n-workflow';

import {
	addressesIn,
	forwardTo,
	isForwardAddress,
} from '../../../../nodes/Interakt/triggers/webhook/forward';

const bytes = Buffer.from('{ "a": 1 }');
const headers = { 'interakt-signature': 'sha256=00', 'x-interakt-forwarded': '1' };
const url = 'https://n8n.example.com/webhook/a/webhook';

/** Posts a call to an address that answers with these, one after the other; a text is no answer. */
async function forwarded(answers: ReadonlyArray<number | string>) {
	const posts: IHttpRequestOptions[] = [];
	const waits: number[] = [];
	const remaining = answers.values();
	const post = async (options: IHttpRequestOptions) => {
		posts.push(options);
		const { value } = remaining.next();
		if (typeof value === 'number') return { statusCode: value, headers: {}, body: '' };
		throw new Error(value);
	};
	const wait = async (milliseconds: number) => void waits.push(milliseconds);
	const status = await forwardTo({ post, wait }, url, { bytes, headers });
	return { status, posts, waits };
}

test.each<[ReadonlyArray<number | string>, number | string, number[]]>([
	[[200], 200, []],
	[[204], 204, []],
	[[503, 200], 200, [1_000]],
	[['connect ECONNREFUSED', 404, 200], 200, [1_000, 5_000]],
	[[500, 500, 500, 200], 500, [1_000, 5_000]],
	[['a', 'b', 'socket hang up'], 'socket hang up', [1_000, 5_000]],
	[[302, 302, 401], 401, [1_000, 5_000]],
])('an address that answers %j', async (answers, status, waits) => {
	const done = await forwarded(answers);

	expect([done.status, done.waits]).toEqual([status, waits]);
	expect(done.posts).toHaveLength(waits.length + 1);
	for (const post of done.posts) {
		expect(post).toMatchObject({ method: 'POST', url, headers, disableFollowRedirect: true });
		expect(post.body).toBe(bytes);
	}
});

test.each<[unknown, string[]]>([
	[undefined, []],
	['', []],
	[[], []],
	[
		['https://a.example/1', ' https://a.example/2 '],
		['https://a.example/1', 'https://a.example/2'],
	],
	['https://a.example/1,\nhttps://a.example/2;', ['https://a.example/1', 'https://a.example/2']],
	[['https://a.example/?a=1,2', 7, null, 'https://a.example/?a=1,2'], ['https://a.example/?a=1,2']],
])('%j holds the addresses %j', (field, addresses) => {
	expect(addressesIn(field)).toEqual(addresses);
});

test.each<[string, boolean]>([
	['https://n8n.example.com/webhook/a', true],
	['http://localhost:5678/webhook-test/a', true],
	['http://n8n:5678/webhook/a', true],
	['HTTPS://n8n.example.com', true],
	['xhttps://n8n.example.com', false],
	['n8n.example.com', false],
	['https:n8n.example.com', false],
	['https:///webhook', false],
	['https://a b/', false],
	['file:///etc/passwd', false],
	['javascript:alert(1)', false],
])('%s is an address: %s', (address, isAddress) => {
	expect(isForwardAddress(address)).toBe(isAddress);
});
