import type { IDataObject } from 'n8n-workflow';

import type { Task } from '../delivery/deliver';
import type { Attempt, Failure, NotAccepted, Outcome } from '../delivery/outcome';
import { describeFindings, Findings } from '../payload/findings';
import { limits } from '../payload/limits';
import type { Parameters, UploadedFile } from '../payload/parameters';
import { readUpload, uploadRequest } from '../payload/upload';
import { isObject, type Reply } from '../transport/reply';
import type { FileReference, InteraktRequest } from '../transport/request';
import type { ListOperation, Operation, RequestOperation } from './operation';

/** What an item is given to read: everything of `Parameters` that does not depend on how far the item has come. */
export type Input = Omit<Parameters, 'findings' | 'uploads'>;

/** An item before delivery: what is to be done, or the refusal of its input. */
export type Prepared = Task<IDataObject[]> | NotAccepted;

interface Built<Work> {
	readonly work: Work;
	readonly findings: Findings;
}

/** Builds an item's work from its input, with the files that have been uploaded so far. */
function build<Work>(
	read: (parameters: Parameters) => Work,
	input: Input,
	uploads: ReadonlyMap<string, UploadedFile> = new Map(),
): Built<Work> {
	const findings = new Findings();
	const { timeZone } = input;
	const parameters: Parameters = {
		value: (name) => input.value(name),
		file: (property) => input.file(property),
		timeZone,
		uploads,
		findings,
	};
	return { work: read(parameters), findings };
}

/**
 * Builds an item's work and checks its input. Whatever is wrong comes together in one refusal, before anything
 * is sent.
 */
export function prepare(operation: Operation, input: Input): Prepared {
	return 'list' in operation ? prepareList(operation, input) : prepareRequest(operation, input);
}

function prepareList(operation: ListOperation, input: Input): Prepared {
	const { work, findings } = build((parameters) => operation.list(parameters), input);
	return refusalOf(findings) ?? { carryOut: async (attempt) => await work.collect(attempt) };
}

function prepareRequest(operation: RequestOperation, input: Input): Prepared {
	const read = (parameters: Parameters) => operation.request(parameters);
	const { work: request, findings } = build(read, input);
	checkSize(request, findings);
	const refused = refusalOf(findings);
	if (refused) return refused;

	const send = async (ready: InteraktRequest, attempt: Attempt): Promise<Outcome<IDataObject[]>> => {
		const outcome = await attempt(ready);
		return outcome.status === 'accepted'
			? { status: 'accepted', result: [present(operation, outcome.result, ready, findings)] }
			: outcome;
	};
	return {
		recipient: request.recipient,
		async carryOut(attempt) {
			if (findings.files.size === 0) return await send(request, attempt);
			const uploads = await uploadAll(findings.files, attempt);
			if ('status' in uploads) return uploads;
			return await send(build(read, input, uploads).work, attempt);
		},
	};
}

/** The refusal of an item's input, when something is wrong with it. */
function refusalOf({ found }: Findings): NotAccepted | undefined {
	if (found.length === 0) return undefined;
	return { status: 'rejected', failure: { reason: 'invalidInput', ...describeFindings(found) } };
}

function checkSize({ body }: InteraktRequest, findings: Findings): void {
	const bytes = Buffer.byteLength(JSON.stringify(body ?? {}));
	if (bytes <= limits.requestBytes) return;
	findings.add(
		'The request',
		`is too large (${Math.ceil(bytes / 1024)} KB, at most ${limits.requestBytes / 1024} KB)`,
		'Send fewer or shorter values.',
	);
}

/** Uploads the files that an item's request needs. A file that does not arrive ends the item: nothing else was sent. */
async function uploadAll(
	files: ReadonlyMap<string, FileReference>,
	attempt: Attempt,
): Promise<Map<string, UploadedFile> | NotAccepted> {
	const uploads = new Map<string, UploadedFile>();
	for (const [property, file] of files) {
		const outcome = await attempt(uploadRequest(file));
		if (outcome.status !== 'accepted') return { ...outcome, failure: notUploaded(property, outcome.failure) };
		const uploaded = readUpload(outcome.result, file);
		if (uploaded.url === '') return { status: 'rejected', failure: notUploaded(property, noAddress) };
		uploads.set(property, uploaded);
	}
	return uploads;
}

const noAddress: Failure = {
	reason: 'unreadableAnswer',
	message: 'Interakt gave no address for it',
	description: 'Give the public address of the file in its place, or try again later.',
};

const notUploaded = (property: string, failure: Failure): Failure => ({
	...failure,
	message: `The file in "${property}" could not be uploaded: ${failure.message}`,
});

/** The output of an accepted item: what Interakt says, who it was for, and what was changed in the input. */
function present(
	operation: RequestOperation,
	reply: Reply,
	request: InteraktRequest,
	{ notices }: Findings,
): IDataObject {
	const shown = operation.present?.(reply, request) ?? presentReply(reply.body, request);
	return notices.length > 0 ? { ...shown, notices: [...notices] } : shown;
}

/** Everything of an answer but its envelope. */
function presentReply(body: unknown, { recipient }: InteraktRequest): IDataObject {
	const said = isObject(body) ? { ...body } : {};
	delete said.result;
	return { ...said, status: 'accepted', ...(recipient !== undefined && { recipient }) };
}
