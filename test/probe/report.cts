/** The report of a probe: Markdown that can be posted as it is. */
import type { Call } from './account.cts';
import type { Heard } from './listen.cts';
import type { Question, Seen } from './question.cts';

/** A question with what was seen. */
export interface Answered extends Seen {
	question: Question;
}

export interface Probed {
	answered: readonly Answered[];
	calls: readonly Call[];
	heard: readonly Heard[];
	/** Version of the package. */
	version: string;
	/** Version of the contract document. */
	contract: string;
	/** What was done beside reading, in words. */
	also: readonly string[];
}

const cell = (text: string) => text.replace(/\s+/g, ' ').replaceAll('|', '\\|');
const row = (...cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;

function table(heads: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
	return [row(...heads), row(...heads.map(() => '---')), ...rows.map((cells) => row(...cells))].join('\n');
}

const verdicts = { otherwise: 0, 'cannot be told': 1, 'as assumed': 2 } as const;

function questionsPart(answered: readonly Answered[]): string {
	const sorted = [...answered].sort((one, other) => verdicts[one.verdict] - verdicts[other.verdict]);
	return table(
		['Question', 'What the package takes for granted', 'Source', 'Seen', 'In words'],
		sorted.map(({ question, verdict, words }) => [
			question.name,
			question.assumed,
			question.source,
			verdict === 'otherwise' ? '**otherwise**' : verdict,
			words,
		]),
	);
}

/** Differences with how often each was seen, so that twenty pages with one difference are one line. */
function differencesPart(
	from: ReadonlyArray<readonly [name: string, differences: readonly string[]]>,
): string {
	const counted = new Map<string, number>();
	for (const [name, differences] of from) {
		// The place in a list says nothing more about the form.
		const lines = differences.map((difference) => difference.replace(/\[\d+\]/g, '[]'));
		for (const line of new Set(lines.map((each) => `${name}: ${each}`)))
			counted.set(line, (counted.get(line) ?? 0) + 1);
	}
	if (counted.size === 0) return 'None.';
	return [...counted].map(([line, count]) => `- ${line}${count > 1 ? ` (${count} times)` : ''}`).join('\n');
}

type Shape = ReadonlyMap<string, ReadonlySet<string>>;

/** Several shapes as one. */
function joined(shapes: readonly Shape[]): Map<string, Set<string>> {
	const all = new Map<string, Set<string>>();
	for (const shape of shapes)
		for (const [path, kinds] of shape) all.set(path, new Set([...(all.get(path) ?? []), ...kinds]));
	return all;
}

function shapesPart(from: ReadonlyArray<readonly [name: string, shape: Shape]>): string {
	const names = [...new Set(from.map(([name]) => name))];
	return names
		.map((name) => {
			const shape = joined(from.filter(([other]) => other === name).map(([, each]) => each));
			const lines = [...shape].map(([path, kinds]) => `${path}: ${[...kinds].sort().join(' or ')}`);
			return `<details><summary>${name}</summary>\n\n\`\`\`text\n${lines.join('\n')}\n\`\`\`\n\n</details>`;
		})
		.join('\n\n');
}

/** The report. */
export function reportOf({ answered, calls, heard, version, contract, also }: Probed): string {
	const count = (verdict: Seen['verdict']) => answered.filter((each) => each.verdict === verdict).length;
	const route = ({ method, route: path, status }: Call) => `${method} ${path} ${status || 'no answer'}`;
	const parts = [
		'# What an Interakt account says',
		`n8n-nodes-interakt ${version}, contract document ${contract}. ${['Asked what changes nothing', ...also].join('; ')}.`,
		`${count('as assumed')} as assumed, ${count('otherwise')} otherwise, ${count('cannot be told')} cannot be told.`,
		'Keys, phone numbers, e-mail addresses, names and all other values were left out. Read it before you post it.',
		'## Questions',
		questionsPart(answered),
		'## Answers that differ from the contract document',
		differencesPart(calls.map((call) => [route(call), call.differences])),
		'## Calls',
		table(
			['For', 'Call', 'Answer', 'Interakt says'],
			calls.map((call) => [call.what, route(call), `${call.kind}, ${call.milliseconds} ms`, call.words]),
		),
	];
	if (heard.length > 0) {
		parts.push(
			'## Webhooks',
			table(
				['Type', 'Signature'],
				heard.map(({ type, signature }) => [type, signature]),
			),
			'### Webhooks that differ from the contract document',
			differencesPart(heard.map(({ type, differences }) => [type, differences])),
			'### Members of the webhooks',
			shapesPart(heard.map(({ type, shape }) => [type, shape])),
		);
	}
	parts.push(
		'## Members of the answers',
		shapesPart(calls.filter(({ kind }) => kind === 'JSON').map((call) => [route(call), call.shape])),
	);
	return `${parts.join('\n\n')}\n`;
}
