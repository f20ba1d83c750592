import type { IDataObject } from 'n8n-workflow';

import { uploadedFile } from '../fields/media';
import { choice } from '../input/choice';
import type { FileKind } from '../input/file';
import type { Findings } from '../input/findings';
import { limits } from '../input/limits';
import { type Parameters, rows, type Values } from '../input/parameters';
import { e164, parsePhone } from '../input/phone';
import { isInvisible } from '../input/placeholder';
import { checkValue, identifier, optional, refusePlaceholder, text, type TextRules } from '../input/text';
import { looksLikeUrl, mediaUrl } from '../input/url';
import { replaceVariables, variableNumbers } from './variables';

/** Reads text of a template: variables belong into it, an expression that was not evaluated does not. */
export function templateText(
	value: unknown,
	field: string,
	findings: Findings,
	rules: TextRules = {},
): string {
	const read = text(value, field, findings, rules);
	const isMissing = rules.required === true && isInvisible(read);
	const withoutVariables = replaceVariables(read, () => 'x');
	if (!isMissing) refusePlaceholder(withoutVariables, field, findings, checkValue);
	return read;
}

/** Sample values for the variables of a text: one for each, numbered from 1 without gaps. Source: S4 §4.1 (`body_text`). */
export function samples(words: string, given: unknown, field: string, parameters: Parameters): string[] {
	const { findings } = parameters;
	const numbers = variableNumbers(words);
	if (numbers.some((number, index) => number !== index + 1)) {
		findings.add(
			field,
			`numbers its variables ${numbers.map((number) => `{{${number}}}`).join(', ')}`,
			'Number the variables {{1}}, {{2}} and so on without a gap.',
		);
	}
	const values = rows(given).map(({ value }, index) =>
		templateText(value, `${field} Sample ${index + 1}`, findings, { required: true }),
	);
	if (values.length !== numbers.length) {
		findings.add(
			`${field} Samples`,
			`has ${values.length} values for ${numbers.length} variables`,
			'Give one sample value for each variable, in their order; Meta wants them for its review.',
		);
	}
	return values;
}

/**
 * The header of a template. A text header without a variable is sent under both names that the documents use;
 * with one, `header` is the text and `header_text` its samples (contract §3). Source: S4 §4.1, §4.2.
 */
export function header(parameters: Parameters): IDataObject {
	const { findings } = parameters;
	const format = choice(parameters.value('headerFormat'), 'Header', headerFormats, findings) ?? 'none';
	if (format === 'none') return {};
	if (format !== 'TEXT') {
		return { header_format: format, ...headerFile(parameters, headerKinds[format]) };
	}
	const words = templateText(parameters.value('headerText'), 'Header Text', findings, {
		required: true,
		max: limits.headerText,
	});
	if (variableNumbers(words).length > 1) {
		findings.add('Header Text', 'has more than one variable', 'Keep {{1}} only; the body may have more.');
	}
	const values = samples(words, parameters.value('headerSamples'), 'Header Text', parameters);
	return { header_format: 'TEXT', header: words, header_text: values.length > 0 ? values : words };
}

const headerFormats = ['none', 'TEXT', 'IMAGE', 'VIDEO', 'DOCUMENT'] as const;
const headerKinds = { IMAGE: 'image', VIDEO: 'video', DOCUMENT: 'document' } as const;
const sampleSources = { binary: 'Input Field', handle: 'File Handle' };

/** The sample file of a media header: uploaded from the item, or named by what an earlier upload gave. */
function headerFile(parameters: Parameters, kind: FileKind): IDataObject {
	const { findings } = parameters;
	const source = choice(parameters.value('mediaSource'), 'Sample File', sampleSources, findings);
	if (source === 'binary') {
		const given = parameters.value('binaryPropertyName');
		const property = identifier(given, 'Input Data Field Name', findings, { required: true });
		if (property === '') return {};
		return handle(uploadedFile(property, parameters, kind));
	}
	return handle({
		handle: identifier(parameters.value('headerHandle'), 'File Handle', findings, { required: true }),
		url: given(parameters.value('mediaUrl'))
			? mediaUrl(parameters.value('mediaUrl'), 'File URL', findings)
			: '',
		fileName: text(parameters.value('fileName'), 'File Name', findings).trim(),
	});
}

function handle({ handle, url, fileName }: { handle: string; url: string; fileName: string }): IDataObject {
	return {
		header_handle: [handle],
		...optional('header_handle_file_url', url),
		...optional('header_handle_file_name', fileName),
	};
}

const given = (value: unknown) => typeof value === 'string' && value.trim() !== '';

/**
 * The buttons of a template or of a carousel card. Source: S4 §4.3, contract §1.5.
 *
 * @param most How many there may be.
 */
export function templateButtons(
	value: unknown,
	prefix: string,
	most: number,
	parameters: Parameters,
): IDataObject[] {
	const buttons = rows(value).map((button, index) =>
		templateButton(button, `${prefix}Button ${index + 1}`, parameters),
	);
	if (buttons.length > most) {
		parameters.findings.add(`${prefix}Buttons`, `are ${buttons.length}, at most ${most}`, 'Remove buttons.');
	}
	return buttons;
}

const buttonTypes = {
	QUICK_REPLY: 'Quick Reply',
	URL: 'Open a Web Address',
	PHONE_NUMBER: 'Call a Phone Number',
};

function templateButton(button: Values, field: string, parameters: Parameters): IDataObject {
	const { findings } = parameters;
	const words = templateText(button.text, `${field} Text`, findings, {
		required: true,
		max: limits.templateButtonText,
	});
	const type = choice(button.type, `${field} Type`, buttonTypes, findings);
	if (type === 'URL') {
		const url = text(button.url, `${field} URL`, findings, { required: true }).trim();
		if (url !== '' && !(looksLikeUrl(url) && !/\s/.test(url.replace(/\{\{\s?\w{1,60}\s?\}\}/g, '')))) {
			findings.add(`${field} URL`, `"${url}" is not a web address`, 'Begin it with https://.');
		}
		return { type, text: words, url };
	}
	if (type === 'PHONE_NUMBER') {
		return {
			type,
			text: words,
			phone_number: callNumber(button.phoneNumber, `${field} Phone Number`, parameters),
		};
	}
	return { type: 'QUICK_REPLY', text: words };
}

/** The number that a button calls, in full: `+919999999999`. */
function callNumber(given: unknown, field: string, { findings, country }: Parameters): string {
	const number = text(given, field, findings, { required: true });
	if (number.trim() === '') return '';
	const phone = parsePhone(number, country);
	if (!('what' in phone)) return e164(phone);
	findings.add(field, phone.what, phone.remedy);
	return '';
}

/** `button_type` says what the buttons are (contract §1.5). */
export function buttonType(buttons: readonly IDataObject[]): { button_type?: string } {
	if (buttons.length === 0) return {};
	return {
		button_type: buttons.every(({ type }) => type === 'QUICK_REPLY') ? 'Quick Replies' : 'Call To Action',
	};
}

/** The cards of a carousel template; one card is sent with a notice (contract §3). Source: S4 §4.3. */
export function cardDefinitions(given: unknown, parameters: Parameters): IDataObject[] {
	const { findings } = parameters;
	const { carouselCardsFewest, carouselCardsMost } = limits;
	const cards = rows(given).map((card, index) => cardDefinition(card, index, parameters));
	if (cards.length === 0)
		findings.add('Cards', 'is empty', `Add ${carouselCardsFewest} to ${carouselCardsMost} cards.`);
	if (cards.length > carouselCardsMost) {
		findings.add('Cards', `are ${cards.length}, at most ${carouselCardsMost}`, 'Remove cards.');
	}
	if (cards.length === 1)
		findings.notice(`Cards: WhatsApp wants at least ${carouselCardsFewest} cards, one was given`);
	return cards;
}

function cardDefinition(card: Values, index: number, parameters: Parameters): IDataObject {
	const { findings } = parameters;
	const field = `Card ${index + 1} `;
	const format =
		choice<'IMAGE' | 'VIDEO'>(card.headerFormat, `${field}Header`, ['IMAGE', 'VIDEO'], findings) ?? 'IMAGE';
	const property = text(card.binaryPropertyName, `${field}Input Data Field Name`, findings).trim();
	const fileHandle =
		property === ''
			? text(card.headerHandle, `${field}File Handle`, findings, { required: true }).trim()
			: uploadedFile(property, parameters, headerKinds[format]).handle;
	const body = templateText(card.body, `${field}Body`, findings, { required: true, max: limits.cardBody });
	const values = samples(body, card.bodySamples, `${field}Body`, parameters);
	const buttons = templateButtons(card.buttons, field, limits.cardButtons, parameters);
	return {
		card_index: index,
		header_format: format,
		header_handle: [fileHandle],
		...optional('cardTitle', templateText(card.title, `${field}Title`, findings)),
		body,
		...(values.length > 0 && { body_text: values }),
		...(buttons.length > 0 && { buttons }),
	};
}

/** Categories of templates, as the API writes them (contract §1.5). */
export const categories = ['Authentication', 'Marketing', 'Utility'] as const;
