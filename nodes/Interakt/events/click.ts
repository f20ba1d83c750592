import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../transport/reply';
import type { Click } from './event';
import { firstText, objectAt, present } from './members';
import { utc } from './times';

const types: ReadonlyMap<string, string> = new Map([
	['QR', 'quickReply'],
	['CTA', 'link'],
]);

/** What a quick reply carries: the payload that was sent with the template, or the words of the button. */
function payload(value: unknown): string | undefined {
	if (!isObject(value)) return firstText(value);
	const inner = value.payload;
	return isObject(inner) ? firstText(inner.payload, inner.text) : firstText(inner, value.text);
}

/** The click of a webhook. It stands in one of three places (contract §13). */
export function clickOf(data: IDataObject): Click {
	const places = [objectAt(data, 'message', 'meta_data'), objectAt(data, 'event'), objectAt(data, 'message')];
	const clicked = places.find((place) => 'click_type' in place || 'click_timestamp' in place) ?? {};
	const type = firstText(clicked.click_type);
	return present({
		clickType: type === undefined ? undefined : (types.get(type.toUpperCase()) ?? type),
		clickText: firstText(clicked.button_text),
		clickLink: firstText(clicked.button_link),
		clickPayload: payload(clicked.button_payload),
		clickedAt: utc(clicked.click_timestamp),
	});
}
