/** Routes below `/_simulator/webhooks`, by which a person or another process registers a webhook and sends events. */
import type { FastifyInstance, FastifyReply } from 'fastify';

import { isObject } from '../rules.cts';
import type { Json, JsonObject } from '../state.cts';
import { KINDS } from './catalogue.cts';
import { repeated, shuffled } from './disorder.cts';
import type { MessageGiven } from '../../contract/webhooks/envelope.cts';
import type { Lifecycle } from './lifecycle.cts';
import type { Failure } from './statuses.cts';
import type { Registration, Webhooks } from './webhooks.cts';

interface Controlled {
	webhooks: Webhooks;
	lifecycle: Lifecycle;
}

/** What `/_simulator/webhooks/send` takes. */
interface Sending {
	/** A name of the catalogue, or a whole body. */
	kind?: string;
	body?: JsonObject;
	/** For the made-up members of a kind: id, customer, at. */
	given?: MessageGiven;
	/** How many of the kind, each with an ID of its own. */
	count?: number;
	/** The share that is sent twice, from 0 to 1. */
	repeat?: number;
	/** In an order drawn at random. */
	shuffle?: boolean;
	seed?: number;
	atOnce?: number;
	signed?: boolean;
	secret?: string;
}

const BASE = '/_simulator/webhooks';

const parsed = (body: unknown): JsonObject => {
	const json = JSON.parse(typeof body === 'string' && body !== '' ? body : '{}') as Json;
	return isObject(json) ? json : {};
};

/** The bodies that are to be sent, or nothing for a kind that is not known. */
function bodiesOf({
	kind,
	body,
	given,
	count = 1,
	repeat = 0,
	shuffle,
	seed,
}: Sending): JsonObject[] | undefined {
	const make = body ? () => body : KINDS.get(kind ?? '');
	if (!make) return undefined;
	const once = Array.from({ length: count }, () => make(given));
	const all = repeated(once, repeat, seed);
	return shuffle ? shuffled(all, seed) : all;
}

const refuse = async (reply: FastifyReply, message: string) =>
	await reply.code(400).send({ result: false, message });

export function addWebhookRoutes(app: FastifyInstance, { webhooks, lifecycle }: Controlled): void {
	app.get(BASE, async () => ({
		...webhooks.state(),
		deliveries: webhooks.deliveries,
		kinds: [...KINDS.keys()],
	}));
	app.post(BASE, async ({ body }, reply) => {
		const { url, secret, types } = parsed(body) as Partial<Registration>;
		if (url === undefined || secret === undefined || !URL.canParse(url)) {
			return await refuse(reply, 'url and secret are needed');
		}
		webhooks.register({ url, secret, ...(types && { types }) });
		return webhooks.state();
	});
	app.post(`${BASE}/on`, async () => {
		webhooks.turnOn();
		return webhooks.state();
	});
	app.post(`${BASE}/test`, async () => await webhooks.dashboardTest());
	app.post(`${BASE}/send`, async ({ body }, reply) => {
		const { atOnce, signed, secret, ...what } = parsed(body) as Sending;
		const bodies = bodiesOf(what);
		if (!bodies) return await refuse(reply, `body, or kind must be one of ${[...KINDS.keys()].join(', ')}`);
		return await webhooks.sendAll(bodies, {
			...(atOnce !== undefined && { atOnce }),
			...(signed !== undefined && { signed }),
			...(secret !== undefined && { secret }),
		});
	});
	app.post(`${BASE}/failing`, async ({ body }) => {
		const { recipient, code, reason } = parsed(body) as Partial<Failure> & { recipient?: string };
		if (recipient === undefined) lifecycle.succeedFor();
		else lifecycle.failFor(recipient, code === undefined ? undefined : { code, reason: reason ?? '' });
		return { result: true };
	});
}
