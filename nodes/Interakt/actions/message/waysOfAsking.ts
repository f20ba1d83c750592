import { messageRequest, tracking } from '../../fields/message';
import { readPhone, recipient } from '../../fields/person';
import { interactiveData, readFrame } from '../../fields/readInteractive';
import { limits } from '../../input/limits';
import { oneLine } from '../../input/oneLine';
import { collection, isAdded, type Parameters } from '../../input/parameters';
import { shownText } from '../../input/text';
import { readChoices, type ResponseType } from '../../questions/fields';
import { isObject } from '../../shared/isObject';
import type { TemplateDefinition } from '../../templates/definition';
import type { OperationRequest } from '../operation';
import { sendTemplate } from './sendTemplate.operation';

/** What can be chosen in a message, who gets it, and the message with the IDs of the choices. */
export interface Asked {
	readonly choices: readonly string[];
	readonly phoneNumber: string;
	withIds(ids: readonly string[]): OperationRequest;
}

/** Characters of a tool's input that are shown, so that the rest of the question has room. */
const mostToolInput = 600;

const written = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/**
 * The text of a question. Into that of a review n8n joins the input of the tool as an object, which JavaScript writes as
 * [object Object]: it is shown with a line for each parameter.
 */
export function textOf(parameters: Parameters, toolInput: (() => unknown) | undefined): unknown {
	const text = parameters.value('message');
	if (toolInput === undefined || typeof text !== 'string') return text;
	return text.replace('[object Object]', () => {
		const input = toolInput();
		const lines = isObject(input)
			? Object.entries(input).map(([name, value]) => `${name}: ${written(value)}`)
			: [written(input)];
		const shown = [...lines.join('\n')];
		return shown.length > mostToolInput ? `${shown.slice(0, mostToolInput).join('')}…` : shown.join('');
	});
}

/** A question by up to 3 buttons, or by one section of a list, within the 24-hour window. Source: S4 §2.6 and §2.7. */
export function byMessage(parameters: Parameters, text: unknown, isApproval: boolean): Asked {
	const { findings } = parameters;
	const additional = collection(parameters, 'additionalFields');
	const choices = readChoices(parameters, isApproval);
	if (new Set(choices).size < choices.length) {
		findings.add(
			'The choices',
			'are not all different',
			'Make each one different, so that the answer is clear.',
		);
	}
	if (choices.length > limits.buttonPayloads && isAdded(additional, 'windowTemplate')) {
		findings.add(
			'Template If Window Is Closed',
			`takes at most ${limits.buttonPayloads} choices`,
			'Give fewer choices, or remove the template.',
		);
	}
	const person = readPhone(parameters);
	const frame = readFrame(text, additional, parameters, 'Message');
	const others = tracking(parameters, additional);
	const isList = choices.length > limits.buttons;
	const button =
		(isList && oneLine(additional.listButton, 'List Button Label', findings, { max: limits.listButton })) ||
		'Choose';
	return {
		choices,
		phoneNumber: recipient(person),
		withIds(ids) {
			const given = choices.map((title, index) => ({ id: ids[index], title }));
			const [type, kind, action] = isList
				? (['InteractiveList', 'list', { button, sections: [{ rows: given }] }] as const)
				: ([
						'InteractiveButton',
						'button',
						{ buttons: given.map((reply) => ({ type: 'reply', reply })) },
					] as const);
			return messageRequest(person, type, { data: interactiveData(kind, frame, action, 'nested') }, others);
		},
	};
}

/** The same request, with a payload for each quick reply of its template. */
function withPayloads<Request extends OperationRequest>(
	request: Request,
	replies: readonly QuickReply[],
	payloads: readonly string[],
): Request {
	const template = request.body?.template;
	if (!isObject(template) || replies.length === 0) return request;
	const buttonPayload = Object.fromEntries(
		replies.map(({ position }, index) => [String(position), [payloads[index] ?? '']]),
	);
	return { ...request, body: { ...request.body, template: { ...template, buttonPayload } } };
}

/** A question that is answered by typing, within the 24-hour window. Source: P. */
export function byText(parameters: Parameters, text: unknown): Asked {
	const { findings } = parameters;
	const person = readPhone(parameters);
	const message = shownText(text, 'Message', findings, {
		required: true,
		max: limits.text,
	});
	const others = tracking(parameters, collection(parameters, 'additionalFields'));
	return {
		choices: [],
		phoneNumber: recipient(person),
		withIds: () => messageRequest(person, 'Text', { data: { message } }, others),
	};
}

/** A question by an approved template, whose quick replies are what can be chosen. Source: S4 §3. */
export function byTemplate(
	parameters: Parameters,
	type: ResponseType,
	templates: readonly TemplateDefinition[],
): Asked {
	const request = sendTemplate.request(parameters, templates);
	if (type === 'freeText') {
		return { choices: [], phoneNumber: request.recipient ?? '', withIds: () => request };
	}
	const replies = quickRepliesOf(request, 'Template', parameters, templates);
	if (replies !== undefined) checkReplies(replies.length, type === 'approval', parameters);
	return {
		choices: (replies ?? []).map(({ text }) => text),
		phoneNumber: request.recipient ?? '',
		withIds: (ids) => withPayloads(request, replies ?? [], ids),
	};
}

/** A quick reply of a template, and its position among all buttons, counted from 0. */
interface QuickReply {
	readonly text: string;
	readonly position: number;
}

/** The quick replies of the template of a request; a template that is not known is refused by the name of its field. */
function quickRepliesOf(
	{ body }: OperationRequest,
	field: string,
	{ findings }: Parameters,
	templates: readonly TemplateDefinition[],
): QuickReply[] | undefined {
	const template = isObject(body?.template) ? body.template : {};
	const definition = templates.find(
		({ name, language }) => name === template.name && language === template.languageCode,
	);
	if (definition !== undefined) {
		return definition.buttons.flatMap(({ type, text }, position) =>
			type === 'QUICK_REPLY' ? [{ text, position }] : [],
		);
	}
	if (template.name) {
		findings.add(
			field,
			'is not among the templates of this account, so that its quick replies are not known',
			'Give the code name and the language of a template of this account. If they are right, its list could not be read: try again later.',
		);
	}
	return undefined;
}

const countOf = (count: number, one: string, many: string): string =>
	`${count === 0 ? 'no' : count} ${count === 1 ? one : many}`;

/** Refuses a template by whose quick replies the question cannot be answered. */
function checkReplies(count: number, isApproval: boolean, { findings }: Parameters): void {
	const replies = countOf(count, 'quick reply', 'quick replies');
	if (count === 0) {
		findings.add(
			'Template',
			`has ${replies}, by which the answer is tapped`,
			'Choose a template with quick replies, or ask by a message.',
		);
	} else if (isApproval && count !== 2) {
		findings.add(
			'Template',
			`has ${replies}, and an approval takes 2`,
			'Choose a template with two quick replies, of which the first approves, or set Response Type to Choice.',
		);
	} else if (count > limits.buttonPayloads) {
		findings.add(
			'Template',
			`has ${replies}, of which at most ${limits.buttonPayloads} can be answers`,
			`Choose a template with at most ${limits.buttonPayloads} quick replies.`,
		);
	}
}

const windowTemplate = 'Template If Window Is Closed';

/** The template in place of a question outside the 24-hour window, whose quick replies stand for the choices in their order. */
export function withReplies<Request extends OperationRequest>(
	request: Request,
	{ choices, ids }: { readonly choices: readonly string[]; readonly ids: readonly string[] },
	parameters: Parameters,
	templates: readonly TemplateDefinition[],
): Request {
	// More choices than quick replies can stand for were refused.
	if (choices.length === 0 || choices.length > limits.buttonPayloads) return request;
	const replies = quickRepliesOf(request, windowTemplate, parameters, templates);
	if (replies === undefined) return request;
	checkStandIns(replies, choices, parameters);
	return withPayloads(request, replies, ids);
}

const plain = (title: string): string => title.trim().toLowerCase();

/** Refuses a template whose quick replies do not stand for the choices: too few, too many, or in another order. */
function checkStandIns(
	replies: readonly QuickReply[],
	choices: readonly string[],
	{ findings }: Parameters,
): void {
	if (replies.length !== choices.length) {
		const has = countOf(replies.length, 'quick reply', 'quick replies');
		findings.add(
			windowTemplate,
			`has ${has}, and the question has ${countOf(choices.length, 'choice', 'choices')}`,
			'Choose a template with a quick reply for each choice, in the order of the choices.',
		);
		return;
	}
	const titles = choices.map(plain);
	for (const [index, { text }] of replies.entries()) {
		const meant = titles.indexOf(plain(text));
		if (meant === -1 || meant === index) continue;
		findings.add(
			windowTemplate,
			`has "${text}" as quick reply ${index + 1}, which is choice ${meant + 1} of the question`,
			'Give the choices in the order of the quick replies, or choose another template.',
		);
		return;
	}
}
