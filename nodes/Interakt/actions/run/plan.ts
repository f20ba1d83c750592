import { withInput } from '../../shared/withInput';
import type { IDataObject } from 'n8n-workflow';

import { hashOf } from '../../delivery/keyStore';
import type { NotAccepted, Outcome, Send } from '../../delivery/outcome';
import type { Task } from '../../delivery/queue';
import { ifMaybeSentChoices } from '../../fields/additional';
import { boundRows, isFilledByModel, readGuard, withMore } from '../../fields/guards';
import { readBoolean } from '../../input/boolean';
import { choice } from '../../input/choice';
import { describeFindings, Findings } from '../../input/findings';
import { limits } from '../../input/limits';
import { collection, isAdded, type Parameters, type UploadedFile } from '../../input/parameters';
import { identifier } from '../../input/text';
import { withoutTokens } from '../../questions/token';
import type { TemplateDefinition } from '../../templates/definition';
import type { InteraktRequest } from '../../transport/request';
import type { Input, ListOperation, Operation, RequestOperation } from '../operation';
import { type Built, type Known, type SendOnce, sendWithFallbacks, uploadAll } from './carryOut';
import { isBroken } from './input';
import { dryRunOutput, leftOutOutput, subjectOutput } from './output';

/** An item before delivery: what is to be done, or the refusal of its input. */
export type Planned = ReadyTask | NotAccepted;

interface ReadyTask extends Task<IDataObject[]> {
	/** What to report of the input of a list, whose rows have no place for it. */
	readonly notices?: readonly string[];
}

/** An item's parameters, with the files that have been uploaded so far. */
function parametersOf(input: Input, uploads: ReadonlyMap<string, UploadedFile> = new Map()): Parameters {
	const parameters = {
		value: (name: string) => input.value(name),
		file: (property: string) => input.file(property),
		...(input.raw && { raw: input.raw }),
		timeZone: input.timeZone,
		country: input.country,
		...(input.dateOrders && { dateOrders: input.dateOrders }),
		json: input.json ?? {},
		mentions: (name: string) => input.mentions?.(name) ?? [],
		uploads,
		findings: new Findings(),
	};
	const { findings } = parameters;
	const { allowPlaceholders } = collection(parameters, 'additionalFields');
	findings.placeholdersAllowed =
		readBoolean(allowPlaceholders, 'Allow Placeholder Values', findings) ?? false;
	return parameters;
}

/**
 * Builds an item's work and checks its input. Whatever is wrong comes together in one refusal, before anything
 * is sent.
 *
 * @param known What is known of the account beside the item.
 */
export function planItem(operation: Operation, input: Input, known: Known): Planned {
	const parameters = parametersOf(input);
	const guard = known.sent && readGuard(parameters, known.sent);
	if (guard !== undefined && 'status' in guard) return guard;
	const { includeInputFields } = collection(parameters, 'additionalFields');
	const includes = readBoolean(includeInputFields, 'Include Input Fields', parameters.findings) ?? false;
	const planned =
		'list' in operation
			? prepareList(operation, parameters, input)
			: prepareRequest(operation, parameters, input, known);
	if ('status' in planned || (!includes && guard === undefined)) return planned;
	return {
		...planned,
		async carryOut(send) {
			const outcome = await planned.carryOut(guard?.(send) ?? send);
			if (outcome.status !== 'accepted' || !includes) return outcome;
			return { status: 'accepted', result: outcome.result.map((json) => withInput(json, input.json ?? {})) };
		},
	};
}

function prepareList(operation: ListOperation, parameters: Parameters, input: Input): Planned {
	const bounded = boundRows(parameters);
	const { most = Infinity } = bounded;
	const work = operation.list(bounded.parameters);
	const { notices } = parameters.findings;
	noteMisnamed(parameters, input);
	const carryOut = async (send: Send): Promise<Outcome<IDataObject[]>> => {
		const outcome = await work.collect(send);
		return outcome.status === 'accepted' ? { ...outcome, result: withMore(outcome.result, most) } : outcome;
	};
	return refusalOf(parameters.findings) ?? { notices, carryOut };
}

function build(
	operation: RequestOperation,
	parameters: Parameters,
	templates: readonly TemplateDefinition[],
): Built {
	const request = operation.request(parameters, templates);
	const fallbacks = operation.fallbacks?.(parameters, request, templates) ?? [];
	const once = sendOnce(parameters, request);
	return { request, fallbacks, notices: parameters.findings.notices, once };
}

/** The key of an item that has one; an empty one would protect nothing, so it is refused. */
function sendOnce(parameters: Parameters, request: InteraktRequest): SendOnce | undefined {
	const { findings } = parameters;
	const fields = collection(parameters, 'additionalFields');
	// An expression that finds nothing leaves the field there, without a value.
	if (!isAdded(fields, 'sendOnceKey')) return undefined;
	const key = identifier(fields.sendOnceKey, 'Send Once Key', findings, { required: true });
	const ifMaybeSent =
		choice(fields.ifMaybeSent, 'If an Earlier Run May Have Sent It', ifMaybeSentChoices, findings) ??
		'doNotSend';
	return { key, request: hashOf(withoutTokens(request)), ifMaybeSent };
}

function prepareRequest(
	operation: RequestOperation,
	parameters: Parameters,
	input: Input,
	known: Known,
): Planned {
	const built = build(operation, parameters, known.templates);
	const { request, once } = built;
	const { findings } = parameters;
	if (once !== undefined && known.keys === undefined) {
		findings.add(
			'Send Once Key',
			'does not work here, because n8n has no store for it',
			'Take it out of the Additional Fields.',
		);
	}
	checkSize(request, findings);
	noteMisnamed(parameters, input);
	if (isDryRun(parameters, input)) {
		return { carryOut: async () => ({ status: 'accepted', result: [dryRunOutput(request, findings)] }) };
	}
	// An item that is left out is not sent, whatever else is wrong with it.
	if (findings.emptyValues.size > 0) {
		return { carryOut: async () => ({ status: 'accepted', result: [leftOutOutput(request, findings)] }) };
	}
	const refused = refusalOf(findings);
	if (refused) return about(request, refused);
	return findings.files.size === 0
		? ready(operation, built, known)
		: readyWithFiles(operation, built, known, { input, files: findings.files });
}

/** What is to be sent as it was built. It holds nothing else: of a long run it waits beside many thousands. */
const ready = (operation: RequestOperation, built: Built, known: Known): ReadyTask => ({
	recipient: built.request.recipient,
	async carryOut(send) {
		return about(built.request, await sendWithFallbacks(operation, built, send, known));
	},
});

/** What is built once more when its files have their addresses. */
function readyWithFiles(
	operation: RequestOperation,
	{ request, once }: Built,
	known: Known,
	{ input, files }: { input: Input; files: Findings['files'] },
): ReadyTask {
	const carryOut = async (send: Send): Promise<Outcome<IDataObject[]>> => {
		const uploads = await uploadAll(files, send);
		if ('status' in uploads) return uploads;
		const built = build(operation, parametersOf(input, uploads), known.templates);
		// A file that is uploaded again has another address, and the request is still the same.
		return await sendWithFallbacks(operation, { ...built, once }, send, known);
	};
	return {
		recipient: request.recipient,
		async carryOut(send) {
			return about(request, await carryOut(send));
		},
	};
}

/** An outcome that says whom it concerns, unless that stands in its result. */
function about<Ended extends Outcome<IDataObject[]>>(request: InteraktRequest, outcome: Ended): Ended {
	if (outcome.status === 'accepted') return outcome;
	return { ...outcome, failure: { ...outcome.failure, subject: subjectOutput(request) } };
}

/** Whether nothing may be sent. An expression that could not be evaluated may have meant so, and is refused. */
function isDryRun(parameters: Parameters, { raw }: Input): boolean {
	const dryRun = parameters.value('dryRun');
	if (dryRun === undefined && isBroken(raw?.('dryRun'))) {
		parameters.findings.add('Dry Run', 'could not be read', 'Check its expression for this item.');
	}
	if (isFilledByModel(raw?.('dryRun'))) {
		parameters.findings.add('Dry Run', 'is left to the model', 'Only the person who runs this can set it.');
	}
	return readBoolean(dryRun, 'Dry Run', parameters.findings) ?? false;
}

/** The refusal of an item's input, when something is wrong with it. */
function refusalOf({ found, hints }: Findings): NotAccepted | undefined {
	if (found.length === 0) return undefined;
	const { message, description } = describeFindings(found);
	const words = [description, ...hints.map((hint) => `${hint}.`)].join(' ');
	return { status: 'rejected', failure: { reason: 'invalidInput', message, description: words } };
}

/** Says which value an expression has missed because its name in the item has blanks or a byte order mark around it. */
function noteMisnamed({ findings }: Parameters, input: Input): void {
	for (const words of input.misnamed?.() ?? []) {
		findings.notice(words);
		findings.hints.push(words);
	}
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
