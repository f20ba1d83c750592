import { ok } from '../answer.cts';
import type { Route, RouteContext } from '../route.cts';
import type { JsonObject } from '../state.cts';
import { template, variables, type Template } from '../templates.cts';

/** A template in the form of the API: buttons and samples are JSON text, in places encoded twice (contract §1.6). */
function shown(given: Template, index: number): JsonObject {
	const { buttons, body_text: samples, carousel_cards: cards, ...rest } = given;
	const encode = (value: unknown) =>
		index % 2 === 0 ? JSON.stringify(value) : JSON.stringify(JSON.stringify(value));
	return {
		...rest,
		buttons: encode(buttons),
		body_text: encode(samples),
		variable_present: variables(given.body) > 0 ? 'Yes' : 'No',
		...(cards && { carousel_cards: JSON.stringify(cards) }),
	};
}

function list({ state, query, options }: RouteContext) {
	const offset = Number(query.offset ?? 0);
	const limit = options.templateLimitIgnored
		? options.templatesPerPage
		: Math.min(Number(query.limit ?? 100), 100);
	const matching = state.templates.filter(
		({ name, approval_status: status, language }) =>
			(!query.template_name || name.includes(query.template_name)) &&
			(!query.approval_status || status === query.approval_status) &&
			(!query.language || language === query.language),
	);
	return {
		status: 200,
		body: {
			count: matching.length,
			has_next: offset + limit < matching.length,
			results: { templates: matching.slice(offset, offset + limit).map(shown) },
		},
	};
}

/** Creates a template, which waits for its review. Source: S4 §4. */
function create({ state, body }: RouteContext) {
	const displayName = String(body.display_name);
	const name = displayName.toLowerCase().replace(/\W+/g, '_');
	const made = template(name, {
		display_name: displayName,
		body: String(body.body ?? ''),
		body_text: Array.isArray(body.body_text) ? body.body_text.map(String) : [],
		approval_status: 'PENDING',
	});
	state.templates.push(made);
	return ok(200, {
		message: 'Template created successfully',
		data: { id: made.id, name, approval_status: made.approval_status },
	});
}

export const templateRoutes: Route[] = [
	{ method: 'GET', path: '/track/organization/templates', handle: list },
	{ method: 'POST', path: '/track/templates/', handle: create },
];
