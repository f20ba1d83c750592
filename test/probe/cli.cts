import { writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';

import { probe } from './probe.cts';
import { mediaTypes } from './send.cts';

const help = `Asks a real Interakt account what its documents leave open, and writes a report without your data.

  INTERAKT_SECRET_KEY=… pnpm probe [options]

Without options it only reads, and makes requests that Interakt refuses before it acts. It takes less than a minute
and some 50 requests. The key is read from the environment, so that it does not stand in the history of your shell.

  --report FILE      Where the report goes (default interakt-probe.md)
  --url URL          Another base URL
  --send NUMBER      Send one message of each kind to your own number, e.g. +919999999999. You are shown all of them and
                     asked to type the number once more. Write to your business first, or the 24-hour window is closed
  --template T       A template without variables that is sent too, as name|language
  --image URL        Files that are sent too, each at a public address: --image, --document, --video, --audio, --sticker
  --listen PORT      Take webhooks at this port of your machine until Ctrl+C. Interakt needs an https address: let a
                     tunnel lead to the port. With INTERAKT_WEBHOOK_SECRET in the environment signatures are checked
  --help             Print this
`;

const options = {
	report: { type: 'string', default: 'interakt-probe.md' },
	url: { type: 'string' },
	send: { type: 'string' },
	template: { type: 'string' },
	image: { type: 'string' },
	document: { type: 'string' },
	video: { type: 'string' },
	audio: { type: 'string' },
	sticker: { type: 'string' },
	listen: { type: 'string' },
	help: { type: 'boolean', default: false },
} as const;

/** Milliseconds between two calls: no more than 240 a minute, of the 300 that the smallest plan allows. */
const pause = 250;

async function confirm(question: string): Promise<string> {
	const terminal = createInterface({ input: process.stdin, output: process.stdout });
	try {
		return await terminal.question(question);
	} finally {
		terminal.close();
	}
}

const interruption = () => new Promise<void>((resolve) => process.once('SIGINT', () => resolve()));

async function main(): Promise<void> {
	const { values } = parseArgs({ options });
	const say = (text: string) => void process.stdout.write(`${text}\n`);
	if (values.help) return say(help);
	const key = process.env.INTERAKT_SECRET_KEY ?? '';
	if (key.trim() === '') throw new Error('INTERAKT_SECRET_KEY is not set. See pnpm probe --help');
	const secret = process.env.INTERAKT_WEBHOOK_SECRET;
	const port = values.listen === undefined ? undefined : Number(values.listen);
	if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port < 65_536))
		throw new Error(`--listen ${values.listen}: is not a port`);

	const report = await probe({
		...{ key, pause, confirm, say },
		...(values.url !== undefined && { baseUrl: values.url }),
		...(values.send !== undefined && { sendTo: values.send }),
		given: Object.fromEntries(
			[...mediaTypes, 'template' as const].flatMap((name) =>
				values[name] === undefined ? [] : [[name, values[name]]],
			),
		),
		...(port !== undefined && {
			listen: { port, until: interruption(), ...(secret !== undefined && { secret }) },
		}),
	});
	writeFileSync(values.report, report);
	say(`\nThe report is in ${values.report}. Read it, then post it in an issue: "Report of a probe".`);
}

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 1;
});
