/** What is checked when a trigger is published or tried out, so that nothing it waits for can never come. */
import { NodeOperationError, type IHookFunctions, type IWebhookFunctions } from 'n8n-workflow';

import { countryCodeOf } from '../../input/country';
import { type Account, credentialIdOf, knownTriggers } from '../../questions/triggers';
import { interaktApi } from '../../transport/interaktApi';
import { selectionOf } from './choices';
import type { Options } from './fields';
import { addressesIn, isForwardAddress, mostAddresses } from './forward';
import { secretsOf } from './signature';

/** n8n shows the message of an activation, not its description. */
const refusal = (context: IHookFunctions, message: string) =>
	new NodeOperationError(context.getNode(), message);

const remedy =
	'Make up a long random text, and enter it in Interakt under Settings > Developer Setting and as Webhook Secret in the credential. Or turn Verify Signature off; then anybody who knows the URL can start this workflow.';

/**
 * Refuses to activate a trigger that verifies signatures and has no secret to do it with.
 *
 * @throws NodeOperationError that says what to do.
 */
async function requireSecret(context: IHookFunctions): Promise<void> {
	if (context.getNodeParameter('verifySignature', true) === false) return;
	const isChosen = context.getNode().credentials?.interaktApi !== undefined;
	const credential = isChosen ? await context.getCredentials('interaktApi') : {};
	if (secretsOf(credential.webhookSecret).length > 0) return;
	const what = isChosen ? 'Webhook Secret is empty in the credential' : 'No credential is chosen';
	throw refusal(context, `${what}, so nothing could prove that a call comes from Interakt. ${remedy}`);
}

/**
 * Refuses to activate a trigger that forwards to what is no address.
 *
 * @throws NodeOperationError that names the field.
 */
function requireAddresses(context: IHookFunctions): void {
	const { alsoForwardTo } = context.getNodeParameter('options', {}) as Options;
	const addresses = addressesIn(alsoForwardTo);
	const wrong = addresses.find((address) => !isForwardAddress(address));
	if (wrong === undefined && addresses.length <= mostAddresses) return;
	const what =
		wrong === undefined
			? `holds ${addresses.length} addresses, which is more than ${mostAddresses}`
			: `holds "${wrong.slice(0, 200)}", which is not a web address`;
	throw refusal(
		context,
		`Also Forward To ${what}. Give each address in full, beginning with https:// or http://.`,
	);
}

/**
 * Refuses to activate a trigger with a value in Trigger On or its filters that is none, or with none at all.
 *
 * @throws NodeOperationError that names the field.
 */
function requireChoices(context: IHookFunctions): void {
	const { chosen, unknown } = selectionOf((name) => context.getNodeParameter(name, []));
	if (unknown.length > 0) throw refusal(context, unknown.join(' '));
	if (chosen.size === 0) {
		throw refusal(context, 'Trigger On is empty, so nothing would start this workflow. Choose an event.');
	}
}

/**
 * Refuses to activate a trigger that would read numbers as of a country that does not exist.
 *
 * @throws NodeOperationError that names the field.
 */
async function requireCountry(context: IHookFunctions): Promise<void> {
	const { defaultCountryCode: own = '' } = context.getNodeParameter('options', {}) as Options;
	const isChosen = context.getNode().credentials?.interaktApi !== undefined;
	const credential = isChosen ? await context.getCredentials('interaktApi') : {};
	const fields = { 'Default Country Code': own, 'Country in the credential': credential.country ?? '' };
	for (const [field, given] of Object.entries(fields)) {
		const country = String(given).trim();
		if (country === '' || countryCodeOf(country) !== undefined) continue;
		throw refusal(
			context,
			`${field} is "${country.slice(0, 60)}", which is not a country. Write it like +91, IN or India.`,
		);
	}
}

/** The account whose answers the trigger takes; nothing when it does not verify signatures. */
async function verifiedAccount(context: IHookFunctions): Promise<Account | undefined> {
	if (context.getNodeParameter('verifySignature', true) === false) return undefined;
	const { identity } = interaktApi.account(await context.getCredentials('interaktApi'));
	return { identity, credentialId: credentialIdOf(context) };
}

/** What tells a trigger, published or tried out, from all others in this n8n. */
export const triggerOf = (context: IHookFunctions | IWebhookFunctions): string =>
	`${context.getWorkflow().id}/${context.getNode().id}/${context.getMode() === 'manual' ? 'test' : 'published'}`;

/**
 * A trigger begins to listen. Refused when its settings would let nothing through.
 *
 * @throws NodeOperationError that says what to do.
 */
export async function beginListening(context: IHookFunctions): Promise<void> {
	requireChoices(context);
	requireAddresses(context);
	await requireSecret(context);
	await requireCountry(context);
	const isTest = context.getMode() === 'manual';
	knownTriggers.begin(triggerOf(context), await verifiedAccount(context), isTest, Date.now());
}
