import { NodeOperationError, type IHookFunctions } from 'n8n-workflow';

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
	const { webhookSecret } = await context.getCredentials('interaktApi');
	if (secretsOf(webhookSecret).length > 0) return;
	throw new NodeOperationError(
		context.getNode(),
		`Webhook Secret is empty in the credential, so nothing could prove that a call comes from Interakt. ${remedy}`,
		{ description: remedy },
	);
}
