import { saidAt } from '../../nodes/Interakt/delivery/classify';
import type { ReasonRow } from '../../nodes/Interakt/delivery/reasonRow';
import { reasonNames, reasons } from '../../nodes/Interakt/delivery/reasons';
import { table } from './coverage.cts';

const code = (text: string) => `\`${text}\``;

/** The statuses that a reason goes with, in words. */
function answersOf(row: ReasonRow): string {
	const { http = [] } = row;
	const inWords = saidAt(row).filter((status) => !http.includes(status));
	const parts = [http.join(', '), inWords.length > 0 ? `${inWords.join(', ')} in words` : ''];
	return parts.filter(Boolean).join('; ') || 'none';
}

const repeats: Readonly<Record<NonNullable<ReasonRow['repeat']> | 'no', string>> = {
	no: 'no',
	harmless: 'where that changes nothing',
	always: 'yes',
};

/** `docs/reasons.md`. */
export function reasonsPage(): string {
	const lines = reasonNames.map((reason) => {
		const row = reasons[reason];
		const { message, description, forModel, endsAs = 'rejected', repeat = 'no' } = row;
		return [code(reason), message, description, forModel, endsAs, repeats[repeat], answersOf(row)];
	});
	return `# Reasons

\`reason\` of an item that was not accepted (on the error output \`details.reason\`) is one of these. The \`message\` of an item may say more than stands here, and its \`description\` has Interakt's own words, where there are any. When the words of a refusal fit several reasons, the most specific one counts.

In a tool of an [AI agent](agents.md) the model is told what to do in words of its own. Where nobody knows whether it was done, it is told not to repeat it, whatever the reason.

${table(
	[
		'Reason',
		'What happened',
		'What to do',
		'What a model is told',
		'Ends as',
		'Tried again by itself',
		'Answers (HTTP)',
	],
	lines,
)}

Written by \`test/contract/writeReasons.cts\` from the table in \`nodes/Interakt/delivery/reasons.ts\`; a test holds this page and the list in the README against it.
`;
}

/** The list in the README. */
export const reasonsSentence = (): string =>
	`What \`reason\` can be ([what each means, and what to do](docs/reasons.md)): ${reasonNames.map(code).join(', ')}.`;
