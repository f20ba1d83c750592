import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../transport/reply';
import type { Preview } from './preview';

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

/**
 * A session message as the customer will see it, from the body of its request (S4 §2); nothing for other
 * requests.
 */
export function sessionPreview(body: IDataObject | undefined): Preview | undefined {
	const data = body?.data;
	if (!isObject(data)) return undefined;
	const { message, mediaUrl } = data;
	if (!isObject(message) && data.action === undefined) {
		return { ...(mediaUrl !== undefined && { header: text(mediaUrl) }), body: text(message) };
	}
	const content = isObject(message) ? message : data;
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
