import type { FastifyInstance } from 'fastify';

import { faultKinds, type FaultRule } from './faults.cts';
import { readLeniently } from './lenient.cts';
import type { LimitOptions } from './limits.cts';
import { shownContact, type JsonObject, type PersonBody, type State } from './state.cts';
import { template, type Template } from './templates.cts';

interface Controlled {
	state: State;
	misbehave(...rules: FaultRule[]): void;
	limitTo(limit?: LimitOptions): void;
	reset(): void;
}

const parse = <T,>(body: unknown): T =>
	JSON.parse(typeof body === 'string' && body !== '' ? body : 'null') as T;

/** Routes below `/_simulator/`, by which another process reads the state and says what shall go wrong. */
export function addControlRoutes(app: FastifyInstance, simulator: Controlled, clock: () => number): void {
	const { state } = simulator;
	app.get('/_simulator/state', async () => ({
		contacts: state.contacts.map(shownContact),
		events: state.events,
		messages: state.messages,
		campaigns: state.campaigns,
		templates: state.templates,
		files: state.files,
		assignments: Object.fromEntries(state.assignments),
		members: Object.fromEntries(state.members),
		leads: Object.fromEntries(state.leads),
		requests: state.requests,
	}));
	app.post('/_simulator/faults', async ({ body }, reply) => {
		const rules = parse<FaultRule[] | null>(body) ?? [];
		const unknown = rules.find(({ effect }) => !faultKinds.includes(effect?.kind));
		if (unknown) {
			const message = `${JSON.stringify(unknown)}: effect.kind must be one of ${faultKinds.join(', ')}`;
			return await reply.code(400).send({ result: false, message });
		}
		simulator.misbehave(...rules);
		return { result: true };
	});
	app.post('/_simulator/templates', async ({ body }) => {
		const given = parse<Array<Partial<Template> & { name: string }> | null>(body) ?? [];
		for (const { name, ...rest } of given) state.putTemplate(template(name, rest));
		return { result: true };
	});
	app.post('/_simulator/limit', async ({ body }) => {
		simulator.limitTo(parse<LimitOptions | null>(body) ?? undefined);
		return { result: true };
	});
	app.post('/_simulator/customer-writes', async ({ body }) =>
		shownContact(state.customerWrites(readLeniently(parse<JsonObject>(body)) as PersonBody, clock())),
	);
	app.post('/_simulator/reset', async () => {
		simulator.reset();
		return { result: true };
	});
}
