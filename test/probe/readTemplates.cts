/** Questions about the key and the templates that reading answers. Nothing of them changes an account. */
import { randomUUID } from 'node:crypto';

import type { Account, Answer } from './account.cts';
import { cannotBeTold, inShort, judged, rowsAt, type Answerable } from './question.cts';

const templates = async (account: Account, query: Record<string, string | number>): Promise<Answer> =>
	await account.ask({ method: 'GET', path: '/track/organization/templates', query });

const templateRows = ({ body }: Answer) => rowsAt(body, 'results', 'templates');

/** How often a text is JSON that holds JSON. */
function encodings(value: unknown): number {
	if (typeof value !== 'string') return 0;
	try {
		return 1 + encodings(JSON.parse(value));
	} catch {
		return 0;
	}
}

export const templateQuestions: readonly Answerable[] = [
	{
		name: 'key: wrong',
		assumed: 'A wrong Secret Key is answered with 401 and JSON',
		source: 'S0',
		matters: 'what the credential test and the reason invalidKey rely on',
		async find(account) {
			const key = Buffer.from(`${randomUUID()}:`).toString('base64');
			const query = { offset: 0, limit: 1 };
			const path = '/track/organization/templates';
			const answer = await account.ask({ method: 'GET', path, query, key, isRefused: true });
			return judged(answer.status === 401 && answer.kind === 'JSON', answer);
		},
	},
	{
		name: 'templates: limit',
		assumed: 'The list of templates gives at most as many rows as limit asks for',
		source: 'S4 §4.4; W: some servers honour only offset',
		matters: 'how many calls the template list takes; pages go on by the rows received either way',
		async find(account) {
			const answer = await templates(account, { offset: 0, limit: 2 });
			const found = templateRows(answer).length;
			if (answer.status === 200 && found < 2) return cannotBeTold('the account has fewer than 2 templates');
			return judged(found === 2, answer, found > 2 ? 'more rows than the limit' : inShort(answer));
		},
	},
	{
		name: 'templates: offset',
		assumed: 'offset leaves out that many templates',
		source: 'S4 §4.4',
		matters: 'whether lists of more than one page are read to their end',
		async find(account) {
			const first = await templates(account, { offset: 0, limit: 1 });
			const second = await templates(account, { offset: 1, limit: 1 });
			const [one, two] = [templateRows(first)[0], templateRows(second)[0]];
			if (second.status === 200 && (!one || !two)) return cannotBeTold('the account has too few templates');
			return judged(
				one !== undefined && two !== undefined && one.id !== two.id,
				second,
				one && two && one.id === two.id ? 'the same template at offset 0 and 1' : inShort(second),
			);
		},
	},
	{
		name: 'templates: filter by state',
		assumed: 'approval_status=APPROVED gives approved templates only',
		source: 'W',
		matters: 'what the template list offers',
		async find(account) {
			const answer = await templates(account, { offset: 0, limit: 20, approval_status: 'APPROVED' });
			const rows = templateRows(answer);
			if (answer.status === 200 && rows.length === 0) return cannotBeTold('no template is approved');
			const others = rows.filter((row) => String(row.approval_status).toUpperCase() !== 'APPROVED').length;
			return judged(
				rows.length > 0 && others === 0,
				answer,
				others > 0 ? 'others came too' : inShort(answer),
			);
		},
	},
	{
		name: 'templates: JSON in texts',
		assumed: 'buttons and body_text are JSON in a text, at times encoded twice',
		source: 'W 3',
		matters: 'how the fields of a picked template are found',
		async find(account) {
			const answer = await templates(account, { offset: 0, limit: 20 });
			const texts = templateRows(answer)
				.flatMap(({ buttons, body_text: samples }) => [buttons, samples])
				.filter((value) => value !== null && value !== undefined && value !== '');
			if (texts.length === 0)
				return answer.status === 200
					? cannotBeTold('no template has buttons or samples')
					: judged(false, answer);
			const counted = [...new Set(texts.map((text) => (typeof text === 'string' ? encodings(text) : -1)))];
			const kinds = counted.sort().map((count) => (count < 0 ? 'not a text' : `encoded ${count} times`));
			return judged(
				counted.every((count) => count > 0),
				answer,
				kinds.join(', '),
			);
		},
	},
];
