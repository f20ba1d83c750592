import type { IDataObject } from 'n8n-workflow';

import type { Task } from '../delivery/deliver';
import type { Admit, Attempt, Failure, NotAccepted, Outcome } from '../delivery/outcome';
import { describeFindings, Findings } from '../payload/findings';
import { limits } from '../payload/limits';
import { collection, text, type Parameters, type UploadedFile } from '../payload/parameters';
import { readUpload, uploadRequest } from '../payload/upload';
import type { TemplateDefinition } from '../templates/definition';
import type { FileReference, InteraktRequest } from '../transport/request';
import type { Input, Library, ListOperation, Operation, Remedy, RequestOperation } from './operation';
import { present, presentDryRun, presentSentBefore } from './present';

/** An item before delivery: what is to be done, or the refusal of its input. */
export type Prepared = ReadyTask | NotAccepted;

interface ReadyTask extends Task<IDataObject[]> {
	/** What to tell of the input of a list, whose rows have no place for it. */
	readonly notices?: readonly string[];
}

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

/** An item's parameters, with the files that have been uploaded so far. */
function parametersOf(
	input: Input,
	templates: readonly TemplateDefinition[],
	uploads: ReadonlyMap<string, UploadedFile> = new Map(),
): Parameters {
	return {
		value: (name) => input.value(name),
		file: (property) => input.file(property),
		timeZone: input.timeZone,
		...(input.dateOrders && { dateOrders: input.dateOrders }),
		templates,
		uploads,
		findings: new Findings(),
	};
}

/**
 * Builds an item's work and checks its input. Whatever is wrong comes together in one refusal, before anything
 * is sent.
 *
 * @param known What is known of the account beside the item.
 */
export function prepare(operation: Operation, input: Input, known: Known): Prepared {
	return 'list' in operation ? prepareList(operation, input) : prepareRequest(operation, input, known);
}

function prepareList(operation: ListOperation, input: Input): Prepared {
	const parameters = parametersOf(input, []);
	const work = operation.list(parameters);
	const { notices } = parameters.findings;
	return (
		refusalOf(parameters.findings) ?? { notices, carryOut: async (attempt) => await work.collect(attempt) }
	);
}

interface Built {
	readonly request: InteraktRequest;
	readonly remedies: readonly Remedy[];
	readonly findings: Findings;
	/** Under which it is sent at most once. */
	readonly key: string | undefined;
}

function build(operation: RequestOperation, parameters: Parameters): Built {
	const request = operation.request(parameters);
	const remedies = operation.remedies?.(parameters, request) ?? [];
	return { request, remedies, findings: parameters.findings, key: sendOnceKey(parameters) };
}

/** The key of an item that has one; an empty one would protect nothing, so it is refused. */
function sendOnceKey(parameters: Parameters): string | undefined {
	const fields = collection(parameters, 'additionalFields');
	// An expression that finds nothing leaves the field there, without a value.
	if (!('sendOnceKey' in fields)) return undefined;
	return text(fields.sendOnceKey, 'Send Once Key', parameters.findings, { required: true }).trim();
}

function prepareRequest(operation: RequestOperation, input: Input, known: Known): Prepared {
	const parameters = parametersOf(input, known.templates);
	const built = build(operation, parameters);
	const { request, findings, key } = built;
	if (key !== undefined && known.keys === undefined) {
		findings.add(
			'Send Once Key',
			'does not work here, because n8n has no store for it',
			'Take it out of the Additional Fields.',
		);
	}
	checkSize(request, findings);
	if (collection(parameters, 'additionalFields').dryRun === true) {
		return { carryOut: async () => ({ status: 'accepted', result: [presentDryRun(request, findings)] }) };
	}
	const refused = refusalOf(findings);
	if (refused) return refused;
	return {
		recipient: request.recipient,
		async carryOut(attempt) {
			if (findings.files.size === 0) return await send(operation, built, attempt, known);
			const uploads = await uploadAll(findings.files, attempt);
			if ('status' in uploads) return uploads;
			const ready = build(operation, parametersOf(input, known.templates, uploads));
			return await send(operation, ready, attempt, known);
		},
	};
}

/** Sends a request; when it is refused for a reason that has a remedy, the remedy is tried, each one once. */
async function send(
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
		if (outcome.status !== 'accepted') {
			return { ...outcome, failure: notUploaded(property, outcome.failure) };
		}
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
