import type { IDataObject, INode, INodeProperties } from 'n8n-workflow';

import { failureOf, type NotAccepted, type Send } from '../delivery/outcome';
import { readNumber } from '../input/number';
import { collection, isAdded, type Parameters } from '../input/parameters';
import { parsePhone } from '../input/phone';
import { listItems, trimmed } from '../input/text';
import { isObject } from '../shared/isObject';
import { wantedRows } from './list';
import type { InteraktRequest } from '../transport/request';

/** Shows a field in the tool that n8n makes of a node, and nowhere else. */
export const inToolsOnly = { show: { '@tool': [true] } } satisfies INodeProperties['displayOptions'];

/**
 * Whether a language model calls the node: n8n runs it as its twin, whose type ends so. `isToolExecution` of
 * n8n says so for some agents only.
 */
export const isTool = (context: { getNode: () => INode }): boolean => context.getNode().type.endsWith('Tool');

/** Most rows of a list that a model can be given. */
const mostRows = 25;

const recipientsField: INodeProperties = {
	displayName: 'Allowed Recipients',
	name: 'allowedRecipients',
	type: 'string',
	default: '',
	placeholder: "e.g. {{ $('Interakt Trigger').first().json.phoneNumber }}",
	description:
		'The phone numbers or user IDs that this tool is for, separated by commas or lines, or as a list. All others are refused. Use an expression for the number of a chat, and name its node in it: what the item itself gives the model can change.',
};

const templatesField: INodeProperties = {
	displayName: 'Allowed Templates',
	name: 'allowedTemplates',
	type: 'string',
	default: '',
	placeholder: 'e.g. order_update, welcome_message|en',
	description:
		'Code names of the templates that this tool may send, separated by commas or lines, or as a list, each alone or with its language. All others are refused.',
};

const messagesField: INodeProperties = {
	displayName: 'Max Messages per Run',
	name: 'maxMessages',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 1,
	description:
		'How many messages this tool sends in one execution of the workflow, over all turns and calls of the agent. Those that were certainly not sent do not count.',
};

const rowsField: INodeProperties = {
	displayName: 'Max Rows',
	name: 'maxRows',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: mostRows },
	default: mostRows,
	description: `How many rows a model gets of a list, whatever Return All and Limit say; at most ${mostRows}`,
};

const guardRailsField: INodeProperties = {
	displayName: 'Guard Rails',
	name: 'guardRails',
	type: 'collection',
	placeholder: 'Add Guard Rail',
	default: {},
	description: 'What the model cannot do with this tool, whatever it is told',
	displayOptions: inToolsOnly,
};

/** The guard rails that fit an operation, by the fields that it has; nothing where none does. */
export function guardFields(fields: readonly INodeProperties[]): INodeProperties[] {
	const has = (name: string) => fields.some((field) => field.name === name);
	const sends = has('dryRun');
	const options = [
		...(has('phoneNumber') ? [recipientsField] : []),
		...(sends ? [templatesField, messagesField] : []),
		...(has('returnAll') ? [rowsField] : []),
	];
	if (options.length === 0) return [];
	const guardRails = { ...guardRailsField, options };
	return [has('returnAll') ? { ...guardRails, default: { maxRows: mostRows } } : guardRails];
}

/** What a run has sent so far; n8n keeps it for the node as long as the execution lasts. */
export interface SentInRun {
	/** Messages that were sent, may have been sent, or are on their way. */
	interaktMessages?: number;
}

/** Lets requests through that are allowed, and gives the refusal of all others. */
export type Guard = (send: Send) => Send;

/** Whether a part of a parameter, as it was typed, is left to the model. */
export const isFilledByModel = (typed: unknown): boolean => /\$fromai\b/i.test(JSON.stringify(typed ?? ''));

/** Whether a part of a parameter is read from the item or the node itself, which in a tool hold what the model has given. */
const isReadFromItem = (typed: unknown): boolean =>
	/\$(json|input|data|items?|binary|parameter|rawParameter)\b/.test(JSON.stringify(typed ?? ''));

const refusal = (message: string): NotAccepted => ({
	status: 'rejected',
	failure: failureOf('notAllowed', { message: `Not sent: ${message}` }),
});

/** The entries of a list; of a text also those on lines of their own, and those that semicolons part. */
const entries = (value: unknown): string[] =>
	listItems(value)
		.flatMap((entry) => String(entry ?? '').split(/[\n;]/))
		.map(trimmed)
		.filter((entry) => entry !== '');

/** A code name, alone or with its language, however it is written. */
const templateKey = (name: string): string =>
	name
		.replace(/ *\| */, '|')
		.replace(/-/g, '_')
		.toLowerCase();

/**
 * Reads the Guard Rails of a tool. One that was added and gives nothing, or that the model itself can fill in, refuses
 * everything: it was meant to guard.
 *
 * @param sent What the run has sent so far; it is counted on.
 * @returns Nothing where there are none.
 */
export function readGuard(parameters: Parameters, sent: SentInRun): Guard | NotAccepted | undefined {
	const given = parameters.value('guardRails');
	if (given === undefined) return undefined;
	const guards = collection(parameters, 'guardRails');
	if (!isObject(given)) return refusal('Guard Rails holds no fields');
	const typed = parameters.raw?.('guardRails');
	if (isFilledByModel(typed) || isReadFromItem(typed)) {
		return refusal('Guard Rails names $fromAI, $json, $input or the like, which the model can fill in');
	}
	const checks: Array<(request: InteraktRequest) => NotAccepted | undefined> = [];
	if (isAdded(guards, 'allowedRecipients')) {
		const allowed = entries(guards.allowedRecipients);
		if (allowed.length === 0) return refusal('Allowed Recipients gives nobody');
		const known = new Set(allowed.flatMap((entry) => [entry, numberOf(entry, parameters.country)]));
		checks.push(({ recipient }) =>
			recipient === undefined || known.has(recipient)
				? undefined
				: refusal(`${recipient} is not among the Allowed Recipients`),
		);
	}
	if (isAdded(guards, 'allowedTemplates')) {
		const allowed = entries(guards.allowedTemplates);
		if (allowed.length === 0) return refusal('Allowed Templates gives no template');
		const known = new Set(allowed.map(templateKey));
		checks.push((request) => {
			const template = templateOf(request);
			if (template === undefined) return undefined;
			const { name, languageCode } = template;
			const isAllowed = [name, `${String(name)}|${String(languageCode)}`].some((one) =>
				known.has(templateKey(String(one))),
			);
			const others = `${allowed.slice(0, 10).join(', ')}${allowed.length > 10 ? ', …' : ''}`;
			return isAllowed
				? undefined
				: refusal(`the template ${String(name)} is not among the Allowed Templates (${others})`);
		});
	}
	const max = isAdded(guards, 'maxMessages')
		? readNumber(guards.maxMessages, 'Max Messages per Run', parameters.findings, { whole: true, min: 0 })
		: Infinity;
	if (max === undefined) return refusal('Max Messages per Run gives no number');
	return (send) => async (request, beforeSend) => {
		for (const check of checks) {
			const refused = check(request);
			if (refused) return refused;
		}
		if (request.effect !== 'send') return await send(request, beforeSend);
		const before = sent.interaktMessages ?? 0;
		if (before >= max) return limitReached(max);
		sent.interaktMessages = before + 1;
		const outcome = await send(request, beforeSend);
		if (outcome.status === 'rejected' || outcome.status === 'skipped') sent.interaktMessages -= 1;
		return outcome;
	};
}

const limitReached = (max: number): NotAccepted => ({
	status: 'rejected',
	failure: failureOf('limitReached', {
		message: `Not sent: this run may send ${max} ${max === 1 ? 'message' : 'messages'} with this tool, and has`,
	}),
});

const templateOf = ({ body }: InteraktRequest): IDataObject | undefined =>
	isObject(body?.template) ? (body.template as IDataObject) : undefined;

/** A number as requests name their recipient, or the text as it is. */
function numberOf(entry: string, country: string): string {
	const phone = parsePhone(entry, country);
	return 'what' in phone ? entry : `${phone.countryCode}${phone.phoneNumber}`;
}

/**
 * The parameters of a list that a model reads, with as many rows as the Guard Rails let through.
 *
 * @returns The parameters, and the most rows that come out; nothing for these where nothing bounds them.
 */
export function boundRows(parameters: Parameters): { parameters: Parameters; most?: number } {
	const { maxRows } = collection(parameters, 'guardRails');
	if (maxRows === undefined) return { parameters };
	const given = readNumber(maxRows, 'Max Rows', parameters.findings, { whole: true, min: 1 });
	const limit = wantedRows(parameters);
	const most = Math.min(given ?? 1, limit, mostRows);
	const bounded: Readonly<Record<string, unknown>> = { returnAll: false, limit: most };
	const value = (name: string): unknown => bounded[name] ?? parameters.value(name);
	return { parameters: { ...parameters, value }, most };
}

/** The rows of a list, with a last one that says where others may be missing. */
export const withMore = (rows: IDataObject[], most: number): IDataObject[] =>
	rows.length < most
		? rows
		: [...rows, { message: `These are only the first ${most} rows; there may be more. Ask more narrowly.` }];
