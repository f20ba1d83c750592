import type { IDataObject } from 'n8n-workflow';

import { decode } from '../input/json';
import { isObject } from '../shared/isObject';

/** A button of a template. */
export interface ButtonDefinition {
	/** As the API says it, in capitals: `QUICK_REPLY`, `URL`, `PHONE_NUMBER`, `OTP`, `FLOW` … */
	readonly type: string;
	readonly text: string;
	/** Of a URL button; a dynamic one ends in `{{1}}`. */
	readonly url: string;
}

/** What a customer sees as one piece: the message, or one card of a carousel. */
export interface PieceDefinition {
	/** `TEXT`, `IMAGE`, `VIDEO`, `DOCUMENT`, or empty for none. */
	readonly headerFormat: string;
	/** Of a text header. */
	readonly header: string;
	readonly body: string;
	/** Sample values of the body's variables. */
	readonly samples: readonly string[];
	readonly buttons: readonly ButtonDefinition[];
}

/** A template as the account has it. */
export interface TemplateDefinition extends PieceDefinition {
	/** Code name. */
	readonly name: string;
	readonly displayName: string;
	/** Language code, e.g. `en`. */
	readonly language: string;
	/** In capitals: `MARKETING`, `UTILITY`, `AUTHENTICATION`. */
	readonly category: string;
	/** In capitals: `APPROVED`, `PENDING` … */
	readonly status: string;
	readonly footer: string;
	/** Whether the template reports the status of an order. */
	readonly isOrderStatus: boolean;
	readonly cards: readonly PieceDefinition[];
}

const text = (value: unknown) => (typeof value === 'string' ? value : '');
const capitals = (value: unknown) => text(value).toUpperCase();
const list = (value: unknown): unknown[] => {
	const decoded = decode(value);
	return Array.isArray(decoded) ? decoded : [];
};

function button(given: unknown): ButtonDefinition[] {
	if (!isObject(given)) return [];
	return [{ type: capitals(given.type), text: text(given.text), url: text(given.url) }];
}

function piece(given: IDataObject): PieceDefinition {
	return {
		headerFormat: capitals(given.header_format).replace(/^NONE$/, ''),
		header: text(given.header) || text(given.header_text),
		body: text(given.body),
		samples: list(given.body_text).map(String),
		buttons: list(given.buttons).flatMap(button),
	};
}

/** Reads an entry of the template list. Lists in it are JSON text, sometimes encoded twice (contract §1.6). */
export function readDefinition(given: IDataObject): TemplateDefinition {
	return {
		...piece(given),
		name: text(given.name),
		displayName: text(given.display_name),
		language: text(given.language),
		category: capitals(given.category),
		status: capitals(given.approval_status),
		footer: text(given.footer),
		isOrderStatus: /order[ _]?status/i.test(text(given.sub_category)),
		cards: list(given.carousel_cards).filter(isObject).map(piece),
	};
}

/** One value for a template in one language, as the picker gives it: `order_update|en`. */
export const pickedValue = ({ name, language }: Pick<TemplateDefinition, 'name' | 'language'>): string =>
	`${name}|${language}`;

/** The template that was picked from the list, or nothing when a code name was typed. */
export function readPicked(value: unknown): { name: string; language: string } | undefined {
	if (typeof value !== 'string') return undefined;
	const [name = '', language, ...others] = value.split('|');
	return language === undefined || others.length > 0
		? undefined
		: { name: name.trim(), language: language.trim() };
}
