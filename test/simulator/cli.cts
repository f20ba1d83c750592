import { parseArgs } from 'node:util';

import type { LimitShape } from './limits.cts';
import { startSimulator } from './simulator.cts';

const help = `An Interakt that runs on this machine.

  pnpm simulator [options]

  --port N             Port on 127.0.0.1 (default 4010; 0 for a free one)
  --limit N            Requests per minute (default: unlimited)
  --shape S            How the limit counts: fixed, sliding or bucket (default fixed)
  --capacity N         Requests that a token bucket holds (default: a tenth of the limit)
  --retry-after        Send Retry-After with a 429
  --latency MS         Milliseconds before every answer; 100-400 for a range (default 0)
  --starter            Behave like the Starter plan, which has no API access
  --no-session-messages  Behave like a plan that only has template messages
  --token T            The decoded token (default: one that is plainly no real one)
  --seed N             For whatever is drawn at random (default 1)
  --quiet              Do not print a line for each request
  --help               Print this

While it runs, other programs control it by HTTP:
  GET  /_simulator/state             everything it was given
  POST /_simulator/faults            a JSON list of fault rules, e.g.
       [{ "match": { "path": "/message/", "nth": 3 }, "effect": { "kind": "resetAfter" } }]
       kinds: latency, status, html, refuse, text, resetBefore, resetAfter, hang
  POST /_simulator/limit             {"perMinute":300,"shape":"sliding"}, or nothing for unlimited
  POST /_simulator/templates         a JSON list of templates to add, e.g. [{"name":"offer","body":"Hi {{1}}"}]
  POST /_simulator/customer-writes   {"countryCode":"+91","phoneNumber":"9999999999"} opens the 24-hour window
  POST /_simulator/reset             forgets everything
`;

const options = {
	port: { type: 'string', default: '4010' },
	limit: { type: 'string' },
	shape: { type: 'string', default: 'fixed' },
	capacity: { type: 'string' },
	'retry-after': { type: 'boolean', default: false },
	latency: { type: 'string', default: '0' },
	starter: { type: 'boolean', default: false },
	'no-session-messages': { type: 'boolean', default: false },
	token: { type: 'string' },
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

async function main(): Promise<void> {
	const { values } = parseArgs({ options });
	if (values.help) {
		process.stdout.write(help);
		return;
	}
	const shape = shapes.find((known) => known === values.shape);
	if (shape === undefined) throw new Error(`--shape ${values.shape}: use ${shapes.join(', ')}`);
	const simulator = await startSimulator({
		port: number('port', values.port),
		latency: range('latency', values.latency),
		seed: number('seed', values.seed),
		starterPlan: values.starter,
		sessionMessages: !values['no-session-messages'],
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
	});
	process.stdout.write(
		`Interakt simulator\n  Base URL    ${simulator.url}\n  Secret Key  ${simulator.secretKey}\n\n` +
			`  Members & Leads  ${simulator.legacyUrl}\n  App ID ${simulator.legacy.appId}  API Key ${simulator.legacy.apiKey}\n\n`,
	);
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => void simulator.close());
	}
}

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 1;
});
