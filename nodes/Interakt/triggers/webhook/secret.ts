import { NodeOperationError, type IHookFunctions, type IWebhookFunctions } from 'n8n-workflow';

import { LruCache } from '../../shared/lruCache';
import { secretsOf } from './signature';

const remedy =
	'In Interakt, open Settings > Developer Setting, copy the secret of the webhook (or set one), and paste it into Webhook Secret of the credential Interakt API. Without a secret anybody who knows the URL could start this workflow; turn Verify Signature off only if you accept that.';

/**
 * Refuses to activate a trigger that verifies signatures and has no secret to do it with.
 *
 * @throws NodeOperationError that says what to do.
 */
export async function requireSecret(context: IHookFunctions): Promise<void> {
	if (context.getNodeParameter('verifySignature', true) === false) return;
	const isChosen = context.getNode().credentials?.interaktApi !== undefined;
	const credential = isChosen ? await context.getCredentials('interaktApi') : {};
	if (secretsOf(credential.webhookSecret).length > 0) return;
	const what = isChosen ? 'Webhook Secret is empty in the credential' : 'No credential is chosen';
	throw new NodeOperationError(
		context.getNode(),
		// n8n shows the message of an activation, not its description.
		`${what}, so nothing could prove that a call comes from Interakt. ${remedy}`,
	);
}

interface Kept {
	readonly secrets: readonly string[];
	/** When they were read, in milliseconds since the epoch. */
	readonly at: number;
}

/** By trigger. */
const kept = new LruCache<Kept>(500);

/** Milliseconds after which the secrets are read again, so that one that was taken away soon counts no more. */
const longest = 30_000;

/** Milliseconds between two readings for wrong signatures: a forger must not keep n8n busy with them. */
const shortest = 1_000;

/**
 * Whether a call is signed with a secret of the credential.
 *
 * n8n starts a new sandbox each time it reads a credential, which takes longer than all the rest of a call.
 * So the secrets are kept for half a minute, and read again at once when a signature does not fit them.
 *
 * @param fits Whether the signature fits one of these secrets.
 * @param now Milliseconds since the epoch.
 * @throws what n8n throws when the credential cannot be read.
 */
export async function fitsSecret(
	context: IWebhookFunctions,
	fits: (secrets: readonly string[]) => boolean,
	now: number,
): Promise<boolean> {
	const { id, credentials } = context.getNode();
	const key = [context.getWorkflow().id, id, credentials?.interaktApi?.id].join(' ');
	const known = kept.get(key);
	const age = known === undefined ? Infinity : now - known.at;
	if (known && age < longest) {
		if (fits(known.secrets)) return true;
		if (age < shortest) return false;
	}
	const { webhookSecret } = await context.getCredentials('interaktApi');
	const secrets = secretsOf(webhookSecret);
	kept.set(key, { secrets, at: now });
	return fits(secrets);
}
