/** What the contract says about a request or a webhook and a schema cannot. */
import { isRefused, type Strictness } from './refusals.cts';

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** A member of what may be an object. */
export const member = (value: unknown, name: string): unknown => (isObject(value) ? value[name] : undefined);

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** At most 10 rows in all sections of a list together. Source: S4 §2.7. */
function listRows(body: unknown): string[] {
	const data = member(body, 'data');
	const action = member(member(data, 'message') ?? data, 'action');
	const rows = listOf(member(action, 'sections')).flatMap((section) => listOf(member(section, 'rows')));
	return rows.length > 10 ? [`data has ${rows.length} rows in all sections, at most 10`] : [];
}

/** The findings of the rules that apply to an operation. */
export function validateByRules(operationId: string, body: unknown, strictness: Strictness): string[] {
	const isList = operationId === 'sendMessage' && member(body, 'type') === 'InteractiveList';
	return isList && isRefused(operationId, 'tooManyRows', strictness) ? listRows(body) : [];
}

/** What shows a click, each by itself (P, W): its type, the button, the link. */
const clickMembers = ['click_type', 'button_text', 'button_payload', 'cta_click_info'];

/** A click stands in one of three places. Source: P, W. */
function click(body: unknown): string[] {
	const data = member(body, 'data');
	const message = member(data, 'message');
	const places = [member(message, 'meta_data'), member(data, 'event'), message];
	return places.some((place) => clickMembers.some((name) => member(place, name) !== undefined))
		? []
		: ['data needs click_type or another sign of a click in message.meta_data, event or message'];
}

/** The findings of the rules that apply to a webhook. */
export function validateWebhookByRules(name: string, body: unknown): string[] {
	return name === 'messageClicked' ? click(body) : [];
}
