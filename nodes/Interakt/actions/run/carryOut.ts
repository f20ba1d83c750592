import type { IDataObject } from 'n8n-workflow';

import type { Admit, Attempt, Failure, NotAccepted, Outcome } from '../../delivery/outcome';
import type { Remedy } from '../../fields/fallback';
import { readUpload, uploadRequest } from '../../fields/media';
import { Findings } from '../../input/findings';
import type { UploadedFile } from '../../input/parameters';
import type { TemplateDefinition } from '../../templates/definition';
import type { FileReference, InteraktRequest } from '../../transport/request';
import type { Library, RequestOperation } from '../operation';
import { present, presentSentBefore } from './output';

/** What is known of the account beside an item. */
export interface Known {
	/** What the operation's own `prepare` has looked up. */
	readonly templates: readonly TemplateDefinition[];
	readonly library: Library;
	/** What was sent under which key; nothing where n8n has no store for it. */
	readonly keys: Keys | undefined;
}

/** The Send Once Keys of a node. */
export interface Keys {
	/** Sends under a key, or says what became of it before. */
	send(key: string, send: (admit: Admit) => Promise<Outcome>): Promise<Outcome>;
	/** Writes down what has become of all keys so far. */
	settle(): Promise<void>;
}

export interface Built {
	readonly request: InteraktRequest;
	readonly remedies: readonly Remedy[];
	readonly findings: Findings;
	/** Under which it is sent at most once. */
	readonly key: string | undefined;
}

/** Sends a request; when it is refused for a reason that has a remedy, the remedy is tried, each one once. */
export async function send(
	operation: RequestOperation,
	{ request, remedies, findings, key }: Built,
	attempt: Attempt,
	known: Known,
): Promise<Outcome<IDataObject[]>> {
	const outcome =
		key === undefined || known.keys === undefined
			? await attempt(request)
			: await known.keys.send(key, async (admit) => await attempt(request, admit));
	if (outcome.status === 'skipped' && outcome.failure.reason === 'alreadySent') {
		return { status: 'accepted', result: [presentSentBefore(outcome.failure, request, key)] };
	}
	if (outcome.status === 'accepted') {
		return { status: 'accepted', result: [present(operation, outcome.result, request, findings)] };
	}
	const remedy =
		outcome.status === 'rejected'
			? remedies.find(({ reason }) => reason === outcome.failure.reason)
			: undefined;
	if (remedy === undefined) {
		const failure = await operation.explain?.(outcome.failure, request, known.library);
		return failure ? { ...outcome, failure } : outcome;
	}
	for (const before of remedy.first) {
		const done = await attempt(before);
		if (done.status !== 'accepted') return done;
	}
	findings.notice(remedy.notice);
	const others = remedies.filter((other) => other !== remedy);
	return await send(operation, { request: remedy.then, remedies: others, findings, key }, attempt, known);
}

/** Uploads the files that an item's request needs. A file that does not arrive ends the item: nothing else was sent. */
export async function uploadAll(
	files: ReadonlyMap<string, FileReference>,
	attempt: Attempt,
): Promise<Map<string, UploadedFile> | NotAccepted> {
	const uploads = new Map<string, UploadedFile>();
	for (const [property, file] of files) {
		const outcome = await attempt(uploadRequest(file));
		if (outcome.status !== 'accepted') {
			return { ...outcome, failure: notUploaded(property, outcome.failure) };
		}
		const uploaded = readUpload(outcome.result, file);
		if (uploaded.url === '') return { status: 'rejected', failure: notUploaded(property, noAddress) };
		uploads.set(property, uploaded);
	}
	return uploads;
}

export const noAddress: Failure = {
	reason: 'unreadableAnswer',
	message: 'Interakt gave no address for it',
	description: 'Give the public address of the file in its place, or try again later.',
};

export const notUploaded = (property: string, failure: Failure): Failure => ({
	...failure,
	message: `The file in "${property}" could not be uploaded: ${failure.message}`,
});
