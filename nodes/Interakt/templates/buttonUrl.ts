import type { Findings } from '../input/findings';
import { rows, type Values } from '../input/parameters';
import { looksLikeUrl, urlParts } from '../input/url';
import { aroundVariable } from './variables';

/** Whether a button of the message or of a card is given by a whole address, so that the template says what of it to send. */
export const givesWholeAddress = (fields: Values): boolean =>
	[fields, ...rows(fields.carouselCards)].some(({ buttonValues }) =>
		rows(buttonValues).some(({ value }) => looksLikeUrl(value)),
	);

/**
 * The variable part of a button's address, where the whole address was given: of `https://shop.example/track/{{1}}` and
 * `https://shop.example/track/123` it is `123` (contract §1.4). An address that the button cannot open is refused.
 * Where the address ends in `=`, another address may itself be the value.
 *
 * @param url The button's address in the template; nothing where the template is not known.
 */
export function suffixOf(given: string, url: string | undefined, field: string, findings: Findings): string {
	if (!looksLikeUrl(given)) return given;
	if (url === undefined) {
		findings.add(
			field,
			'is a whole address, and the list of templates, which says how much of it to send, could not be read or does not have the template',
			"Give only what comes after the fixed beginning of the button's address, or check Template and Language Code.",
		);
		return given;
	}
	const { before, after } = aroundVariable(url);
	const base = urlParts(before);
	const full = urlParts(given.trim());
	if (base === undefined) return given;
	if (full !== undefined && full.host === base.host && full.rest.startsWith(base.rest)) {
		const remainder = full.rest.slice(base.rest.length);
		const suffix = after !== '' && remainder.endsWith(after) ? remainder.slice(0, -after.length) : remainder;
		if (suffix !== '') {
			findings.notice(`${field}: the whole address was given, so only its end "${suffix}" is sent`);
			return suffix;
		}
	}
	if (before.endsWith('=')) return given;
	findings.add(
		field,
		`"${given.slice(0, 200)}" is not an address that this button opens`,
		`The template's button begins with ${before}; give what comes after that.`,
	);
	return given;
}
