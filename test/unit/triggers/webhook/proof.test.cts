import { accountOf, proofOf } from '../../../../nodes/Interakt/triggers/webhook/signature';
import { PlayedTrigger, secret, sign, type CallGiven } from './playedTrigger.cts';

const bytes = Buffer.from('{"type":"message_received"}');
const signedBy = (key: string): CallGiven => ({ headers: { 'interakt-signature': sign(bytes, key) } });

/** What proves a call to a trigger. */
const proof = async (trigger: PlayedTrigger, now: number, call: CallGiven = signedBy(secret)) =>
	await proofOf(trigger.context(bytes, call), bytes, now);

test.each<[string, CallGiven, string]>([
	['signed', signedBy(secret), 'genuine'],
	['signed in the second header', { headers: { 'x-interakt-signature': sign(bytes) } }, 'genuine'],
	[
		'signed in both, in the first wrongly',
		{ headers: { 'interakt-signature': sign(bytes, 'no'), 'x-interakt-signature': sign(bytes) } },
		'genuine',
	],
	['signed by another secret', signedBy('no'), 'wrong'],
	['signed by nothing', { headers: { 'interakt-signature': '' } }, 'wrong'],
	['not signed', { headers: { signature: sign(bytes) } }, 'missing'],
])('a call that is %s, where the trigger says nothing of Verify Signature', async (_, call, expected) => {
	expect(await proof(new PlayedTrigger(), 0, call)).toBe(expected);
});

test('without Verify Signature any call counts, and no credential is read', async () => {
	const trigger = new PlayedTrigger({ parameters: { verifySignature: false } });

	expect(await proof(trigger, 0, { headers: {} })).toBe('genuine');
	expect(trigger.read).toBe(0);
});

test('a call without a signature has n8n read no credential', async () => {
	const trigger = new PlayedTrigger();

	expect(await proof(trigger, 0, { headers: {} })).toBe('missing');
	expect(trigger.read).toBe(0);
});

test.each([
	['that cannot be read', { credential: undefined }],
	['that is not chosen', { credential: undefined, hasNoCredential: true }],
])('a credential %s proves nothing: the call is not judged', async (_, given) => {
	await expect(proof(new PlayedTrigger(given), 0)).rejects.toThrow('does not exist');
});

test('a credential is read once in half a minute, and a secret that was taken away counts no longer then', async () => {
	const trigger = new PlayedTrigger();
	const at = async (now: number) => [await proof(trigger, now), trigger.read];

	expect(await at(100_000)).toEqual(['genuine', 1]);
	trigger.credential = { webhookSecret: 'another' };
	expect(await at(129_999)).toEqual(['genuine', 1]);
	expect(await at(130_000)).toEqual(['wrong', 2]);
});

test('a signature by a new secret has the credential read at once, but not twice in a second', async () => {
	const trigger = new PlayedTrigger();
	const at = async (now: number) => [await proof(trigger, now, signedBy('new')), trigger.read];

	expect(await at(100_000)).toEqual(['wrong', 1]);
	trigger.credential = { webhookSecret: `${secret} new` };
	expect(await at(100_999)).toEqual(['wrong', 1]);
	expect(await at(101_000)).toEqual(['genuine', 2]);
	expect(await at(101_001)).toEqual(['genuine', 2]);
});

test.each([
	['of another workflow', { workflowId: 'a b', nodeId: 'c' }, { workflowId: 'd b', nodeId: 'c' }],
	['of another node', { workflowId: 'e', nodeId: '1' }, { workflowId: 'e', nodeId: '2' }],
	['of another credential', { workflowId: 'f', credentialId: '1' }, { workflowId: 'f', credentialId: '2' }],
	['whose names run together', { workflowId: 'g', nodeId: '11' }, { workflowId: 'g1', nodeId: '1' }],
])('a trigger %s is judged by its own secret', async (_, one, other) => {
	await proof(new PlayedTrigger(one), 0);

	expect(await proof(new PlayedTrigger({ ...other, credential: { webhookSecret: 'its own' } }), 1)).toBe(
		'wrong',
	);
});

test.each<[string, unknown, string | undefined]>([
	['its country', 'SG', 'SG'],
	['no country', '', undefined],
	['white space for a country', '  ', undefined],
	['nothing of a country', undefined, undefined],
	['a country that is no text', 91, undefined],
])(
	'of an account whose credential has %s that is known once a call was judged',
	async (_, country, known) => {
		const trigger = new PlayedTrigger({
			credential: { secretKey: 'k', webhookSecret: secret, country: country as string },
		});
		expect(accountOf(trigger.context(bytes))).toBeUndefined();
		await proof(trigger, 0);

		expect(accountOf(trigger.context(bytes))?.country).toBe(known);
	},
);

test('an account is told from others by its Secret Key, and of one without Verify Signature nothing is known', async () => {
	const credential = { secretKey: 'k', webhookSecret: secret };
	const at = { workflowId: 'account', credential };
	await proof(new PlayedTrigger(at), 0);

	expect(accountOf(new PlayedTrigger(at).context(bytes))?.key).toBe(
		`Basic ${Buffer.from('k:').toString('base64')}`,
	);
	expect(
		accountOf(new PlayedTrigger({ ...at, parameters: { verifySignature: false } }).context(bytes)),
	).toBeUndefined();
});
