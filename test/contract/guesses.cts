/** `docs/contract.md`: what no source states for certain, of the contract document and of the questions of the probe. */
import { harmlessQuestions } from '../probe/probe.cts';
import type { Question } from '../probe/question.cts';
import { sendings } from '../probe/send.cts';
import { table } from './coverage.cts';
import { contractDocument, operations, type Schema } from './document.cts';
import { schemaRefusals } from './refusals.cts';

type Certainty = 'transcribed' | 'working' | 'unverified';

/** The fields of the document with a certainty below that of a source document, by schema or route. */
function fields(): Array<{ place: string; field: string; certainty: Certainty; source: string }> {
	const found: ReturnType<typeof fields> = [];
	const visit = (schema: unknown, place: string, path: readonly string[]): void => {
		if (typeof schema !== 'object' || schema === null) return;
		if (Array.isArray(schema)) return schema.forEach((each) => visit(each, place, path));
		const { 'x-certainty': certainty, 'x-source': source } = schema as Schema;
		if (typeof certainty === 'string' && path.length > 0)
			found.push({ place, field: path.join('.'), certainty: certainty as Certainty, source: String(source) });
		for (const [keyword, value] of Object.entries(schema)) {
			if (keyword === 'properties')
				for (const [name, each] of Object.entries(value as object)) visit(each, place, [...path, name]);
			else
				visit(
					value,
					place,
					keyword === 'items' && path.length > 0 ? [...path.slice(0, -1), `${path.at(-1)}[]`] : path,
				);
		}
	};
	for (const [name, schema] of Object.entries(contractDocument.components.schemas)) visit(schema, name, []);
	for (const { method, path, operation } of operations)
		for (const parameter of operation.parameters ?? [])
			visit(parameter, `${method} ${path}`, [parameter.name]);
	return found;
}

const code = (text: string) => `\`${text}\``;

/** The fields of one certainty, one line for each schema. */
function fieldsOf(certainty: Certainty): string {
	const chosen = fields().filter((field) => field.certainty === certainty);
	const places = [...new Set(chosen.map(({ place }) => place))];
	return table(
		['Where in the document', 'Fields'],
		places.map((place) => {
			const names = chosen.filter((field) => field.place === place).map(({ field }) => field);
			return [place, [...new Set(names)].map(code).join(', ')];
		}),
	);
}

const questionsTable = (questions: readonly Question[]) =>
	table(
		['Question', 'What the package takes for granted', 'Source', 'What it decides'],
		questions.map(({ name, assumed, source, matters }) => [name, assumed, source, matters]),
	);

/** Refusals that no schema says, of which no source tells. */
const guessedRefusals = () =>
	operations.flatMap(({ operation }) =>
		Object.values(operation['x-refusals'] ?? {})
			.filter((refusal) => refusal['x-refusal'] === 'guess')
			.map(({ says }) => [code(operation.operationId), says]),
	);

/** Where the documents and what works on accounts disagree, and what the package does. */
const conflicts = [
	[
		'Interactive messages',
		'S4: `body` and `action` in `data`',
		'P, W 3: inside `data.message`',
		'The nested form; **Request Format** sends the flat one',
		'yes, with `--send`',
	],
	[
		'Assigning a chat',
		'S4: `/chat/assign/` by IDs',
		'P, W 3: `/assignment/` by number and e-mail address',
		'Both, by **Assign By**',
		'that both routes are there',
	],
	[
		'Webhooks',
		'S4: `entityType` for all',
		'P, W: `type` and `data` for WhatsApp',
		'Both are read',
		'yes, with `--listen`',
	],
	[
		'Dynamic button address',
		'S4: the whole address',
		'P: what follows the fixed part',
		'What follows the fixed part is sent; a whole address is cut to it, or refused where the template is not known. RCS: what was typed',
		'no',
	],
	[
		'Text header of a template',
		'S4: `header_text` is the copy',
		'P: `header` is the copy, `header_text` its samples',
		'Both carry the copy where it has no variable; else as in P',
		'no',
	],
	['Cards of a carousel', 'S4 shows one', 'P: 2 to 10', 'Above 10 is refused, one is told in a notice', 'no'],
	[
		'Pages of templates',
		'S4: `offset` and `limit`',
		'W: in places only `offset` counts',
		'Both are sent; the next page begins after the rows that came',
		'yes',
	],
	['Success', 'S0: 200', 'P, W: 200, 201 or 202', 'Any 2xx whose `result` is not false', 'yes'],
	[
		'Requests a minute',
		'S3: 40',
		'S0: 300 or 600, by plan',
		'The plan of the credential, and what 429 teaches',
		'no: it would use up the limit',
	],
	[
		'Phone number of a lead',
		'S1, example: `phone`',
		'S1, table: `phone_number`',
		'`phone_number`; `phone` as an attribute',
		'no: another product',
	],
] as const;

/** What only time or an accident shows. */
const beyondTheProbe = [
	'How the limit counts: by the clock minute, by the last 60 seconds, or by tokens. The rate limiter is right for all three.',
	'Whether 429 carries `Retry-After`. It is honoured where it comes.',
	'Whether webhooks come again when they were not answered with 200. They are recognised in any order.',
	'When exactly a webhook is turned off. The trigger answers before it works.',
	'What is said of a template that Meta moved to another category, and of an empty wallet. The words are those of integrations.',
	'Whether calls of RCS are signed, unless the account has RCS.',
	'What the older product of interakt.co answers. It has another key, and a call without an e-mail address is ignored.',
];

/** `docs/contract.md`. */
export function guessesPage(): string {
	const count = (certainty: Certainty) => fields().filter((field) => field.certainty === certainty).length;
	const refusals = schemaRefusals();
	const guessed = refusals.filter(({ mark }) => mark === 'guess').length;
	return `# What is certain about Interakt's API

Nobody who works on this package has an Interakt account of their own. It is built on Interakt's documents and on what public integrations send and receive, and tested against a [simulator](simulator.md) of that. This page lists what may be otherwise on your account.

How certain something is, from the most to the least:

${table(
	['Mark', 'Meaning'],
	[
		[
			'S0 to S4',
			"Stated in Interakt's documents: S0 the Track API help page, S1 Members & Leads, S2 the Python SDK, S3 the template-sending help page, S4 the Public API document",
		],
		[
			'P',
			`In Interakt's Postman collection or help pages, as transcribed in public repositories: ${count('transcribed')} fields`,
		],
		['W n', `Seen working in about n public integrations: ${count('working')} fields`],
		['?', `Unverified: ${count('unverified')} fields`],
		[
			'guess',
			`No source says that Interakt refuses it: ${guessed} of ${refusals.length} constraints of requests. The lenient simulator takes what breaks one`,
		],
	],
)}

## Ask your account

With Node.js 20 or newer, in a clone of the repository:

\`\`\`sh
export INTERAKT_SECRET_KEY=…   # Interakt > Settings > Developer Setting
npx -y pnpm@10 probe
\`\`\`

It takes less than a minute and some 50 requests. It reads, and it makes requests that Interakt refuses before it acts: they are empty, or for a number of one digit. It compares each answer with the contract document and writes \`interakt-probe.md\`: the questions below with what was seen, what differs, and the names and kinds of the members of each answer. Keys, phone numbers, e-mail addresses, names and all other values are left out. Read it, then post it in an issue with the form _Report of a probe_.

\`--send +91…\` also sends one message of each kind to your own number, after you have typed it once more. \`--listen 8080\` prints what arriving webhooks are made of. \`pnpm probe --help\` has all options.

## What the probe asks

${questionsTable(harmlessQuestions)}

With \`--send\`:

${questionsTable(sendings)}

With \`--listen\`: whether webhooks are signed as \`Interakt-Signature: sha256=…\` over their bytes (P, W 8), and every field of the webhooks below.

## Where sources disagree

${table(['What', 'One source', 'Another', 'What the package does', 'Does the probe tell'], conflicts)}

## What the probe cannot tell

${beyondTheProbe.map((line) => `- ${line}`).join('\n')}

## Unverified fields

Read should they come, or sent only if you fill them in.

${fieldsOf('unverified')}

## Refusals that are guesses

Beside those of the schemas, which are marked \`x-refusal: guess\` in the document:

${table(['Request', 'Refused when'], guessedRefusals())}

## Fields that integrations show to work

${fieldsOf('working')}

Written by \`test/contract/writeGuesses.cts\` from the contract document (\`test/contract/interakt.openapi.yaml\`) and the questions of \`pnpm probe\`; a test holds this page against them.
`;
}
