import type { Findings } from '../input/findings';
import { looksLikeUrl, urlParts } from '../input/url';
import { aroundVariable } from './variables';

/**
 * The changing end of a button's address, where the whole address was given: of `https://shop.example/track/{{1}}` and
 * `https://shop.example/track/123` it is `123` (contract §1.4). An address that the button cannot open is refused.
 * Where the address ends in `=`, another address may itself be the value.
 *
 * @param url The button's address in the template.
 */
export function suffixOf(given: string, url: string, field: string, findings: Findings): string {
	if (!looksLikeUrl(given)) return given;
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
