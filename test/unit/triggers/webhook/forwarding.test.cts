/** Also Forward To, with n8n played: what is passed on, to whom, and what is told. */
import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import { forward, forwardAnswered } from '../../../../nodes/Interakt/triggers/webhook/forward';
import { PlayedTrigger } from './playedTrigger.cts';

const bytes = Buffer.from('{ "a": 1 }');
const one = 'https://one.example.com/webhook/secret-path';
const two = 'https://two.example.com/webhook/secret-path';

const answering = (statusOf: (url: string) => number) => {
	const web = async ({ url }: IHttpRequestOptions) => await Promise.resolve({ statusCode: statusOf(url) });
	return new PlayedTrigger({ web });
};
const urlsOf = ({ requests }: PlayedTrigger) => requests.map(({ url }) => url);

/** Forwards a call that was answered, and says what was told. */
async function forwarded(
	trigger: PlayedTrigger,
	field: unknown,
	headers: IDataObject = {},
	sent: Buffer = bytes,
): Promise<string[]> {
	const told: string[] = [];
	const done = forwardAnswered(
		trigger.context(sent, { headers }),
		sent,
		field,
		(line) => void told.push(line),
	);
	await jest.advanceTimersByTimeAsync(6_000);
	await done;
	return told;
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

test('a call is posted to each address with its bytes, its type, its signature, and the mark of one passed on', async () => {
	const trigger = answering(() => 200);
	const signed = {
		'content-type': 'application/json',
		'interakt-signature': 'sha256=00',
		'x-interakt-signature': 'sha256=01',
	};
	const told = await forwarded(trigger, [one, two], { ...signed, cookie: 'a=1', host: 'n8n.example.com' });

	expect(told).toEqual([]);
	expect(trigger.requests).toEqual(
		[one, two].map((url) => ({
			method: 'POST',
			url,
			body: bytes,
			headers: { ...signed, 'x-interakt-forwarded': '1' },
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			encoding: 'text',
			timeout: 10_000,
		})),
	);
});

test.each<[string, unknown, IDataObject, number]>([
	['nowhere without an address', [], {}, 0],
	['nowhere by what is no address', 'one.example.com', {}, 0],
	['to ten addresses at most', Array.from({ length: 12 }, (_, at) => `https://a.example/${at}`), {}, 10],
	['nowhere once more', one, { 'x-interakt-forwarded': '1' }, 0],
])('a call goes %s', async (_, field, headers, count) => {
	const trigger = answering(() => 200);
	await forwarded(trigger, field, headers);

	expect(trigger.requests).toHaveLength(count);
});

test.each([
	[200, false],
	[299, false],
	[199, true],
	[300, true],
])(
	'an address that answers with %i is told: %s, by its host, as the rest is like a password',
	async (status, isTold) => {
		const told = await forwarded(
			answering((url) => (url === one ? status : 200)),
			[one, two],
		);

		expect(told).toEqual(
			isTold ? [`a call could not be forwarded to one.example.com, which gave three times: ${status}`] : [],
		);
	},
);

test('what waits for addresses that do not answer is limited to 64 MB, and what does not fit is told', async () => {
	const release: Array<() => void> = [];
	const slow = new PlayedTrigger({
		web: async () => await new Promise((resolve) => release.push(() => resolve({ statusCode: 200 }))),
	});
	const half = Buffer.alloc(32 * 1024 * 1024);
	const done = [forwarded(slow, one, {}, half), forwarded(slow, two, {}, half)];
	await jest.advanceTimersByTimeAsync(0);

	const quick = answering(() => 200);
	expect(await forwarded(quick, one, {}, Buffer.from('x'))).toEqual([
		'a call was not forwarded, because the addresses in Also Forward To have not answered earlier ones yet',
	]);
	expect(quick.requests).toEqual([]);

	for (const each of release) each();
	expect(await Promise.all(done)).toEqual([[], []]);
	await forwarded(quick, one, {}, half);
	await forwarded(quick, two, {}, half);
	expect(urlsOf(quick)).toEqual([one, two]);
});

test('a call is forwarded once it has been answered', async () => {
	const trigger = answering(() => 200);
	const context = trigger.context(bytes, { headers: {} });
	forward(context, bytes, one, () => {});
	await jest.advanceTimersByTimeAsync(0);
	expect(urlsOf(trigger)).toEqual([]);

	context.getResponseObject().emit('close');
	context.getResponseObject().emit('close');
	await jest.advanceTimersByTimeAsync(0);
	expect(urlsOf(trigger)).toEqual([one]);
});
