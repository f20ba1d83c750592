import { plainDigits, usualCharacters } from './digits';

/** The digits of a phone number, taken out of the text around them. */
export interface WrittenNumber {
	/** All that the digits can be, the likeliest first: `(0)` and `.00` may be part of the number or not. */
	readonly digits: readonly string[];
	/** The digits behind a second plus, as an expression makes them that puts `+91` before a number in full. */
	readonly inner?: string;
	/** Whether a country code stands first: said by a plus, likely with 00 or a plus behind, else not said. */
	readonly country: 'said' | 'likely' | 'notSaid';
}

/** What is wrong with a text, continuing the name of its field, and perhaps what to do. */
export interface TextFinding {
	readonly what: string;
	readonly remedy?: string;
}

/** Longer texts are not looked at. */
const mostCharacters = 100;

/** A text for a message, shortened. */
export function quoted(given: string): string {
	const text = given.trim().slice(0, mostCharacters).replace(/\s+/g, ' ');
	return text.length > 60 ? `"${text.slice(0, 60)}…"` : `"${text}"`;
}

/** What stands around a number in lists, formulas, quotes and links, and says nothing. */
const trimmed = (text: string) =>
	text
		.replace(/^[\s,:;|/"'`=<>\p{Pi}\p{Pf}\p{So}\u{fe0f}]+/u, '')
		.replace(/[\s,:;|/"'`=<>\p{Pi}\p{Pf}\p{So}\u{fe0f}]+$/u, '');

/** A link to a chat, and how gateways of WhatsApp write a number: always in full. */
const whatsappForm =
	/^(?:(?:https?:\/\/)?(?:wa\.me\/|(?:api|web)\.whatsapp\.com\/send\/?\?phone=)\+?(\d{7,15})(?:[/?&].*)?|(\d{7,15})(?::\d{1,3})?@(?:c\.us|s\.whatsapp\.net))$/i;

/** What people write before a number: `Mob. No.`, `Ph:`, `WhatsApp Number -`, `मोबाइल नंबर:`. */
const label =
	/^(?:(?:whats ?app|wa|telephone|tel|phone|ph|mobile|mob|cell|contact|call(?:to)?|sms|[mpt])[. ]{0,2}(?:(?:number|num|no)[. ]{0,2})?|(?:मोबाइल|फ\u093c?ोन|व्हाट्सएप)(?: नंबर)? ?)[:=-]? ?(?=[+(\d])/i;

function cleaned(given: string): string {
	const text = plainDigits(usualCharacters(given))
		.replace(/[\p{Cf}\p{Z}\s]+/gu, ' ')
		.replace(/[\u2010-\u2015\u2212\u30fc]/g, '-')
		.replace(/[\u00b7\u2022\u30fb]/g, '.');
	return trimmed(trimmed(text).replace(whatsappForm, '+$1$2').replace(label, ''));
}

/** Digits in groups of two and three with commas between, as a spreadsheet shows large numbers: 9,999,999,999. */
function isGrouped(text: string): boolean {
	const [first = '', ...others] = text.split(',');
	return others.length > 1 && /^\+?\d{1,3}$/.test(first) && others.every((group) => /^\d{2,3}$/.test(group));
}

/** A number without the decimal places that a spreadsheet gave it, or with what only looks like them. */
function withoutDecimals(text: string): string[] {
	const [, whole, zeros] = /^(.*\d)[.,](0{1,20})$/.exec(text) ?? [];
	if (whole === undefined || zeros === undefined) return [text];
	const number = isGrouped(whole) ? whole.replaceAll(',', '') : whole;
	if (zeros === '0') return [number];
	// 9999999999.00 is a decimal, 06.12.34.56.00 a number in groups.
	return /^\+?\d+$/.test(number) ? [number, text] : [text, number];
}

/** A trunk zero in brackets, +44 (0)20 …, is not dialled from abroad; but in Italy it is. */
const withoutZeroInBrackets = (text: string) => [...new Set([text.replace(/[([] ?0 ?[)\]]/, ''), text])];

/** Whether a slash parts an area code from the rest, 030/1234567, rather than two numbers. */
function partsAreaCode(text: string): boolean {
	const parts = text.split('/').map((part) => part.replace(/\D/g, '').length);
	return parts.slice(0, -1).every((length) => length < 7) && (parts.at(-1) ?? 0) > 3;
}

/** Whether several lines hold a number each. */
const holdsLines = (given: string) =>
	given.split(/[\r\n]+/).filter((line) => line.replace(/\D/g, '').length > 6).length > 1;

function holdsSeveral(text: string): boolean {
	if (isGrouped(text)) return false;
	return /[,;|&]|\d\D+\+/.test(text) || (text.includes('/') && !partsAreaCode(text));
}

/** Takes the digits of a phone number out of a text, or says why it is none. Knows nothing of countries. */
export function readPhoneText(given: string): WrittenNumber | TextFinding {
	if (given.trim().length > mostCharacters)
		return { what: `${quoted(given)} is too long for a phone number` };
	const text = cleaned(given);
	if (text === '') {
		return {
			what: 'is empty',
			remedy: 'If it comes from an expression, check that the item has this value.',
		};
	}
	if (/^[\d.,]+e\+?\d+$/i.test(text)) {
		return {
			what: `"${text}" was shortened by a spreadsheet`,
			remedy: 'Format the column as text in the spreadsheet, then export it again.',
		};
	}
	if (/\p{L}/u.test(text)) return { what: `${quoted(given)} holds letters` };
	// Copied from a text that runs from right to left, the plus stands behind.
	const forward = /^[^+]*\d ?\+$/.test(text) ? text.slice(0, -1) : text;
	const [, code, inner] = /^([^\d+]*\+ ?\d{1,4})[^\d+]*\+(.+)$/.exec(forward) ?? [];
	const number = code === undefined ? forward : `${code} ${inner}`;
	const variants = withoutDecimals(number);
	if (variants.every(holdsSeveral) || holdsLines(given)) {
		return { what: `${quoted(given)} holds more than one number`, remedy: 'Give one number for each item.' };
	}
	if (/[^\d\s+()[\].,/-]/.test(number)) {
		return { what: `${quoted(given)} holds characters that no phone number has` };
	}
	const isLikely = forward !== text || /^\D*00/.test(number);
	return {
		digits: variants.flatMap(withoutZeroInBrackets).map((variant) => variant.replace(/\D/g, '')),
		...(inner !== undefined && { inner: inner.replace(/\D/g, '') }),
		country: /^\W*\+/.test(number) ? 'said' : isLikely ? 'likely' : 'notSaid',
	};
}
