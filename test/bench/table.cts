import type { Measured } from './case.cts';
import type { CaseResults, ContestantResults, Results } from './results.cts';
import { shown } from './results.cts';
import { median } from './statistics.cts';
import type { Judged } from './judge.cts';

const NAMES: Record<string, string> = {
	ours: 'Interakt',
	bare: 'bare node',
	script: 'script, without n8n',
	'HTTP Request': 'HTTP Request',
	'HTTP Request, batched': 'HTTP Request, batched to the limit',
	Webhook: 'Webhook',
	'plain paging': 'plain paging, without n8n',
	'one after another': 'Loop Over Items around HTTP Request',
};

/** The median of a figure over the runs that have it, or a dash. */
function middle(runs: readonly Measured[], of: (run: Measured) => number | undefined): string {
	const values = runs.flatMap((run) => of(run) ?? []);
	return values.length === 0 ? '–' : shown(median(values));
}

const COLUMNS: Array<[heading: string, of: (run: Measured) => number | undefined]> = [
	['Time (s)', ({ seconds }) => seconds],
	['CPU (s)', ({ cpuSeconds }) => cpuSeconds],
	['Peak memory (MB)', ({ peakMegabytes }) => peakMegabytes],
	['Memory grew by (MB)', ({ grownMegabytes }) => grownMegabytes],
	['Lost', ({ received }) => received?.lost],
	['Twice', ({ received }) => received?.duplicates],
	['429', ({ received }) => received?.refused],
];

const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;

/** A table; the first column is text, the others are numbers. */
export const markdown = (headings: readonly string[], rows: readonly string[][]) =>
	[
		line(headings),
		line(headings.map((_, column) => (column === 0 ? '---' : '---:'))),
		...rows.map(line),
	].join('\n');

/** A table of texts. */
const texts = (headings: readonly string[], rows: readonly string[][]) =>
	[line(headings), line(headings.map(() => '---')), ...rows.map(line)].join('\n');

function contestantRow({ title, optimum }: CaseResults, { name, runs }: ContestantResults): string[] {
	const ratio = optimum === undefined ? '–' : middle(runs, ({ seconds }) => seconds / optimum);
	const figures = COLUMNS.map(([, of]) => middle(runs, of));
	const [seconds = '–', ...rest] = figures;
	return [title, NAMES[name] ?? name, seconds, ratio, ...rest];
}

function goalRow({ title }: CaseResults, { figure, bound, limit, values, value, met }: Judged): string[] {
	return [
		title,
		figure,
		`${bound} ${shown(limit)}`,
		shown(value),
		values.map(shown).join(', '),
		met ? 'yes' : '**no**',
	];
}

/** What was measured and what became of the goals, as Markdown. */
export function tables({ cases }: Pick<Results, 'cases'>): string {
	const measured = cases.flatMap((each) =>
		each.contestants.map((contestant) => contestantRow(each, contestant)),
	);
	const goals = cases.flatMap((each) => each.goals.map((goal) => goalRow(each, goal)));
	const [time, ...others] = COLUMNS.map(([heading]) => heading);
	return [
		markdown(['Case', 'Node', time ?? '', 'Time ÷ optimum', ...others], measured),
		texts(
			['Case', 'What no node can undercut'],
			cases.map(({ title, floor }) => [title, floor]),
		),
		markdown(['Case', 'Figure', 'Goal', 'Measured', 'Run by run', 'Met'], goals),
	].join('\n\n');
}
