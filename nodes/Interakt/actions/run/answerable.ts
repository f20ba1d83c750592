/** Whether an answer could arrive at all, looked at before a question is sent. */
import { type IExecuteFunctions, NodeOperationError } from 'n8n-workflow';

import { credentialIdOf, knownTriggers, type Known } from '../../questions/triggers';
import { isObject } from '../../shared/isObject';

const setUp =
	'Publish a workflow with an Interakt Trigger in this n8n, with the same credential and Verify Signature on, and enter its Production URL in Interakt under Settings > Developer Setting.';

/** What a person is told of the triggers of the account; of one that was called there is nothing to say. */
const saidOf = {
	published: `No call of Interakt has come to the Interakt Trigger of this account since n8n was started. Without one no answer arrives: look whether its Production URL is entered in Interakt under Settings > Developer Setting.`,
	test: `The Interakt Trigger of this account listens by its Test URL only, for two minutes. Later answers do not arrive. ${setUp}`,
	unknown: `This process of n8n cannot know whether an Interakt Trigger of this account is published. Without one no answer arrives. ${setUp}`,
} as const;

/** Milliseconds for a look at whether n8n reaches itself. */
const lookMs = 5_000;

/** What an address answers: its status, or in words why there is no answer. */
async function look(context: IExecuteFunctions, url: string): Promise<number | string> {
	const options = { url, timeout: lookMs, returnFullResponse: true, ignoreHttpStatusErrors: true };
	const answer: unknown = await context.helpers.httpRequest({ ...options, disableFollowRedirect: true }).then(
		(response: unknown) => response,
		(cause: unknown) => (cause instanceof Error ? cause.message : String(cause)),
	);
	return isObject(answer) && typeof answer.statusCode === 'number' ? answer.statusCode : String(answer);
}

/** Whether n8n's protection keeps nodes from calling this machine: it refuses before it connects. Settled when n8n starts. */
let isKeptFromItself: boolean | undefined;

async function keepsFromItself(context: IExecuteFunctions): Promise<boolean> {
	const said = await look(context, 'http://127.0.0.1:1/');
	return typeof said === 'string' && /^The request was blocked because/.test(said);
}

/**
 * Whether the execution could be resumed: n8n calls itself for it, on this machine or by its public address. The
 * execution itself answers there that it still runs.
 */
async function isResumable(context: IExecuteFunctions, resumeUrl: string): Promise<boolean> {
	isKeptFromItself ??= await keepsFromItself(context);
	return !isKeptFromItself || (await look(context, resumeUrl)) === 409;
}

/** What is said of the triggers for a question that is asked all the same. */
function hintOf(known: Exclude<Known, 'none'>, isManual: boolean): string | undefined {
	if (known === 'called') return undefined;
	return known === 'unknown' || isManual ? saidOf[known] : undefined;
}

/**
 * Refuses a question whose answer could not arrive, and says it where that cannot be known.
 *
 * @param identity What proves the account.
 * @param resumeUrl Where this execution is resumed, in public.
 * @throws NodeOperationError that says what to do.
 */
export async function requireAnswers(
	context: IExecuteFunctions,
	identity: string,
	resumeUrl: string,
): Promise<void> {
	const isManual = context.getMode() === 'manual';
	const known = knownTriggers.of({ identity, credentialId: credentialIdOf(context) }, Date.now());
	if (known === 'none' || (known === 'test' && !isManual)) {
		throw new NodeOperationError(
			context.getNode(),
			'No Interakt Trigger of this account is published in this n8n, so no answer could arrive',
			{ description: `${setUp} Nothing was sent.` },
		);
	}
	if (!(await isResumable(context, resumeUrl))) {
		throw new NodeOperationError(
			context.getNode(),
			'This n8n does not let a node call n8n itself, so no answer could arrive',
			{
				description:
					'N8N_SSRF_PROTECTION_ENABLED is set. Also set N8N_SSRF_ALLOWED_IP_RANGES=127.0.0.1/32 and start n8n again. Nothing was sent.',
			},
		);
	}
	const hint = hintOf(known, isManual);
	if (hint === undefined) return;
	context.addExecutionHints({ type: 'warning', location: 'outputPane', message: hint });
	if (known === 'unknown') context.logger.warn(`Interakt: ${hint}`);
}
