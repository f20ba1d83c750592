import type { IDataObject } from 'n8n-workflow';

import { type Fallback, messageFallbacks, sessionFallbacks } from '../../fields/fallback';
import { readBoolean } from '../../input/boolean';
import { choice, meant } from '../../input/choice';
import { limits } from '../../input/limits';
import { collection, isAdded, type Parameters } from '../../input/parameters';
import { type Deadline, readDeadline } from '../../questions/deadline';
import { questionFields, responseTypes, waysOfAsking } from '../../questions/fields';
import { withAsked } from '../../questions/token';
import { isObject } from '../../shared/isObject';
import type { TemplateDefinition } from '../../templates/definition';
import type { Input, OperationRequest, RequestOperation } from '../operation';
import { sendTemplate } from './sendTemplate.operation';
import { byMessage, byTemplate, byText, textOf, withReplies } from './waysOfAsking';

/** A question before it is sent. */
export interface Question {
	/** Titles of what can be chosen, in their order. */
	readonly choices: readonly string[];
	/** Whether the first choice approves and the other refuses. */
	readonly isApproval: boolean;
	/** Whether what the person types answers it; of an approval it refuses. */
	readonly takesText: boolean;
	/** Who is asked, in full: `+919999999999`. */
	readonly phoneNumber: string;
	readonly deadline: Deadline;
	/** Whether what was sent in earlier rounds of a loop answers too, as long as nobody has answered. */
	readonly keepsEarlier: boolean;
	/** The values of the input item, where they are put out too. */
	readonly input?: IDataObject;
}

/** What asks. */
export interface Asker {
	/** Milliseconds since the epoch. */
	readonly now: number;
	/** By what the answers to a question are recognised. */
	tokensOf(question: Question): Tokens;
	/** Where a tool is reviewed: what the model gives it, by parameter. */
	toolInput?(): unknown;
}

/** By what the answers to a question are recognised. */
export interface Tokens {
	/** The IDs of the choices, in their order. */
	readonly ids: readonly string[];
	/** What stands in front of the callback data of the message, which comes back with each status. */
	readonly question: string;
}

/** A request that asks. */
export interface QuestionRequest extends OperationRequest {
	readonly tokens: Tokens;
	/** Titles of what can be chosen, in their order. */
	readonly choices: readonly string[];
}

/** A question of a person. */
export interface QuestionOperation extends RequestOperation {
	request(parameters: Parameters, templates: readonly TemplateDefinition[]): QuestionRequest;
	fallbacks(
		parameters: Parameters,
		request: QuestionRequest,
		templates: readonly TemplateDefinition[],
	): readonly Fallback[];
}

/** The same request, with the token of its question in front of the callback data. */
function withToken<Request extends { readonly body?: IDataObject }>(
	request: Request,
	token: string,
): Request {
	if (token === '') return request;
	const callbackData = withAsked(token, String(request.body?.callbackData ?? ''));
	return { ...request, body: { ...request.body, callbackData } };
}

/** Refuses callback data for which the token of the question leaves no room. */
function checkCallbackData(given: unknown, token: string, { findings }: Parameters): void {
	if (typeof given !== 'string' || token === '') return;
	const most = limits.callbackData - token.length - 1;
	const { length } = [...given];
	if (length <= most || length > limits.callbackData) return;
	findings.add(
		'Callback Data',
		`is too long for a question (${length} characters, at most ${most})`,
		`Shorten Callback Data to ${most} characters; the rest of the ${limits.callbackData} is taken by what the answer is recognised by.`,
	);
}

const isByTemplate = (input: Pick<Input, 'value'>): boolean =>
	meant(input.value('askBy'), waysOfAsking) === 'template';

/** Whether the quick replies of a template have to be known: of the one that asks, or of the one outside the window. */
function needsTemplates(input: Input): boolean {
	const fields = input.value('additionalFields');
	return isByTemplate(input) || (isObject(fields) && isAdded(fields, 'windowTemplate'));
}

/** Asks a person by a message or a template, and by a template in place of a message outside the 24-hour window. */
export function sendAndWaitBy(asker: Asker): QuestionOperation {
	return {
		option: {
			name: 'Send and Wait for Response',
			value: 'sendAndWait',
			action: 'Send a message and wait for response',
			description: 'Ask a person in the chat, and go on with the workflow when an answer is tapped or typed',
		},
		// A model reads of the tool that is reviewed, not of the review.
		forModel: '',
		fields: questionFields,
		needsTemplates,
		request(parameters, templates) {
			const { findings } = parameters;
			const way = choice(parameters.value('askBy'), 'Ask By', waysOfAsking, findings);
			const given = parameters.value('responseType');
			const type = choice(given, 'Response Type', responseTypes, findings) ?? 'approval';
			const isApproval = type === 'approval';
			const text = textOf(parameters, asker.toolInput);
			const { choices, phoneNumber, withIds } =
				way === 'template'
					? byTemplate(parameters, type, templates)
					: type === 'freeText'
						? byText(parameters, text)
						: byMessage(parameters, text, isApproval);
			const { includeInputFields, declineByText, keepEarlierButtons } = collection(
				parameters,
				'additionalFields',
			);
			const includes = readBoolean(includeInputFields, 'Include Input Fields', findings);
			const declines = readBoolean(declineByText, 'Decline by Typed Text', findings) === true;
			const keepsEarlier = readBoolean(keepEarlierButtons, 'Keep Earlier Buttons Valid', findings) ?? false;
			const tokens = asker.tokensOf({
				choices,
				isApproval,
				takesText: type === 'freeText' || (isApproval && declines),
				phoneNumber,
				deadline: readDeadline(parameters, asker.now),
				keepsEarlier,
				...(includes && { input: parameters.json ?? {} }),
			});
			const request = withIds(tokens.ids);
			checkCallbackData(request.body?.callbackData, tokens.question, parameters);
			return { ...withToken(request, tokens.question), tokens, choices };
		},
		fallbacks(parameters, request, templates) {
			if (isByTemplate(parameters)) return messageFallbacks(parameters, request);
			const { choices, tokens } = request;
			return sessionFallbacks(parameters, request).map((fallback) => {
				if (fallback.reason !== 'outsideWindow') return fallback;
				const then = withReplies(fallback.then, { choices, ids: tokens.ids }, parameters, templates);
				return { ...fallback, then: withToken(then, tokens.question) };
			});
		},
		...(sendTemplate.explain && { explain: sendTemplate.explain }),
	};
}

/** The operation as the node lists it; what is sent carries the tokens of its asking (`actions/run/ask.ts`). */
export const sendAndWait = sendAndWaitBy({
	now: 0,
	tokensOf: ({ choices }) => ({ ids: choices.map((_, index) => `choice-${index + 1}`), question: '' }),
});
