import type { INodeParameters } from 'n8n-workflow';

import { type Question, sendAndWaitBy } from '../../../nodes/Interakt/actions/message/sendAndWait.operation';
import { readDefinition } from '../../../nodes/Interakt/templates/definition';
import { template } from '../../simulator/templates.cts';
import { outputsOf } from '../../../nodes/Interakt/questions/deadline';
import { evaluated, nodes, parametersOf } from '../parameters.cts';

const now = Date.parse('2026-01-31T10:00:00Z');
const HOUR_MS = 3_600_000;

const account = [
	template('order_confirm', {
		body: 'Shall we ship?',
		buttons: [
			{ type: 'URL', text: 'Look', url: 'https://example.com/orders' },
			{ type: 'QUICK_REPLY', text: 'Ship It' },
			{ type: 'QUICK_REPLY', text: 'Wait' },
		],
	}),
	...[0, 1, 3, 4].map((count) =>
		template(`replies_${count}`, {
			body: 'Shall we ship?',
			buttons: Array.from({ length: count }, (_, index) => ({ type: 'QUICK_REPLY', text: `Reply ${index}` })),
		}),
	),
].map((each) => readDefinition({ ...each }));

/** What a question is, what is sent for it, also outside the window, and what is wrong with it. */
function ask(given: object, token = '') {
	const asked: Question[] = [];
	const operation = sendAndWaitBy({
		now,
		tokensOf(question) {
			asked.push(question);
			return { ids: question.choices.map((title) => `ID of ${title}`), question: token };
		},
	});
	const question = { phoneNumber: '+919999999999', message: 'Shall we ship?' };
	const parameters = parametersOf('message.sendAndWait', { ...question, ...given });
	const request = operation.request(parameters, account);
	const fallbacks = operation.fallbacks(parameters, request, account).map(({ then }) => then.body);
	const { found, notices } = parameters.findings;
	const { body } = request;
	return {
		question: asked[0],
		body,
		fallbacks,
		notices,
		found: found.map(({ field, what }) => `${field} ${what}`),
	};
}

const byTemplate = (name: string) => ({
	askBy: 'template',
	template: { __rl: true, mode: 'name', value: name },
});
const outsideWindow = (name: string) => ({
	additionalFields: { windowTemplate: { values: { name, languageCode: 'en' } } },
});
const at = (waitUntil: unknown) => ({ limitType: 'atSpecifiedTime', waitUntil });

test.each([
	[{ waitAmount: 0 }, /^Wait For /],
	[{ waitAmount: '' }, /^Wait For is empty/],
	[{ waitAmount: 91, waitUnit: 'days' }, /^Wait For /],
	[{ waitUnit: 'weeks' }, /^Wait Unit /],
	[at(''), /^Wait Until is empty/],
	[at('soon'), /^Wait Until "soon" is not a date/],
	[at('2026-01-31T09:59:00Z'), /^Wait Until is in the past/],
	[at('2026-05-02T10:00:00Z'), /^Wait Until is more than 90 days ahead/],
	[{ message: '' }, /^Message is empty/],
	[{ approveLabel: 'Yes', declineLabel: 'Yes ' }, /^The choices are not all different/],
	[{ approveLabel: 'x'.repeat(21) }, /^Approve Label /],
	[{ responseType: 'choice' }, /^Choice 1 is empty/],
	[{ responseType: 'choice', choices: { values: [] } }, /^Choices is empty/],
	[byTemplate(''), /^Template is empty/],
	[byTemplate('no_such'), /^Template is not among the templates of this account/],
	[byTemplate('replies_0'), /^Template has no quick replies/],
	[byTemplate('replies_1'), /^Template has 1 quick reply, and an approval takes 2/],
	[byTemplate('replies_3'), /^Template has 3 quick replies, and an approval takes 2/],
	[
		{ ...byTemplate('replies_4'), responseType: 'choice' },
		/^Template has 4 quick replies, of which at most 3/,
	],
	[
		outsideWindow('no_such'),
		/^Template If Window Is Closed is not among the templates of this account, so that its quick replies/,
	],
	[
		outsideWindow('replies_0'),
		/^Template If Window Is Closed has no quick replies, and the question has 2 choices/,
	],
	[
		outsideWindow('replies_1'),
		/^Template If Window Is Closed has 1 quick reply, and the question has 2 choices/,
	],
	[
		{ ...outsideWindow('replies_3'), responseType: 'choice', choices: { values: [{ title: 'Today' }] } },
		/^Template If Window Is Closed has 3 quick replies, and the question has 1 choice$/,
	],
	[
		{ ...outsideWindow('order_confirm'), approveLabel: 'wait', declineLabel: 'Ship it ' },
		/^Template If Window Is Closed has "Ship It" as quick reply 1, which is choice 2 of the question/,
	],
])('%j is refused', (given, words) => {
	expect(ask(given).found).toEqual([expect.stringMatching(words)]);
});

test.each([
	[{ waitAmount: 2, waitUnit: 'hours' }, now + 5_000 + 2 * HOUR_MS],
	[{ waitAmount: 90, waitUnit: 'days' }, now + 5_000 + 90 * 24 * HOUR_MS],
	[at('2026-01-31T17:00:00+05:30'), Date.parse('2026-01-31T11:30:00Z')],
	[at('2026-01-31T17:00'), Date.parse('2026-01-31T11:30:00Z')],
	[at('2026-02-01'), Date.parse('2026-01-31T18:30:00Z')],
	[at('2026-05-01T10:00:00Z'), Date.parse('2026-05-01T10:00:00Z')],
])('%j ends in time, counted from when the question was sent', (given, until) => {
	const { question, found } = ask(given);

	expect(found).toEqual([]);
	expect(question?.deadline(now + 5_000)).toBe(until);
});

test('a notice says in which zone a deadline was read', () => {
	expect(ask(at('2026-01-31T17:00')).notices).toEqual([
		'Wait Until: the time has no zone, so it was read in Asia/Kolkata',
	]);
	expect(ask(at('2026-02-01')).notices).toEqual([
		'Wait Until: the day has no time, so it was read as 00:00 in Asia/Kolkata',
	]);
});

test('a template is answered by its own quick replies, at their positions', () => {
	for (const isApproval of [true, false]) {
		const responseType = isApproval ? 'approval' : 'choice';
		const { question, body, found } = ask({ ...byTemplate('order_confirm'), responseType });

		expect(found).toEqual([]);
		expect(question).toMatchObject({
			choices: ['Ship It', 'Wait'],
			isApproval,
			phoneNumber: '+919999999999',
		});
		expect(body).toEqual({
			countryCode: '+91',
			phoneNumber: '9999999999',
			type: 'Template',
			template: {
				name: 'order_confirm',
				languageCode: 'en',
				buttonPayload: { '1': ['ID of Ship It'], '2': ['ID of Wait'] },
			},
		});
	}
});

test('one quick reply, or three, are choices', () => {
	for (const count of [1, 3]) {
		const { question, found } = ask({ ...byTemplate(`replies_${count}`), responseType: 'choice' });

		expect(found).toEqual([]);
		expect(question?.choices).toHaveLength(count);
	}
});

test('outside the window the quick replies of a template stand for the choices, whatever their words and positions', () => {
	for (const labels of [{}, { approveLabel: 'Ship it', declineLabel: 'Later' }]) {
		const { fallbacks, found, question } = ask({ ...outsideWindow('order_confirm'), ...labels });
		const [yes, no] = question?.choices ?? [];

		expect(found).toEqual([]);
		expect(fallbacks).toMatchObject([
			{ template: { buttonPayload: { '1': [`ID of ${yes}`], '2': [`ID of ${no}`] } } },
		]);
	}
	// What is left over of another way of asking is not looked at.
	expect(ask({ ...byTemplate('order_confirm'), ...outsideWindow('no_such') }).found).toEqual([]);
});

const { windowTemplate } = outsideWindow('order_confirm').additionalFields;

test('free text is asked by a text, or by a template without payloads', () => {
	const freeText = { responseType: 'freeText' };
	const asked = { choices: [], isApproval: false, takesText: true };
	const session = ask({ ...freeText, additionalFields: { windowTemplate } }, 'TOKEN');

	expect(session.found).toEqual([]);
	expect(session.question).toMatchObject(asked);
	expect(session.body).toEqual({
		countryCode: '+91',
		phoneNumber: '9999999999',
		type: 'Text',
		data: { message: 'Shall we ship?' },
		callbackData: 'TOKEN',
	});
	const template = {
		countryCode: '+91',
		phoneNumber: '9999999999',
		type: 'Template',
		template: { name: 'order_confirm', languageCode: 'en' },
		callbackData: 'TOKEN',
	};
	expect(session.fallbacks).toEqual([template]);
	for (const name of ['order_confirm', 'replies_0']) {
		const { body, question, found } = ask({ ...byTemplate(name), ...freeText }, 'TOKEN');
		expect(found).toEqual([]);
		expect(question).toMatchObject(asked);
		expect(body).toEqual({ ...template, template: { ...template.template, name } });
	}
});

test('an approval takes typed text only if wanted, and a choice never does', () => {
	const takesText = (given: object) => ask(given).question?.takesText;
	const additionalFields = { declineByText: true };
	expect(takesText({})).toBe(false);
	expect(takesText({ additionalFields: { declineByText: false } })).toBe(false);
	expect(takesText({ additionalFields })).toBe(true);
	expect(takesText({ ...byTemplate('order_confirm'), additionalFields })).toBe(true);
	const choices = { values: [{ title: 'Today' }] };
	expect(takesText({ responseType: 'choice', choices, additionalFields })).toBe(false);
});

test('the token of the question stands in front of the callback data, also outside the window', () => {
	const given = { additionalFields: { callbackData: 'order 1042', windowTemplate } };
	const { body, fallbacks } = ask(given, 'TOKEN');

	expect(body?.callbackData).toBe('TOKEN order 1042');
	expect(fallbacks.map((each) => each?.callbackData)).toEqual(['TOKEN order 1042']);
	expect(ask(given).body?.callbackData).toBe('order 1042');
});

test('callback data for which the token leaves no room is refused by its name', () => {
	const found = (length: number, token: string) =>
		ask({ additionalFields: { callbackData: 'x'.repeat(length) } }, token).found;
	const token = 'T'.repeat(100);

	expect(found(411, token)).toEqual([]);
	expect(found(412, token)).toEqual([
		'Callback Data is too long for a question (412 characters, at most 411)',
	]);
	expect(found(513, token)).toEqual(['Callback Data is too long (513 characters, at most 512)']);
	expect(found(512, '')).toEqual([]);
});

const branch = { resource: 'message', operation: 'sendAndWait', whenUnanswered: 'noAnswerBranch' };

test.each<[INodeParameters, unknown[]]>([
	[branch, ['No Answer', 'Answered']],
	[{ ...branch, whenUnanswered: 'sameOutput' }, ['main']],
	[{ ...branch, operation: 'sendText' }, ['main']],
	[{ ...branch, resource: 'rcsMessage' }, ['main']],
	[{ resource: 'message', operation: 'sendAndWait' }, ['main']],
])('%j has the outputs %j', async (parameters, names) => {
	const [{ description } = nodes[0]!] = nodes;
	const outputs = await evaluated(description, String(description.outputs), parameters);

	expect(outputs).toEqual(
		names.map((name) => (name === 'main' ? name : { type: 'main', displayName: name })),
	);
});

test('with a branch, only what is answered has the second output', () => {
	const items = [{ answered: true }, { answered: false }, { status: 'skipped' }].map((json) => ({ json }));

	expect(outputsOf(items, { hasBranch: true })).toEqual([items.slice(1), items.slice(0, 1)]);
	expect(outputsOf(items, { hasBranch: false })).toEqual([items]);
});
