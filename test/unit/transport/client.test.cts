import type { ICredentialDataDecryptedObject, IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';

import { createClient } from '../../../nodes/Interakt/transport/client';
import { interaktApi } from '../../../nodes/Interakt/transport/interaktApi';
import type { InteraktRequest } from '../../../nodes/Interakt/transport/request';
import { legacyApi } from '../../../nodes/InteraktLegacy/legacyApi';

const secretKey = Buffer.from('some-token:').toString('base64');
const credential = { secretKey, timeout: 20, baseUrl: 'https://api.example.com/v1/' };
const file = { item: 3, property: 'photo', fileName: 'offer', mimeType: '' };
const jpeg = Buffer.from('ffd8ffe000104a464946', 'hex');

const track: InteraktRequest = {
	method: 'POST',
	path: '/track/events/',
	body: { event: 'Order' },
	effect: 'append',
};
const upload: InteraktRequest = { method: 'POST', path: '/upload/', file, effect: 'upsert' };

interface Called {
	/** What the helper was called on. */
	readonly context: object;
	readonly credentialType: string;
	readonly options: IHttpRequestOptions;
	readonly more: unknown;
}

interface Around {
	readonly answer?: unknown;
	readonly failure?: unknown;
	readonly credential?: ICredentialDataDecryptedObject;
	/** Gives the bytes of a file; without it the context is one that has no files. */
	readonly bytes?: (item: number, property: string) => Promise<Buffer>;
}

/** n8n's context of a node, as far as a client uses it. */
function around({ answer, failure, credential: used = credential, bytes }: Around) {
	const calls: Called[] = [];
	const warnings: unknown[][] = [];
	const context = {
		getCredentials: async () => used,
		getExecutionCancelSignal: () => AbortSignal.abort(),
		getNode: () => ({ name: 'Interakt' }),
		logger: { warn: (...words: unknown[]) => void warnings.push(words) },
		helpers: {
			async httpRequestWithAuthentication(
				this: object,
				credentialType: string,
				options: IHttpRequestOptions,
				more: unknown,
			) {
				calls.push({ context: this, credentialType, options, more });
				if (failure !== undefined) throw failure;
				return answer ?? { statusCode: 200, headers: {}, body: {} };
			},
			...(bytes && { getBinaryDataBuffer: bytes }),
		},
	};
	return { context: context as unknown as IExecuteFunctions, calls, warnings };
}

async function call(request: InteraktRequest, given: Around = {}) {
	const { context, calls, warnings } = around(given);
	const client = await createClient(context, interaktApi);
	return { response: await client.call(request), calls, warnings, options: calls[0]?.options };
}

describe('a request', () => {
	test('goes to its path below the Base URL, with its body as JSON', async () => {
		const { options, calls } = await call(track);

		expect(options).toMatchObject({
			method: 'POST',
			url: 'https://api.example.com/v1/track/events/',
			json: true,
			body: { event: 'Order' },
		});
		expect(calls).toMatchObject([{ credentialType: 'interaktApi' }]);
		expect(options).not.toHaveProperty('qs');
	});

	test('has no body where it is to have none, and the query that it is to have', async () => {
		const query = { offset: 0, limit: 100 };
		const { options } = await call({ method: 'GET', path: '/templates', query, effect: 'read' });

		expect(options).toMatchObject({ method: 'GET', qs: query });
		expect(options).not.toHaveProperty('body');
	});

	test('gives every status as an answer, and follows no redirect with the key', async () => {
		const { options } = await call(track);

		expect(options).toMatchObject({
			ignoreHttpStatusErrors: true,
			returnFullResponse: true,
			disableFollowRedirect: true,
		});
	});

	test('waits as long as the credential says, also while an answer trickles, and longer for a file', async () => {
		const abort = jest.spyOn(AbortSignal, 'timeout');
		const short = await call(track);
		const long = await call(upload, { bytes: async () => jpeg });
		const asked = abort.mock.calls;
		abort.mockRestore();

		expect([short.options?.timeout, long.options?.timeout]).toEqual([20_000, 80_000]);
		expect(asked).toEqual([[20_000], [80_000]]);
		expect(short.options?.abortSignal).toBeInstanceOf(AbortSignal);
	});

	test('is not cut off when the run is cancelled, and has all else of its node', async () => {
		const { calls } = await call(track);
		const context = calls[0]?.context ?? {};

		expect('getExecutionCancelSignal' in context).toBe(false);
		expect('getNode' in context).toBe(true);
		expect('nothing' in context).toBe(false);
	});

	test('uses the credential that was read once', async () => {
		const { context, calls } = around({});
		const read = jest.spyOn(context, 'getCredentials');
		const client = await createClient(context, interaktApi);
		await client.call(track);
		await client.call(track);

		expect(read.mock.calls).toEqual([['interaktApi']]);
		expect(calls).toMatchObject([
			{ more: { credentialsDecrypted: { type: 'interaktApi', data: credential } } },
			{ more: { credentialsDecrypted: { type: 'interaktApi', data: credential } } },
		]);
	});
});

describe('what came of a request', () => {
	test.each([
		[
			{ statusCode: 200, headers: {}, body: { result: true } },
			{ status: 200, headers: {}, body: { result: true } },
		],
		[
			{ statusCode: 429, headers: { 'Retry-After': 7, 'X-List': ['a', 'b'] }, body: '' },
			{ status: 429, headers: { 'retry-after': '7', 'x-list': 'a,b' }, body: '' },
		],
	])('is the answer %j', async (answer, reply) => {
		const { response } = await call(track, { answer });

		expect(response).toEqual({ reply });
	});

	test.each([
		[{ code: 'ECONNREFUSED' }, { code: 'ECONNREFUSED', sent: 'no' }],
		[{ cause: { code: 'ECONNRESET' } }, { code: 'ECONNRESET', sent: 'maybe' }],
	])('is %j that was thrown', async (failure, networkFailure) => {
		const { response } = await call(track, { failure });

		expect(response).toEqual({ networkFailure });
	});
});

describe('a file', () => {
	test('is sent as a form, by the name and type that its bytes show', async () => {
		const bytes = jest.fn(async () => jpeg);
		const { options, response } = await call(upload, { bytes });
		const form = await new Response(new Uint8Array(options?.body as Buffer), {
			headers: { 'content-type': String(options?.headers?.['Content-Type']) },
		}).formData();
		const sent = form.get('uploadFile') as File;

		expect(bytes.mock.calls).toEqual([[3, 'photo']]);
		expect({ name: sent.name, type: sent.type }).toEqual({ name: 'offer.jpg', type: 'image/jpeg' });
		expect(Buffer.from(await sent.arrayBuffer())).toEqual(jpeg);
		expect(options).not.toHaveProperty('json');
		expect(response).toHaveProperty('reply');
	});

	test('that cannot be read is not sent, and the log says which', async () => {
		const cause = new Error('The file is gone');
		const { response, calls, warnings } = await call(upload, {
			bytes: async () => await Promise.reject(cause),
		});

		expect(response).toEqual({ networkFailure: { sent: 'no', code: 'FILE_NOT_READ' } });
		expect(calls).toEqual([]);
		expect(warnings).toEqual([['Interakt: the file "photo" of item 3 could not be read', { cause }]]);
	});

	test('is not sent from where n8n has no files', async () => {
		const { response, calls, warnings } = await call(upload);

		expect(response).toEqual({ networkFailure: { sent: 'no', code: 'FILE_NOT_READ' } });
		expect([calls, warnings]).toEqual([[], []]);
	});
});

describe('the key by which accounts are told apart', () => {
	const keyOf = async (changes: ICredentialDataDecryptedObject, api = interaktApi) =>
		(await createClient(around({ credential: { ...credential, ...changes } }).context, api)).key;

	test('is the same for one account in other words, and another one for each other', async () => {
		const own = await keyOf({});

		expect(await keyOf({ secretKey: 'some-token', timeout: 5, plan: 'advanced' })).toBe(own);
		expect(await keyOf({ secretKey: 'other-token' })).not.toBe(own);
		expect(await keyOf({ baseUrl: 'https://other.example.com' })).not.toBe(own);
		expect(await keyOf({}, { ...interaktApi, credentialType: 'otherApi' })).not.toBe(own);
		expect(await keyOf({}, legacyApi)).not.toBe(own);
	});

	test('gives nothing away', async () => {
		expect(await keyOf({})).toMatch(/^[0-9a-f]{64}$/);
	});
});

test('a credential that n8n cannot read is its exception', async () => {
	const { context } = around({});
	jest.spyOn(context, 'getCredentials').mockRejectedValue(new Error('Credential is gone'));

	await expect(createClient(context, interaktApi)).rejects.toThrow('Credential is gone');
});
