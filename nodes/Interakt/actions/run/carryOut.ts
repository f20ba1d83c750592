import type { IDataObject } from 'n8n-workflow';

import type { OnceRequest } from '../../delivery/idempotency';
import {
	type BeforeSend,
	type Failure,
	failureOf,
	type NotAccepted,
	type Outcome,
	type Send,
} from '../../delivery/outcome';
import { reasons } from '../../delivery/reasons';
import type { Fallback } from '../../fields/fallback';
import type { SentInRun } from '../../fields/guards';
import { readUpload, uploadRequest } from '../../fields/media';
import type { UploadedFile } from '../../input/parameters';
import type { TemplateDefinition } from '../../templates/definition';
import type { FileReference } from '../../transport/request';
import type { Library, OperationRequest, RequestOperation } from '../operation';
import { outputOf, alreadySentOutput } from './output';

/** What is known of the account beside an item. */
export interface Known {
	/** The account's templates, where the item needs them and they could be read. */
	readonly templates: readonly TemplateDefinition[];
	readonly library: Library;
	/** What was sent under which key; nothing where n8n has no store for it. */
	readonly keys: Keys | undefined;
	/** What a tool has sent in this run so far; nothing outside of tools. */
	readonly sent?: SentInRun | undefined;
}

/** The Send Once Key of an item; a fallback goes under it too, and stands for the same request. */
export type SendOnce = Omit<OnceRequest, 'run'>;

/** The Send Once Keys of a node. */
export interface Keys {
	/** Sends under a key, or says what became of it before. */
	send(once: SendOnce, send: (beforeSend: BeforeSend) => Promise<Outcome>): Promise<Outcome>;
}

export interface Built {
	readonly request: OperationRequest;
	readonly fallbacks: readonly Fallback[];
	/** What was changed in the input, for the output; a fallback adds that it was sent. */
	readonly notices: readonly string[];
	/** The key under which it is sent at most once. */
	readonly once: SendOnce | undefined;
}

/** Sends a request; when it is refused for a reason that has a fallback, the fallback is sent, each one once. */
export async function sendWithFallbacks(
	operation: RequestOperation,
	{ request, fallbacks, notices, once }: Built,
	send: Send,
	known: Known,
): Promise<Outcome<IDataObject[]>> {
	const outcome =
		once === undefined || known.keys === undefined
			? await send(request)
			: await known.keys.send(once, async (beforeSend) => await send(request, beforeSend));
	if (outcome.status === 'skipped' && outcome.failure.reason === 'alreadySent') {
		return { status: 'accepted', result: [alreadySentOutput(outcome.failure, request, once?.key)] };
	}
	if (outcome.status === 'accepted') {
		return { status: 'accepted', result: [outputOf(operation, outcome.result, request, notices)] };
	}
	const fallback =
		outcome.status === 'rejected'
			? fallbacks.find(({ reason }) => reason === outcome.failure.reason)
			: undefined;
	if (fallback === undefined) {
		const failure = await operation.explain?.(outcome.failure, request, known.library);
		return failure ? { ...outcome, failure } : outcome;
	}
	for (const before of fallback.first) {
		const done = await send(before);
		if (done.status !== 'accepted') return notSentBecause(done);
	}
	const others = fallbacks.filter((other) => other !== fallback);
	return await sendWithFallbacks(
		operation,
		{ request: fallback.then, fallbacks: others, notices: [...notices, fallback.notice], once },
		send,
		known,
	);
}

/** Uploads the files that an item's request needs. A file that does not arrive ends the item: nothing else was sent. */
export async function uploadAll(
	files: ReadonlyMap<string, FileReference>,
	send: Send,
): Promise<Map<string, UploadedFile> | NotAccepted> {
	const uploads = new Map<string, UploadedFile>();
	for (const [property, file] of files) {
		const outcome = await send(uploadRequest(file));
		if (outcome.status !== 'accepted')
			return notSentBecause(outcome, (words) => notUploaded(property, words));
		const uploaded = readUpload(outcome.result, file);
		if (uploaded.url === '') return { status: 'rejected', failure: notUploaded(property, noAddress) };
		uploads.set(property, uploaded);
	}
	return uploads;
}

const noAddress = failureOf('unreadableAnswer', {
	message: 'Interakt gave no address for it',
	description: 'Give the public address of the file in its place, or try again later.',
});

const notUploaded = (property: string, failure: Failure): Failure => ({
	...failure,
	message: `The file in "${property}" could not be uploaded: ${failure.message}`,
});

/**
 * How an item ends when a request before its own has not been accepted. Whatever became of that one, what the item is
 * for was certainly not sent.
 */
function notSentBecause(
	{ status, failure }: NotAccepted,
	inWords: (failure: Failure) => Failure = (same) => same,
): NotAccepted {
	if (status !== 'unknown') return { status, failure: inWords(failure) };
	const { reason, httpStatus } = failure;
	const plain = failureOf(reason, {
		message: failure.message,
		description: `${reasons[reason].description} Nothing was sent to the customer.`,
		...(httpStatus !== undefined && { httpStatus }),
	});
	return { status: 'rejected', failure: inWords(plain) };
}
