import type { IDataObject } from 'n8n-workflow';

import { limits } from '../payload/limits';
import type { Findings } from '../payload/findings';
import { isObject } from '../transport/reply';
import type { PieceDefinition, TemplateDefinition } from './definition';

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
	return words.replace(/\{\{\s*(\d+)\s*\}\}/g, (variable, number: string) => {
		const value = values[Number(number) - 1] ?? '';
		return value === '' ? variable : value;
	});
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
