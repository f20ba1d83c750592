import type { IDataObject } from 'n8n-workflow';

import type { NotAccepted } from '../../delivery/outcome';
import type { Task } from '../../delivery/queue';
import { describeFindings, Findings } from '../../input/findings';
import { limits } from '../../input/limits';
import { collection, type Parameters, type UploadedFile } from '../../input/parameters';
import { text } from '../../input/text';
import type { TemplateDefinition } from '../../templates/definition';
import type { InteraktRequest } from '../../transport/request';
import type { Input, ListOperation, Operation, RequestOperation } from '../operation';
import { type Built, type Known, sendWithFallbacks, uploadAll } from './carryOut';
import { dryRunOutput } from './output';

/** An item before delivery: what is to be done, or the refusal of its input. */
export type Planned = Task<IDataObject[]> | NotAccepted;

/** An item's parameters, with the files that have been uploaded so far. */
function parametersOf(input: Input, uploads: ReadonlyMap<string, UploadedFile> = new Map()): Parameters {
	return {
		value: (name) => input.value(name),
		file: (property) => input.file(property),
		timeZone: input.timeZone,
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
export function planItem(operation: Operation, input: Input, known: Known): Planned {
	return 'list' in operation ? prepareList(operation, input) : prepareRequest(operation, input, known);
}

function prepareList(operation: ListOperation, input: Input): Planned {
	const parameters = parametersOf(input);
	const work = operation.list(parameters);
	return refusalOf(parameters.findings) ?? { carryOut: async (send) => await work.collect(send) };
}

function build(
	operation: RequestOperation,
	parameters: Parameters,
	templates: readonly TemplateDefinition[],
): Built {
	const request = operation.request(parameters, templates);
	const fallbacks = operation.fallbacks?.(parameters, request) ?? [];
	return { request, fallbacks, findings: parameters.findings, key: sendOnceKey(parameters) };
}

/** The key of an item that has one; an empty one would protect nothing, so it is refused. */
function sendOnceKey(parameters: Parameters): string | undefined {
	const fields = collection(parameters, 'additionalFields');
	// An expression that finds nothing leaves the field there, without a value.
	if (!('sendOnceKey' in fields)) return undefined;
	return text(fields.sendOnceKey, 'Send Once Key', parameters.findings, { required: true }).trim();
}

function prepareRequest(operation: RequestOperation, input: Input, known: Known): Planned {
	const parameters = parametersOf(input);
	const built = build(operation, parameters, known.templates);
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
		return { carryOut: async () => ({ status: 'accepted', result: [dryRunOutput(request, findings)] }) };
	}
	const refused = refusalOf(findings);
	if (refused) return refused;
	return {
		recipient: request.recipient,
		async carryOut(send) {
			if (findings.files.size === 0) return await sendWithFallbacks(operation, built, send, known);
			const uploads = await uploadAll(findings.files, send);
			if ('status' in uploads) return uploads;
			const ready = build(operation, parametersOf(input, uploads), known.templates);
			return await sendWithFallbacks(operation, ready, send, known);
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
