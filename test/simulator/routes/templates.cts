import { ok, refused, type Answer } from '../answer.cts';
import type { Route, RouteContext } from '../route.cts';
import { isObject, numberOf } from '../rules.cts';
import type { Json, JsonObject } from '../state.cts';
import { template, variables, type Template } from '../templates.cts';

const variablePresent = ({ body }: Template) => (variables(body) > 0 ? 'Yes' : 'No');

/** A template in the form of the API: buttons and samples are JSON text, in places encoded twice (contract §1.6). */
function shown(given: Template, index: number): JsonObject {
	const { buttons, body_text: samples, carousel_cards: cards, ...rest } = given;
	const encode = (value: unknown) =>
		index % 2 === 0 ? JSON.stringify(value) : JSON.stringify(JSON.stringify(value));
	return {
		...rest,
		buttons: encode(buttons),
		body_text: encode(samples),
		variable_present: variablePresent(given),
		...(cards && { carousel_cards: JSON.stringify(cards) }),
	};
}

/** Whether a template is among those that a query asks for; `all` asks for any (W 3). */
function matches(given: Template, query: Record<string, string>): boolean {
	const wanted = (name: string, value: string) => {
		const asked = query[name]?.toLowerCase() ?? '';
		return asked === '' || asked === 'all' || asked === value.toLowerCase();
	};
	return (
		given.name.includes(query.template_name ?? '') &&
		wanted('approval_status', given.approval_status) &&
		wanted('language', given.language) &&
		wanted('variable_present', variablePresent(given))
	);
}

function list({ state, query, options }: RouteContext) {
	const offset = options.templateOffsetIgnored ? 0 : numberOf(query.offset, 0);
	const limit = options.templateLimitIgnored
		? options.templatesPerPage
		: Math.min(numberOf(query.limit, 100), 100);
	const matching = state.templates.filter((known) => matches(known, query));
	return {
		status: 200,
		body: {
			count: matching.length,
			has_next: offset + limit < matching.length,
			results: { templates: matching.slice(offset, offset + limit).map(shown) },
		},
	};
}

const text = (value: Json | undefined) => (typeof value === 'string' && value !== '' ? value : null);
const upper = (value: Json | undefined) => String(value ?? '').toUpperCase();
const texts = (value: Json | undefined) => (Array.isArray(value) ? value.map(String) : []);

/** Codes of the languages that a template is created in by their English names; others become their first letters. */
const languageCodes: Record<string, string> = { English: 'en', Hindi: 'hi', Marathi: 'mr', Tamil: 'ta' };

const categories = ['MARKETING', 'UTILITY', 'AUTHENTICATION'] as const;
const formats = ['TEXT', 'IMAGE', 'VIDEO', 'DOCUMENT'] as const;

/** The copy of a text header: `header` (P), or `header_text` where it is the copy itself (S4). */
const headerOf = ({ header, header_text: copy }: JsonObject) => text(header) ?? text(copy);

/** What is wrong with a wanted template, or nothing: samples that do not fit, a name that is taken. */
function creationRefusal({ state, body, refuses }: RouteContext, wanted: Template) {
	const taken = state.templates.some(
		({ name, language }) => name === wanted.name && language === wanted.language,
	);
	if (refuses('nameTaken') && taken) return 'Template with this name and language already exists';
	if (refuses('bodySamples') && wanted.body_text.length !== variables(wanted.body)) {
		return `body_text must hold ${variables(wanted.body)} sample values for the variables of the body`;
	}
	if (refuses('headerSamples') && texts(body.header_text).length < variables(wanted.header ?? '')) {
		return 'header_text must hold a sample value for the variable of the header';
	}
	return undefined;
}

/** Creates a template, which waits for its review; one of the same name and language is replaced. Source: S4 §4. */
function create(context: RouteContext): Answer {
	const { state, body } = context;
	const displayName = String(body.display_name);
	const language = String(body.language);
	const made = template(displayName.toLowerCase().replace(/\W+/g, '_'), {
		display_name: displayName,
		language: languageCodes[language] ?? language.slice(0, 2).toLowerCase(),
		category: categories.find((known) => known === upper(body.category)) ?? 'UTILITY',
		header_format: formats.find((format) => format === upper(body.header_format)) ?? null,
		header: headerOf(body),
		body: String(body.body),
		body_text: texts(body.body_text),
		footer: text(body.footer),
		buttons: (Array.isArray(body.buttons) ? body.buttons : []).filter(isObject).map(texted),
		approval_status: 'PENDING',
		...(Array.isArray(body.carousel_cards) && { carousel_cards: body.carousel_cards }),
	});
	const refusal = creationRefusal(context, made);
	if (refusal !== undefined) return refused(400, refusal);
	state.putTemplate(made);
	return ok(200, {
		message: 'Template created successfully',
		data: { id: made.id, name: made.name, approval_status: made.approval_status },
	});
}

const texted = (button: JsonObject): Record<string, string> =>
	Object.fromEntries(Object.entries(button).map(([name, value]) => [name, String(value)]));

export const templateRoutes: Route[] = [
	{ method: 'GET', path: '/track/organization/templates', handle: list },
	{ method: 'POST', path: '/track/templates/', handle: create },
];
