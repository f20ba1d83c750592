import type { Answer } from '../answer.cts';
import type { Route } from '../route.cts';
import type { JsonObject } from '../state.cts';

/** Attributes named `…_at` become dates when they hold Unix seconds, as a number or as text (S1). */
function withDates(body: JsonObject): JsonObject {
	const dated = Object.entries(body).map(([name, value]) => [
		name,
		name.endsWith('_at') && /^\d+$/.test(String(value))
			? new Date(Number(value) * 1000).toISOString()
			: value,
	]);
	return Object.fromEntries(dated);
}

/** A record of the older product: by e-mail, and silently ignored without one (S1). */
function upsert(records: Map<string, JsonObject>, body: JsonObject): Answer {
	const { email } = body;
	if (typeof email === 'string' && email !== '') {
		records.set(email, { ...records.get(email), ...withDates(body) });
	}
	return { status: 200, body: { status: 'ok' } };
}

/** Members & Leads of interakt.co. Source: S1. */
export const legacyRoutes: Route[] = [
	{ method: 'POST', path: '/members', handle: ({ state, body }) => upsert(state.members, body) },
	{ method: 'POST', path: '/leads', handle: ({ state, body }) => upsert(state.leads, body) },
];
