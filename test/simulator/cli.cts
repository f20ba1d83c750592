import { parseArgs } from 'node:util';

import type { LimitShape } from './limits.cts';
import { startSimulator } from './simulator.cts';
import type { Delivery, Registration } from './webhooks/webhooks.cts';

const help = `An Interakt that runs on this machine.

  pnpm simulator [options]

  --strict             Refuse everything that the contract document describes, also where that is a guess. Without
                       it, what no source says is refused is taken: see docs/simulator.md
  --port N             Port on 127.0.0.1 (default 4010; 0 for a free one)
  --limit N            Requests per minute (default: unlimited)
  --shape S            How the limit counts: fixed, sliding or bucket (default fixed)
  --capacity N         Requests that a token bucket holds (default: a tenth of the limit)
  --retry-after        Send Retry-After with a 429
  --latency MS         Milliseconds before every answer; 100-400 for a range (default 0)
  --starter            Behave like the Starter plan, which has no API access
  --no-session-messages  Behave like a plan that only has template messages
  --token T            The decoded token (default: one that is plainly no real one)
  --webhook URL        Send webhooks there; the statuses of every message that it takes go out by themselves
  --secret S           The secret of the webhook, by which its calls are signed
  --types A,B          The event types that are ticked (default: all)
  --no-statuses        Send no statuses by itself
  --seed N             For whatever is drawn at random (default 1)
  --quiet              Do not print a line for each request
  --help               Print this

While it runs, other programs control it by HTTP:
  GET  /_simulator/state             everything it was given
  POST /_simulator/faults            a JSON list of fault rules, e.g.
       [{ "match": { "path": "/message/", "nth": 3 }, "effect": { "kind": "resetAfter" } }]
       kinds: latency, status, html, refuse, text, resetBefore, resetAfter, hang
  POST /_simulator/limit             {"perMinute":300,"shape":"sliding"}, or nothing for unlimited
  POST /_simulator/templates         a JSON list of templates, e.g. [{"name":"offer","body":"Hi {{1}}"}]; one of the same
                                     name and language is replaced
  POST /_simulator/customer-writes   {"countryCode":"+91","phoneNumber":"9999999999"} opens the 24-hour window
  POST /_simulator/reset             forgets everything

Webhooks:
  POST /_simulator/webhooks          {"url":"http://127.0.0.1:5678/webhook/…","secret":"…"} enters the webhook, as
                                     the dashboard does; as with Interakt there is one for an account
  GET  /_simulator/webhooks          whether it is on, what was sent and what came of it, and the kinds of events
  POST /_simulator/webhooks/test     what the dashboard's test sends
  POST /_simulator/webhooks/send     {"kind":"button-reply"}, or {"body":{…}}, with, if wanted,
       "given" {"id","customer":{"phoneNumber","countryCode"}}, "count", "repeat" (share sent twice), "shuffle",
       "seed", "atOnce", "signed":false, "secret" (another than the registered one)
  POST /_simulator/webhooks/failing  {"recipient":"+919999999999","code":"1013"}: messages to this person fail; {}
                                     ends it
  POST /_simulator/webhooks/on       turns it on again: 5 failures within 10 minutes turn it off, and a failure is
                                     any answer but 200, or none within 3 seconds
`;

const options = {
	strict: { type: 'boolean', default: false },
	port: { type: 'string', default: '4010' },
	limit: { type: 'string' },
	shape: { type: 'string', default: 'fixed' },
	capacity: { type: 'string' },
	'retry-after': { type: 'boolean', default: false },
	latency: { type: 'string', default: '0' },
	starter: { type: 'boolean', default: false },
	'no-session-messages': { type: 'boolean', default: false },
	token: { type: 'string' },
	webhook: { type: 'string' },
	secret: { type: 'string' },
	types: { type: 'string' },
	'no-statuses': { type: 'boolean', default: false },
	seed: { type: 'string', default: '1' },
	quiet: { type: 'boolean', default: false },
	help: { type: 'boolean', default: false },
} as const;

const shapes: readonly LimitShape[] = ['fixed', 'sliding', 'bucket'];

function number(option: string, text: string): number {
	const value = Number(text);
	if (text.trim() === '' || !Number.isFinite(value)) throw new Error(`--${option} ${text}: is not a number`);
	return value;
}

function range(option: string, text: string): [number, number] {
	const [from = 0, to = from] = text.split('-').map((part) => number(option, part));
	return [from, to];
}

/** The webhook that the options tell of, if they do. */
function webhook(given: { webhook?: string; secret?: string; types?: string }): Registration | undefined {
	if (given.webhook === undefined) return undefined;
	if (!URL.canParse(given.webhook)) throw new Error(`--webhook ${given.webhook}: is not an address`);
	if (given.secret === undefined) throw new Error('--webhook needs a --secret to sign with');
	return {
		url: given.webhook,
		secret: given.secret,
		...(given.types !== undefined && { types: given.types.split(',').map((type) => type.trim()) }),
	};
}

function outcome(answer: Delivery['answer']): string {
	if (answer.kind === 'answered') return String(answer.status);
	if (answer.kind === 'timedOut') return 'no answer in time';
	return answer.kind === 'unreachable' ? answer.reason : `not sent: ${answer.reason}`;
}

async function main(): Promise<void> {
	const { values } = parseArgs({ options });
	if (values.help) {
		process.stdout.write(help);
		return;
	}
	const shape = shapes.find((known) => known === values.shape);
	if (shape === undefined) throw new Error(`--shape ${values.shape}: use ${shapes.join(', ')}`);
	const registration = webhook(values);
	const simulator = await startSimulator({
		strict: values.strict,
		port: number('port', values.port),
		latency: range('latency', values.latency),
		seed: number('seed', values.seed),
		starterPlan: values.starter,
		sessionMessages: !values['no-session-messages'],
		statuses: !values['no-statuses'],
		...(values.token !== undefined && { token: values.token }),
		...(values.limit !== undefined && {
			limit: {
				perMinute: number('limit', values.limit),
				shape,
				retryAfter: values['retry-after'],
				...(values.capacity !== undefined && { capacity: number('capacity', values.capacity) }),
			},
		}),
		onRequest: ({ at, method, path, status, recipient = '' }) => {
			if (values.quiet) return;
			process.stdout.write(
				`${new Date(at).toISOString()} ${status ?? 'cut'} ${method} ${path} ${recipient}\n`,
			);
		},
		onDelivery: ({ at, type = 'bytes', answer }) => {
			// Statuses that go nowhere, because no webhook is registered, are nobody's concern.
			if (values.quiet || (answer.kind === 'notSent' && answer.reason === 'notRegistered')) return;
			process.stdout.write(`${new Date(at).toISOString()} webhook ${type} ${outcome(answer)}\n`);
		},
	});
	if (registration) simulator.webhooks.register(registration);
	process.stdout.write(
		`Interakt simulator, ${values.strict ? 'strict' : 'lenient'}\n  Base URL         ${simulator.url}\n  Secret Key       ${simulator.secretKey}\n  Allowed Domains  127.0.0.1\n\n` +
			`  Members & Leads  ${simulator.legacyUrl}\n  App ID ${simulator.legacy.appId}  API Key ${simulator.legacy.apiKey}\n\n` +
			(registration ? `  Webhook          ${registration.url}\n\n` : ''),
	);
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => void simulator.close());
	}
}

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 1;
});
