/** What people are told of an answer: what happened, what to do, and the words of the server. */
import {
	classifyResponse,
	reasonOfStatus,
	recognise,
	refusedLater,
} from '../../../nodes/Interakt/delivery/classify';
import type { NotAccepted, Outcome } from '../../../nodes/Interakt/delivery/outcome';
import { interaktApi } from '../../../nodes/Interakt/transport/interaktApi';
import { blockedByN8n, fileNotRead, type Response } from '../../../nodes/Interakt/transport/reply';
import type { InteraktRequest } from '../../../nodes/Interakt/transport/request';

const now = Date.UTC(2026, 0, 31, 12, 0, 0);
const html = '<html></html>';
const file = { item: 0, property: 'data', fileName: 'a.mp4', mimeType: 'video/mp4' };

const classified = (response: Response, more: Partial<InteraktRequest> = {}): Outcome =>
	classifyResponse(
		{ method: 'POST', path: '/message/', effect: 'send', ...more },
		response,
		interaktApi,
		now,
	);

const answered = (status: number, body: unknown, headers = {}): Response => ({
	reply: { status, headers, body },
});

const said = (message: string) => ({ result: false, message });

describe('what is said of a refusal', () => {
	test.each<[string, number, unknown, string, string]>([
		[
			'a reason that the words name',
			400,
			said('Invalid phone number'),
			'Interakt does not accept this phone number',
			'Check Phone Number and Default Country Code: the number must be one that WhatsApp can reach. Interakt says: "Invalid phone number".',
		],
		[
			'a reason that the status names',
			402,
			html,
			'The wallet of your Interakt account has no balance left for this',
			'Add credits in Interakt under Settings > Billing > Wallet, then send the items that were not accepted again.',
		],
		[
			'words that name none',
			400,
			said('Not possible'),
			'Interakt refused the request',
			'Check the values of this item. Interakt says: "Not possible".',
		],
		[
			'no words',
			400,
			{},
			'Interakt refused the request',
			'Check the values of this item; Interakt does not say what is wrong.',
		],
		[
			'a status that nobody has heard of',
			418,
			said('I am a teapot'),
			'Interakt refused the request',
			'Check the values of this item. Interakt says: "I am a teapot".',
		],
		[
			'a key that is refused',
			401,
			said('Invalid credentials'),
			'Interakt does not accept the Secret Key',
			'Copy the Secret Key again from Interakt > Settings > Developer Setting and paste it into the credential as it is, without encoding it. Interakt says: "Invalid credentials".',
		],
		[
			'a plan that lacks it',
			403,
			said('API not supported on your account'),
			'Your Interakt account does not include this',
			'The Starter plan has no API access, and some plans lack session messages. Check your plan in Interakt, or ask their support. Interakt says: "API not supported on your account".',
		],
		[
			'a wrong address',
			404,
			html,
			'Interakt does not know this address',
			'Check the Base URL in the credential: usually it is https://api.interakt.ai/v1/public.',
		],
		[
			'another address',
			302,
			html,
			'Interakt sent the request to another address (HTTP 302)',
			'Check the Base URL in the credential: usually it is https://api.interakt.ai/v1/public.',
		],
		[
			'another address beside an answer',
			300,
			{ result: true },
			'Interakt sent the request to another address (HTTP 300)',
			'Check the Base URL in the credential: usually it is https://api.interakt.ai/v1/public.',
		],
		[
			'the limit',
			429,
			said('Rate limit exceeded'),
			'The requests-per-minute limit of your Interakt plan is used up',
			'Wait a minute and send the items that were not accepted again. Interakt says: "Rate limit exceeded".',
		],
		[
			'words alone, in which there is a bracket',
			400,
			'Value <b> is not possible',
			'Interakt refused the request',
			'Check the values of this item. Interakt says: "Value <b> is not possible".',
		],
		[
			'a page in place of an answer',
			400,
			`\n ${html}`,
			'Interakt refused the request, with a page in place of an answer (HTTP 400)',
			'A proxy or firewall between this n8n and Interakt may have refused it. Check the Base URL in the credential; if it is right, ask who runs the network of this n8n, or the support of Interakt, whether requests are blocked.',
		],
	])('%s', (_, status, body, message, description) => {
		expect(classified(answered(status, body))).toEqual({
			status: 'rejected',
			failure: expect.objectContaining({ message, description, httpStatus: status }),
		});
	});
});

const lookFirst =
	'It may have been done all the same. Look in Interakt before you send it again; the status webhook carries the callback data of a message that went out.';
const runAgain = 'It may have been done all the same. Run the item again: a repeat changes nothing.';

describe('what is said of an answer that does not say what became of it', () => {
	const noAnswer: Response = { networkFailure: { sent: 'maybe', code: 'ECONNRESET' } };

	test.each<[string, Response, string, string]>([
		['none', noAnswer, 'Interakt did not answer', 'The connection broke or took too long.'],
		[
			'a server that is down',
			answered(503, said('Under maintenance')),
			'Interakt is not available right now (HTTP 503)',
			'Try again in a few minutes. Interakt says: "Under maintenance".',
		],
		[
			'a page',
			answered(200, html),
			'Interakt answered with something that is not JSON',
			'Check the Base URL in the credential; a proxy may have answered in its place.',
		],
		[
			'JSON that contradicts itself',
			answered(200, { result: true, error: 'Not possible' }),
			'The answer of Interakt does not say whether it was done, or lacks what was asked for',
			'Look in Interakt, and ask their support if it stays so. Interakt says: "Not possible".',
		],
		[
			'JSON that says nothing',
			answered(200, {}),
			'The answer of Interakt does not say whether it was done, or lacks what was asked for',
			'Look in Interakt, and ask their support if it stays so.',
		],
	])('%s', (_, response, message, description) => {
		const httpStatus = 'reply' in response ? { httpStatus: response.reply.status } : {};

		expect(classified(response, { effect: 'send' })).toMatchObject({
			status: 'unknown',
			failure: { message, description: `${description} ${lookFirst}`, ...httpStatus },
		});
		expect(classified(response, { effect: 'send' })).not.toHaveProperty('failure.repeatable');
		expect(classified(response, { effect: 'upsert' })).toMatchObject({
			status: 'unknown',
			failure: { message, description: `${description} ${runAgain}`, repeatable: true },
		});
		expect(classified(response, { effect: 'read' })).toMatchObject({
			status: 'rejected',
			failure: { message, description },
		});
	});
});

test('what is said of a request that is refused after an earlier try may have been done', () => {
	const refused = classified(answered(400, said('Not possible')), { effect: 'upsert' });

	expect(refusedLater(refused as NotAccepted)).toEqual({
		status: 'unknown',
		failure: {
			reason: 'refused',
			message: 'Interakt refused the request',
			description:
				'Check the values of this item. Interakt says: "Not possible". An earlier try of it may have been done. Run the item again: a repeat changes nothing.',
			httpStatus: 400,
			repeatable: true,
		},
	});
});

test.each<[string, string, string, string, RegExp]>([
	[
		'could not leave',
		'ECONNREFUSED',
		'unreachable',
		'Interakt could not be reached',
		/Base URL.* Nothing was sent\.$/,
	],
	[
		'has no file',
		fileNotRead,
		'unreadableFile',
		'The file of this item could not be read',
		/the node before this one/,
	],
	[
		'was held back by n8n',
		blockedByN8n,
		'unreachable',
		'Interakt was not asked: this n8n allows no requests to the address of Base URL',
		/N8N_SSRF_PROTECTION_ENABLED.* Nothing was sent\.$/,
	],
])('what is said of a request that %s', (_, code, reason, message, description) => {
	expect(classified({ networkFailure: { sent: 'no', code } })).toMatchObject({
		status: 'rejected',
		failure: { reason, message, description: expect.stringMatching(description) },
	});
});

test('an answer that has what was asked for is accepted', () => {
	expect(classified(answered(200, { data: {} }), { isComplete: () => true })).toMatchObject({
		status: 'accepted',
	});
});

test.each([
	[413, undefined, 'tooLarge'],
	[413, file, 'mediaTooLarge'],
	[400, file, 'refused'],
])('HTTP %i for a request with the file %j: %s', (status, given, reason) => {
	expect(classified(answered(status, html), given && { file: given })).toMatchObject({ failure: { reason } });
});

describe('a 429 that asks to wait', () => {
	const limited = (seconds: string) => classified(answered(429, html, { 'retry-after': seconds }));

	test('as long as the node waits itself says no time', () => {
		expect(limited('300')).toMatchObject({
			failure: { retryAfterMs: 300_000, description: expect.not.stringContaining('until') },
		});
	});

	test('longer says until when, and what to do then', () => {
		expect(limited('301')).toMatchObject({
			failure: {
				retryAfterMs: 301_000,
				description:
					'Interakt asks to wait until 2026-01-31T12:05:01.000Z. Send the items that were not accepted again then, or ask the support of Interakt.',
			},
		});
	});
});

describe('words of a server', () => {
	test('mean nothing at a status with which it does not say them', () => {
		expect(recognise('Invalid phone number', 400)).toBe('invalidPhone');
		expect(recognise('Invalid phone number', 500)).toBeUndefined();
		expect(recognise('Insufficient wallet balance', 402)).toBe('walletEmpty');
		expect(recognise('Template is paused', 402)).toBeUndefined();
	});

	test('mean what more of them say', () => {
		// One term each: the phrase is longer than the word.
		expect(recognise('The balance is not available for the organization', 400)).toBe('unknownCustomer');
		expect(recognise('not available for the organization: no balance', 400)).toBe('unknownCustomer');
	});

	test.each([
		["Event 'phone' is not known", undefined],
		["'phone' and 'wallet' are not known", undefined],
		['Event "order phone" is not known', undefined],
		["The shop's wallet isn't filled", 'walletEmpty'],
		["The 'shop' has no wallet", 'walletEmpty'],
	])("do not mean what stands in quotes, which are the person's own: %s", (words, reason) => {
		expect(recognise(words, 400)).toBe(reason);
	});

	test('mean the same around what stands in quotes', () => {
		expect(recognise("The number of 'body' params is wrong", 400)).toBe('variableMismatch');
	});

	test('are looked at for a thousand letters', () => {
		const far = (letters: number) => `${'x'.repeat(letters)} wallet`;

		expect(recognise(far(990), 400)).toBe('walletEmpty');
		expect(recognise(far(1_000), 400)).toBeUndefined();
	});
});

test.each([
	[100, undefined],
	[299, undefined],
	[600, undefined],
])('the status %i means nothing by itself', (status, reason) => {
	expect(reasonOfStatus(status)).toBe(reason);
});
