import type { IDataObject, IHookFunctions } from 'n8n-workflow';

import { knownTriggers } from '../../../../nodes/Interakt/questions/triggers';
import { beginListening, triggerOf } from '../../../../nodes/Interakt/triggers/webhook/activation';
import { PlayedTrigger, secret, type TriggerGiven } from './playedTrigger.cts';

const contextOf = (given: TriggerGiven, mode?: 'manual') =>
	new PlayedTrigger(given).context(Buffer.alloc(0), { ...(mode && { mode }) }) as unknown as IHookFunctions;

/** Why a trigger cannot be published; nothing when it can. */
const refusal = async (given: TriggerGiven) =>
	await beginListening(contextOf(given)).then(
		() => undefined,
		({ message }: Error) => message,
	);

const credential = (more: IDataObject = {}) => ({ secretKey: 'k', webhookSecret: secret, ...more });
const remedy =
	'Make up a long random text, and enter it in Interakt under Settings > Developer Setting and as Webhook Secret in the credential. Or turn Verify Signature off; then anybody who knows the URL can start this workflow.';
const unproven = 'so nothing could prove that a call comes from Interakt.';
const addresses = (count: number) =>
	Array.from({ length: count }, (_, index) => `https://a.example/${index}`);

test.each<[string, TriggerGiven]>([
	['a secret', { credential: credential() }],
	['no secret, and without Verify Signature', { credential: {}, parameters: { verifySignature: false } }],
	[
		'no credential, and without Verify Signature',
		{ hasNoCredential: true, parameters: { verifySignature: false } },
	],
	['ten addresses to forward to', { options: { alsoForwardTo: addresses(10) } }],
	['an address inside the own network', { options: { alsoForwardTo: 'http://n8n:5678/webhook/a' } }],
	['a country by its code', { options: { defaultCountryCode: '+65' } }],
	['a country by its name', { credential: credential({ country: ' India ' }) }],
	[
		'white space for a country',
		{ options: { defaultCountryCode: ' ' }, credential: credential({ country: ' ' }) },
	],
])('a trigger with %s can be published', async (_, given) => {
	expect(await refusal(given)).toBeUndefined();
});

test.each<[string, TriggerGiven, string]>([
	[
		'an empty secret',
		{ credential: credential({ webhookSecret: ' ' }) },
		`Webhook Secret is empty in the credential, ${unproven} ${remedy}`,
	],
	['no credential', { hasNoCredential: true }, `No credential is chosen, ${unproven} ${remedy}`],
	[
		'nothing in Trigger On',
		{ parameters: { events: [] } },
		'Trigger On is empty, so nothing would start this workflow. Choose an event.',
	],
	[
		'no Trigger On at all',
		{ parameters: { events: undefined } },
		'Trigger On is empty, so nothing would start this workflow. Choose an event.',
	],
	[
		'what is no address',
		{ options: { alsoForwardTo: ['https://a.example', `n8n.example.com/${'x'.repeat(300)}`] } },
		`Also Forward To holds "n8n.example.com/${'x'.repeat(184)}", which is not a web address. Give each address in full, beginning with https:// or http://.`,
	],
	[
		'eleven addresses',
		{ options: { alsoForwardTo: addresses(11) } },
		'Also Forward To holds 11 addresses, which is more than 10. Give each address in full, beginning with https:// or http://.',
	],
	[
		'a country that does not exist',
		{ options: { defaultCountryCode: `Atlantis${'s'.repeat(60)}` } },
		`Default Country Code is "Atlantis${'s'.repeat(52)}", which is not a country. Write it like +91, IN or India.`,
	],
	[
		'such a country in its credential',
		{ credential: credential({ country: ' Atlantis ' }) },
		'Country in the credential is "Atlantis", which is not a country. Write it like +91, IN or India.',
	],
])('a trigger with %s is not published, and n8n says why', async (_, given, message) => {
	expect(await refusal({ ...given })).toBe(message);
});

test.each<[IDataObject, RegExp]>([
	[
		{ events: ['messageReceived', 'messageSeen'] },
		/^Trigger On holds "messageSeen", which is none of its values\./,
	],
	[{ events: ['messageReceived'], messageKinds: ['poem'] }, /^Kind of Message holds "poem"/],
])('a trigger with %j, which an expression gave, is not published', async (parameters, message) => {
	expect(await refusal({ parameters })).toMatch(message);
});

test('each value that is none is named', async () => {
	expect(await refusal({ parameters: { events: ['a', 'b'] } })).toMatch(
		/^Trigger On holds "a".*\. Trigger On holds "b"/,
	);
});

test('a credential that n8n cannot read is told', async () => {
	expect(await refusal({ credential: undefined })).toBe('Credential with ID "1" does not exist');
});

describe('a trigger that was published', () => {
	const account = (name: string) => ({
		identity: `Basic ${Buffer.from(`${name}:`).toString('base64')}`,
		credentialId: '',
	});

	test.each<[string, TriggerGiven, 'manual' | undefined, RegExp]>([
		['takes the answers of its account', {}, undefined, /^published$/],
		['for a person who tries it out takes them for a while', {}, 'manual', /^test$/],
		[
			'without Verify Signature takes none',
			{ parameters: { verifySignature: false } },
			undefined,
			// None of this account; where no other was published, nothing is known of any.
			/^(?:unknown|none)$/,
		],
	])('%s', async (name, given, mode, known) => {
		const secretKey = name.replaceAll(' ', '-');
		await beginListening(contextOf({ credential: credential({ secretKey }), ...given }, mode));

		expect(knownTriggers.of(account(secretKey), Date.now())).toMatch(known);
	});

	test('is told from that which a person tries out, and from all others', () => {
		const given = { workflowId: '7', nodeId: 'a' };

		expect([triggerOf(contextOf(given)), triggerOf(contextOf(given, 'manual'))]).toEqual([
			'7/a/published',
			'7/a/test',
		]);
	});

	test('is known by the ID of its credential too, whatever key is entered there', async () => {
		await beginListening(contextOf({ credentialId: 'of-an-account' }));

		expect(knownTriggers.of({ identity: 'another key', credentialId: 'of-an-account' }, Date.now())).toBe(
			'published',
		);
	});
});
