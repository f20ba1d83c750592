import type { IDataObject } from 'n8n-workflow';

import type { MessageType } from '../fields/message';
import type { Findings } from '../input/findings';
import { limits } from '../input/limits';
import { isObject } from '../shared/isObject';
import type { PieceDefinition, TemplateDefinition } from './definition';
import { replaceVariables } from './variables';

/** What a customer sees of a message or of one card. */
export interface PiecePreview {
	readonly header?: string;
	readonly body: string;
	readonly buttons?: string[];
}

/** The message as the customer will see it. */
export interface Preview extends PiecePreview {
	readonly footer?: string;
	readonly cards?: PiecePreview[];
}

const strings = (values: unknown): string[] => (Array.isArray(values) ? values.map(String) : []);

/** A text with its variables replaced; one without a value stays as it is. */
function filled(words: string, values: readonly string[]): string {
	return replaceVariables(words, (position) => values[position]);
}

function piecePreview(piece: PieceDefinition, content: IDataObject): PiecePreview {
	const headers = strings(content.headerValues);
	const header = piece.headerFormat === 'TEXT' ? filled(piece.header, headers) : (headers[0] ?? '');
	const urls = isObject(content.buttonValues) ? content.buttonValues : {};
	const buttons = piece.buttons.map(({ text, url }, index) =>
		url === '' ? text : `${text} (${filled(url, strings(urls[index]))})`,
	);
	return {
		...(header !== '' && { header }),
		body: filled(piece.body, strings(content.bodyValues)),
		...(buttons.length > 0 && { buttons }),
	};
}

/** The message as the customer will see it, from the template and the content that is sent. */
export function previewOf(template: TemplateDefinition, content: IDataObject): Preview {
	const cards = Array.isArray(content.carouselCards) ? content.carouselCards.filter(isObject) : [];
	return {
		...piecePreview(template, content),
		...(template.footer !== '' && { footer: template.footer }),
		...(template.cards.length > 0 && {
			cards: template.cards.map((card, index) => piecePreview(card, cards[index] ?? {})),
		}),
	};
}

/** A body may have 1,024 characters with its values filled in (WhatsApp, contract §1.5). */
export function checkPreview({ body }: Preview, findings: Findings): void {
	const length = [...body].length;
	if (length <= limits.body) return;
	findings.add(
		'The body',
		`is too long with its values filled in (${length} characters, at most ${limits.body})`,
		'Shorten the values.',
	);
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const objects = (value: unknown): IDataObject[] => (Array.isArray(value) ? value.filter(isObject) : []);
const member = (value: unknown, name: string): unknown => (isObject(value) ? value[name] : undefined);

/** What stands above the body of an interactive message: its text, or the address of its medium. */
function headerText(header: unknown): string {
	const type = text(member(header, 'type'));
	return type === 'text' ? text(member(header, 'text')) : text(member(member(header, type), 'link'));
}

/** The buttons of an interactive message, or the rows of its list. */
function choices(action: unknown): string[] {
	const buttons = objects(member(action, 'buttons')).map(({ reply }) => text(member(reply, 'title')));
	const rows = objects(member(action, 'sections')).flatMap((section) =>
		objects(section.rows).map(({ title }) => text(title)),
	);
	return [...buttons, ...rows];
}

/** A text, or a file with a text below. */
const plainPreview = ({ message, mediaUrl }: IDataObject): Preview => ({
	...(mediaUrl !== undefined && { header: text(mediaUrl) }),
	body: text(message),
});

/** A text with buttons or a list, in either form of the request. */
function interactivePreview(data: IDataObject): Preview {
	const content = isObject(data.message) ? data.message : data;
	const header = headerText(content.header);
	const footer = text(member(content.footer, 'text'));
	const buttons = choices(content.action);
	return {
		...(header !== '' && { header }),
		body: text(member(content.body, 'text')),
		...(footer !== '' && { footer }),
		...(buttons.length > 0 && { buttons }),
	};
}

/** How the `data` of each kind of message is shown; what a template shows, the template itself says. */
const previews: Readonly<Record<Exclude<MessageType, 'Template'>, (data: IDataObject) => Preview>> = {
	Text: plainPreview,
	Image: plainPreview,
	Document: plainPreview,
	Video: plainPreview,
	Audio: plainPreview,
	Sticker: plainPreview,
	InteractiveButton: interactivePreview,
	InteractiveList: interactivePreview,
};

const hasPreview = (type: unknown): type is keyof typeof previews =>
	typeof type === 'string' && Object.hasOwn(previews, type);

const suggestionTexts = (suggestions: unknown): string[] =>
	objects(suggestions).map(({ reply }) => text(member(reply, 'plainText')));

/** A rich card, alone or of a carousel. */
function cardPreview(card: IDataObject): PiecePreview {
	const header = text(member(member(card.cardMedia, 'contentInfo'), 'fileUrl'));
	const buttons = suggestionTexts(card.suggestions);
	return {
		...(header !== '' && { header }),
		body: [text(card.cardTitle), text(card.cardDescription)].filter((line) => line !== '').join('\n'),
		...(buttons.length > 0 && { buttons }),
	};
}

/** An RCS message: a text, one card or several (S4 §7). */
function rcsPreview({ plainText, richCardDetails }: IDataObject): Preview {
	const alone = member(member(richCardDetails, 'standalone'), 'content');
	if (isObject(alone)) return cardPreview(alone);
	const cards = objects(member(member(richCardDetails, 'carousel'), 'contents'));
	return { body: text(plainText), ...(cards.length > 0 && { cards: cards.map(cardPreview) }) };
}

/**
 * A message without a template as the customer will see it, from the body of its request (S4 §2, §7); nothing for
 * other requests.
 */
export function sessionPreview({ type, data, message }: IDataObject = {}): Preview | undefined {
	if (hasPreview(type) && isObject(data)) return previews[type](data);
	return isObject(message) ? rcsPreview(message) : undefined;
}
