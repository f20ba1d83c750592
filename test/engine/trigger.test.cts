import { createHmac } from 'node:crypto';
import { Readable } from 'node:stream';

import fc from 'fast-check';
import type { PackageDirectoryLoader } from 'n8n-core';
import type { IDataObject } from 'n8n-workflow';

import { webhookExamples } from '../contract/webhooks/index.cts';
import { loadPackage } from './engine.cts';
import { expectNoSecret, unwelcomeWords } from './setting.cts';
import { Trigger, type Called, type TriggerGiven } from './webhook.cts';

const secret = 'a secret for tests only';

let loader: PackageDirectoryLoader;
beforeAll(async () => {
	loader = await loadPackage();
});

const trigger = ({ parameters = { events: ['any'] }, ...given }: Partial<TriggerGiven> = {}) =>
	new Trigger(loader, { credential: { webhookSecret: secret }, parameters, ...given });

const signatureOf = (bytes: Buffer, by = secret) => ({
	'interakt-signature': `sha256=${createHmac('sha256', by).update(bytes).digest('hex')}`,
});

/** A call of Interakt. */
async function send(
	to: Trigger,
	body: IDataObject,
	{ by = secret, mode = 'webhook' }: { by?: string; mode?: 'webhook' | 'manual' } = {},
): Promise<Called> {
	const bytes = Buffer.from(JSON.stringify(body));
	return await to.call({ bytes, headers: signatureOf(bytes, by) }, mode);
}

function example(name: string): IDataObject {
	const found = webhookExamples.find((each) => each.name === name);
	if (!found) throw new Error(`There is no example ${name}`);
	return structuredClone(found.body);
}

const items = ({ outputs }: Called) => outputs?.map((output) => output.map(({ json }) => json));

describe('the built trigger', () => {
	test.each(
		webhookExamples
			.filter(({ name }) => name !== 'dashboard test')
			.map(({ name, body, item }) => [name, body, item] as const),
	)('makes an item of: %s', async (_, body, item) => {
		const called = await send(trigger(), body);

		const isStatus = /^message(Sent|Delivered|Read|Failed|Clicked)$|^flowResponse$/.test(String(item.event));
		expect(items(called)).toEqual([[{ ...item, ...(isStatus && { isLatest: true }) }]]);
		// Answered at once; n8n stores the run afterwards.
		expect([called.answer.isSent, called.data.noWebhookResponse]).toEqual([true, true]);
	});

	test('adds what Interakt sent when it is asked to', async () => {
		const called = await send(
			trigger({ parameters: { events: ['any'], options: { includeBody: true } } }),
			example('text'),
		);

		expect(items(called)?.[0]?.[0]).toMatchObject({ event: 'messageReceived', body: example('text') });
	});

	test('leaves out what was not chosen', async () => {
		const called = await send(
			trigger({ parameters: { events: ['messageReceived'], messageKinds: ['media'] } }),
			example('text'),
		);

		expect(called.data).toEqual({ webhookResponse: { message: 'Ignored', reason: 'notChosen' } });
	});

	test.each([null, 7, 'text', [], {}])(
		'answers a message whose data is %j and starts nothing',
		async (data) => {
			const tried = trigger();
			const called = await send(tried, { ...example('text'), data });

			expect(called.data).toEqual({ webhookResponse: { message: 'Ignored', reason: 'noEvent' } });
			expect([called.status, called.outputs, tried.stored]).toEqual([200, undefined, {}]);
		},
	);

	test('leaves out what is older than a person wants', async () => {
		const parameters = { events: ['any'], options: { maximumAge: 60 } };
		const body = { ...example('text'), timestamp: new Date().toISOString().replace('Z', '') };

		expect((await send(trigger({ parameters }), example('text'))).outputs).toBeUndefined();
		expect((await send(trigger({ parameters }), body)).outputs).toBeDefined();
	});

	test.each([
		[2.9, true],
		[3.1, false],
	])('takes what happened %d days ago, unless it is set otherwise: %s', async (days, passes) => {
		const parameters = { events: ['any'], options: { maximumAge: undefined } };
		const time = new Date(Date.now() - days * 24 * 3600 * 1000).toISOString().replace('Z', '');
		const called = await send(trigger({ parameters }), { ...example('text'), timestamp: time });

		expect(called.outputs !== undefined).toBe(passes);
	});

	test.each([
		['text', 0],
		['API message sent', 1],
		['API message flow response', 2],
		['template status', 3],
		['type that is not known', 4],
	])('sends %s to output %i of the separate ones', async (name, place) => {
		const called = await send(
			trigger({ parameters: { events: ['any'], separateOutputs: true } }),
			example(name),
		);

		expect(called.outputs?.map((output) => output.length)).toEqual(
			[0, 1, 2, 3, 4].map((output) => (output === place ? 1 : 0)),
		);
	});
});

describe('bodies as they come', () => {
	const exactly = async (tried: Trigger, text: string) => {
		const bytes = Buffer.from(text);
		return await tried.call({ bytes, headers: signatureOf(bytes) });
	};

	test('keep integers beyond 2^53 exact, in the item and in the raw body', async () => {
		const parameters = { events: ['any'], options: { includeBody: true } };
		const body = { ...example('template status'), data: { message_template_id: 'ID', event: 'APPROVED' } };
		const text = JSON.stringify(body).replace('"ID"', '26519662057712629');
		const [[item] = []] = items(await exactly(trigger({ parameters }), text)) ?? [];

		expect(item?.details).toEqual({ message_template_id: '26519662057712629', event: 'APPROVED' });
		expect(item?.body).toMatchObject({ data: { message_template_id: '26519662057712629' } });
	});

	test('give a flow ID of 17 digits as text', async () => {
		const body = { ...example('flow response with the template that it answers, api') };
		const text = JSON.stringify(body).replace('985469590600160', '26519662057712629');

		expect(items(await exactly(trigger(), text))?.[0]).toMatchObject([{ flowId: '26519662057712629' }]);
	});

	test('as a list are an item for each event, at the output of its type', async () => {
		const list = JSON.stringify([example('text'), example('API message read'), example('image'), null]);
		const together = await exactly(trigger(), list);
		const parameters = { events: ['any'], separateOutputs: true };
		const apart = await exactly(trigger({ parameters }), list);

		expect(items(together)?.[0]?.map(({ event }) => event)).toEqual([
			'messageReceived',
			'messageRead',
			'messageReceived',
		]);
		expect(apart.outputs?.map((output) => output.length)).toEqual([2, 1, 0, 0, 0]);
	});

	test('of more than a megabyte are taken, once', async () => {
		const tried = trigger();
		const text = JSON.stringify({ ...example('template status'), data: { note: 'x'.repeat(1_500_000) } });
		const [first, second] = [await exactly(tried, text), await exactly(tried, text)];

		expect([first.outputs?.[0]?.length, second.outputs]).toEqual([1, undefined]);
		expect(second.data).toEqual({ webhookResponse: { message: 'Ignored', reason: 'repeated' } });
	});

	test('without a country are of the one in the credential', async () => {
		const credential = { webhookSecret: secret, country: 'France' };
		const body = example('text') as { data: { customer: IDataObject } };
		body.data.customer = { phone_number: '0612345678' };

		expect(
			items(await send(trigger({ parameters: { events: ['any'] }, credential }), body))?.[0],
		).toMatchObject([{ phoneNumber: '+33612345678', countryCode: '+33' }]);
	});

	test('without a country are of the one that a person set', async () => {
		const parameters = { events: ['any'], options: { defaultCountryCode: '+33' } };
		const body = example('text') as { data: { customer: IDataObject } };
		body.data.customer = { phone_number: '0612345678' };

		expect(items(await send(trigger({ parameters }), body))?.[0]).toMatchObject([
			{ phoneNumber: '+33612345678', countryCode: '+33' },
		]);
	});
});

describe('a submitted flow, which arrives twice,', () => {
	const [received, response] = ['message_received', 'message_api_flow_response'].map((type) => {
		const body = example('flow response with the template that it answers, api');
		const { source_template_message: _, flow_id: __, ...data } = body.data as IDataObject;
		return type === 'message_received' ? { ...body, type, data } : { ...body, type };
	});
	const all = (called: readonly Called[]) => called.flatMap((one) => items(one) ?? []).flat();

	test('starts one workflow, with what the flow response says', async () => {
		const tried = trigger();
		const calls = [received, response, received, response].map((body) => send(tried, body ?? {}));
		const answered = tried.answers.length;
		const called = await Promise.all(calls);

		expect(answered).toBe(4);
		expect(called.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
		expect(all(called)).toMatchObject([
			{
				event: 'flowResponse',
				flowAnswers: { Day: 'api' },
				templateName: 'book_a_visit',
				callbackData: 'visit-7',
				flowId: '985469590600160',
				messageContext: { id: expect.any(String) },
			},
		]);
	});

	test('is answered at once, and starts a workflow without the flow response if that does not come', async () => {
		const tried = trigger();
		const call = send(tried, received ?? {});
		await new Promise((resolve) => setImmediate(resolve));

		expect(tried.answers.map(({ isSent }) => isSent)).toEqual([true]);
		expect(all([await call])).toMatchObject([{ event: 'messageReceived', flowAnswers: { Day: 'api' } }]);
		expect((await send(tried, response ?? {})).outputs).toBeUndefined();
	});

	test.each([
		[{ events: ['messageReceived'], messageKinds: ['flowReply'] }, 'messageReceived'],
		[{ events: ['formSubmitted'] }, 'flowResponse'],
	])('starts one when only %j is chosen', async (parameters, event) => {
		const tried = trigger({ parameters });
		const called = [await send(tried, received ?? {}), await send(tried, response ?? {})];

		expect(all(called).map((item) => item.event)).toEqual([event]);
	});

	test('starts one when both come in one call', async () => {
		expect(all([await send(trigger(), [received, response] as unknown as IDataObject)])).toMatchObject([
			{ event: 'flowResponse', callbackData: 'visit-7' },
		]);
	});
});

describe('the signature', () => {
	test.each<[string, string | undefined]>([
		['wrong', 'another secret'],
		['missing', undefined],
	])('%s: 401, and nothing is started or stored', async (_, by) => {
		const tried = trigger();
		const bytes = Buffer.from(JSON.stringify(example('text')));
		const called = await tried.call({ bytes, headers: by === undefined ? {} : signatureOf(bytes, by) });

		expect(called.status).toBe(401);
		expect(called.data).toEqual({ noWebhookResponse: true });
		expect(tried.stored).toEqual({});
		expectNoSecret(secret, called.answer.body);
	});

	test('wrong, where the webhook is to stay on: 200, and nothing is started', async () => {
		const parameters = { events: ['any'], options: { wrongSignature: 'drop' } };
		const called = await send(trigger({ parameters }), example('text'), { by: 'another secret' });

		expect(called.data).toEqual({ webhookResponse: { message: 'Ignored' } });
	});

	test('missing: the answer says where the secret is entered, unlike that to a wrong one', async () => {
		const bytes = Buffer.from(JSON.stringify(example('text')));
		const missing = await trigger().call({ bytes });
		const wrong = await trigger().call({ bytes, headers: signatureOf(bytes, 'another secret') });

		expect([missing.status, wrong.status]).toEqual([401, 401]);
		expect(JSON.stringify(missing.answer.body)).toMatch(/no signature.*Webhook Secret.*Settings > Developer/);
		expect(JSON.stringify(wrong.answer.body)).not.toEqual(JSON.stringify(missing.answer.body));
		expect(JSON.stringify(missing.answer.body)).not.toMatch(unwelcomeWords);
	});

	const digest = (bytes: Buffer) => signatureOf(bytes)['interakt-signature'];
	test.each<[string, (right: string) => IDataObject, boolean]>([
		['twice, as Node joins it', (right) => ({ 'interakt-signature': `${right}, ${right}` }), true],
		['with a space', (right) => ({ 'interakt-signature': right.replace('=', '= ') }), true],
		['as bare digits', (right) => ({ 'interakt-signature': right.slice(7) }), true],
		['in X-Interakt-Signature', (right) => ({ 'x-interakt-signature': right }), true],
		[
			'in both headers',
			(right) => ({ 'interakt-signature': right, 'x-interakt-signature': right.slice(7) }),
			true,
		],
		[
			'wrong in X-Interakt-Signature',
			(right) => ({ 'x-interakt-signature': `${right.slice(0, -1)}x` }),
			false,
		],
	])('%s: taken when the digest is right', async (_, headers, isTaken) => {
		const bytes = Buffer.from(JSON.stringify(example('text')));
		const called = await trigger().call({ bytes, headers: headers(digest(bytes)) });

		expect([called.status, called.outputs !== undefined]).toEqual(isTaken ? [200, true] : [401, false]);
	});

	test('is not asked for where a person does not want it', async () => {
		const tried = trigger({
			parameters: { events: ['any'], verifySignature: false },
			withoutCredential: true,
		});
		const bytes = Buffer.from(JSON.stringify(example('text')));

		expect((await tried.call({ bytes })).outputs).toBeDefined();
	});

	test('of a form, whose bytes n8n does not keep, is wrong', async () => {
		const called = await trigger().call({ bytes: 'form', headers: signatureOf(Buffer.from('x')) });

		expect(called.status).toBe(401);
	});

	test('with the old and with the new secret while it is being changed', async () => {
		const tried = trigger({ credential: { webhookSecret: 'old new' } });

		expect((await send(tried, example('text'), { by: 'old' })).outputs).toBeDefined();
		expect((await send(tried, example('image'), { by: 'new' })).outputs).toBeDefined();
	});

	test('is held against secrets that are read once for many calls, and again when none of them fits', async () => {
		jest.useFakeTimers({ now: 1_000_000, doNotFake: ['nextTick', 'setImmediate'] });
		try {
			const tried = trigger();
			for (const name of ['text', 'image', 'video']) await send(tried, example(name));
			expect(tried.credentials.read).toBe(1);

			jest.setSystemTime(1_002_000);
			tried.credentials.data = { webhookSecret: 'new' };
			expect((await send(tried, example('audio'), { by: 'new' })).outputs).toBeDefined();
			expect(tried.credentials.read).toBe(2);
			expect((await send(tried, example('document'))).status).toBe(401);

			// Calls that are wrongly signed do not make n8n read it each time.
			for (let call = 0; call < 20; call++) await send(tried, example('sticker'), { by: 'another secret' });
			expect(tried.credentials.read).toBe(2);

			// One that was taken away counts no more after half a minute, though it still fits.
			tried.credentials.data = { webhookSecret: 'newest' };
			jest.setSystemTime(1_033_000);
			expect((await send(tried, example('location'), { by: 'new' })).status).toBe(401);
		} finally {
			jest.useRealTimers();
		}
	});

	test('that cannot be judged, because the credential is gone: 503, and nothing is started', async () => {
		const tried = trigger();
		tried.credentials.data = undefined;
		const called = await send(tried, example('text'));

		expect(called.status).toBe(503);
		expect(called.data).toEqual({ noWebhookResponse: true });
	});
});

describe('once', () => {
	test('a repeated event starts one workflow, another trigger its own', async () => {
		const [one, other] = [trigger(), trigger()];

		expect((await send(one, example('text'))).outputs).toBeDefined();
		expect((await send(one, example('text'))).data).toEqual({
			webhookResponse: { message: 'Ignored', reason: 'repeated' },
		});
		expect((await send(other, example('text'))).outputs).toBeDefined();
	});

	test('of twenty at the same time one passes', async () => {
		const tried = trigger();
		const called = await Promise.all(Array.from({ length: 20 }, () => send(tried, example('text'))));

		expect(called.filter(({ outputs }) => outputs !== undefined)).toHaveLength(1);
	});

	test('what is stored with the workflow is enough to know an event again', async () => {
		const before = trigger();
		await send(before, example('API message read'));
		// Another workflow has no share in what this process remembers: as after a restart.
		const after = trigger();
		after.stored = before.stored;

		expect((await send(after, example('API message read'))).outputs).toBeUndefined();
		expect(items(await send(after, example('API message sent')))?.[0]).toMatchObject([{ isLatest: false }]);
	});

	test('what another process has stored in the meantime is known', async () => {
		const [here, there] = [trigger(), trigger()];
		await send(here, example('text'));
		there.stored = here.stored;
		await send(there, example('image'));
		here.stored = there.stored;

		expect((await send(here, example('image'))).outputs).toBeUndefined();
	});

	test('who tries it out sees every event, and nothing is stored', async () => {
		const tried = trigger();
		for (let call = 0; call < 2; call++) {
			expect((await send(tried, example('text'), { mode: 'manual' })).outputs).toBeDefined();
		}
		expect(tried.stored).toEqual({});
	});

	test('what was damaged in storage does no harm', async () => {
		const tried = trigger();
		tried.stored = { 'node:Interakt Trigger': { dedupKeys: { not: ['a', 'list'] } } };

		expect((await send(tried, example('text'))).outputs).toBeDefined();
	});
});

describe("the dashboard's test", () => {
	test('is answered and starts nothing', async () => {
		expect((await send(trigger(), example('dashboard test'))).data).toEqual({
			webhookResponse: { message: 'The test has arrived' },
		});
	});

	test('is shown to a person who listens for it', async () => {
		const called = await send(trigger(), example('dashboard test'), { mode: 'manual' });

		expect(items(called)).toMatchObject([[{ event: 'test', type: 'Webhook Test' }]]);
	});
});

describe('media', () => {
	const parameters = { events: ['any'], options: { downloadMedia: true } };

	test('is put beside the item, after Interakt has its answer', async () => {
		let wasAnswered: boolean | undefined;
		const tried: Trigger = trigger({
			parameters,
			web: async () => {
				wasAnswered = tried.answers.at(-1)?.isSent;
				return {
					statusCode: 200,
					headers: { 'content-type': 'image/jpeg' },
					body: Readable.from([Buffer.from('ab'), Buffer.from('cd')]),
				};
			},
		});
		const { outputs, answer, data } = await send(tried, example('image'));

		expect([answer.isSent, answer.statusCode, data.noWebhookResponse, wasAnswered]).toEqual([
			true,
			200,
			true,
			true,
		]);
		const [[item] = []] = outputs ?? [];
		expect(item?.binary?.data).toMatchObject({ fileName: 'photo.jpg', mimeType: 'image/jpeg' });
		expect(Buffer.from(item?.binary?.data?.data ?? '', 'base64').toString()).toBe('abcd');
	});

	test('that cannot be had does not lose the event', async () => {
		const web = async () => await Promise.reject(new Error('connect ECONNREFUSED'));
		const called = await send(trigger({ parameters, web }), example('image'));

		expect(items(called)).toMatchObject([
			[
				{
					event: 'messageReceived',
					kind: 'image',
					mediaNotDownloaded: 'The file could not be downloaded: connect ECONNREFUSED',
				},
			],
		]);
	});

	test('is not looked for where there is none', async () => {
		const called = await send(trigger({ parameters }), example('text'));

		expect([called.answer.isSent, items(called)?.[0]?.length]).toEqual([true, 1]);
	});
});

describe('activation', () => {
	test('with a secret', async () => {
		expect(await trigger().activate()).toBe(true);
	});

	test('without verification, and without a secret', async () => {
		const tried = trigger({
			parameters: { events: ['any'], verifySignature: false },
			withoutCredential: true,
		});

		expect(await tried.activate()).toBe(true);
	});

	test.each<[string, Partial<TriggerGiven>, RegExp]>([
		['an empty secret', { credential: { webhookSecret: ' ' } }, /^Webhook Secret is empty in the credential/],
		['no field for it', { credential: {} }, /^Webhook Secret is empty in the credential/],
		['no credential', { withoutCredential: true }, /^No credential is chosen/],
	])('with %s is refused, with what to do', async (_, given, words) => {
		const refused: Error = await trigger(given)
			.activate()
			.then(
				() => new Error('It was not refused'),
				(cause: Error) => cause,
			);

		expect(refused.message).toMatch(words);
		expect(refused.message).toMatch(/Settings > Developer Setting.*Webhook Secret.*Verify Signature/);
		expect(refused.message).not.toMatch(unwelcomeWords);
	});

	test.each<[string, Partial<TriggerGiven>]>([
		[
			'Default Country Code is "Narnia"',
			{ parameters: { events: ['any'], options: { defaultCountryCode: 'Narnia' } } },
		],
		[
			'Country in the credential is "Narnia"',
			{ credential: { webhookSecret: 'a secret for tests', country: 'Narnia' } },
		],
	])('is refused where %s', async (words, given) => {
		await expect(trigger(given).activate()).rejects.toThrow(
			`${words}, which is not a country. Write it like`,
		);
	});

	test('takes the names of countries', async () => {
		const parameters = { events: ['any'], options: { defaultCountryCode: 'India' } };

		expect(await trigger({ parameters }).activate()).toBe(true);
	});
});

test('10,000 unauthenticated, damaged and random calls start nothing, and the genuine ones in between all arrive', async () => {
	const tried = trigger();
	const genuine = webhookExamples.filter(({ name }) => name === 'text').map(({ body }) => body);
	const unauthenticated = fc.record({
		bytes: fc.oneof(
			fc.uint8Array().map((array) => Buffer.from(array)),
			fc.json().map((text) => Buffer.from(text)),
			fc.constantFrom(...webhookExamples).map(({ body }) => Buffer.from(JSON.stringify(body))),
		),
		header: fc.option(
			fc.oneof(
				fc.string(),
				fc
					.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 })
					.map((digits) => `sha256=${digits}`),
			),
			{ nil: undefined },
		),
	});
	const calls = fc.sample(unauthenticated, { numRuns: 10_000, seed: 6 });
	let arrived = 0;
	for (const [index, { bytes, header }] of calls.entries()) {
		const headers = header === undefined ? {} : { 'interakt-signature': header };
		expect(await tried.call({ bytes, headers })).toMatchObject({ status: 401, outputs: undefined });
		if (index % 100 !== 0) continue;
		const [body = {}] = structuredClone(genuine) as Array<{ data?: { message?: IDataObject } }>;
		if (body.data?.message) body.data.message.id = `genuine-${index}`;
		if ((await send(tried, body as IDataObject)).outputs) arrived++;
	}

	expect(arrived).toBe(100);
});

test('signed calls of any bytes start nothing but events, and are never thrown at n8n', async () => {
	const tried = trigger();
	const bodies = fc.oneof(
		fc.uint8Array().map((array) => Buffer.from(array)),
		fc.json({ maxDepth: 6 }).map((text) => Buffer.from(text)),
	);
	await fc.assert(
		fc.asyncProperty(bodies, async (bytes) => {
			const { outputs, status } = await tried.call({ bytes, headers: signatureOf(bytes) });
			expect([outputs, status]).toEqual([undefined, 200]);
		}),
		{ numRuns: 500 },
	);
});
