/** Send and Wait for Response up to where it waits; that answers arrive is tested in a real n8n (test/host). */
import { DataDeduplicationService } from 'n8n-core';

import { startSimulator, type Simulator } from '../simulator/simulator.cts';
import { template } from '../simulator/templates.cts';
import { mapOf, newAccount, picked, templateVariables } from './editor.cts';
import { ProcessedItems } from './processedItems.cts';
import { runNode } from './setting.cts';

let simulator: Simulator;

beforeAll(async () => {
	simulator = await startSimulator({ strict: true });
});
afterAll(async () => await simulator.close());
beforeEach(() => {
	simulator.reset();
	simulator.state.customerWrites({ phoneNumber: '9999999999', countryCode: '+91' });
});

const question = {
	resource: 'message',
	operation: 'sendAndWait',
	phoneNumber: '99999 99999',
	message: 'Shall we ship?',
};
const resumeToken = 'ab'.repeat(32);

const ask = async (parameters = {}, items = [{ json: { order: 1042 } }]) =>
	await runNode(simulator, { parameters: { ...question, ...parameters }, items, resumeToken });

const unanswered = () => ({
	status: 'unanswered',
	reason: 'notAnswered',
	message: 'Nobody answered by the deadline',
	phoneNumber: '+919999999999',
	messageId: simulator.state.messages.at(-1)?.id,
	answered: false,
});

test('a question waits until its deadline, and comes out unanswered then', async () => {
	const before = Date.now();
	const { outputs, error, waitsUntil = 0 } = await ask({ waitAmount: 2, waitUnit: 'hours' });

	expect(error).toBeUndefined();
	expect(waitsUntil).toBeGreaterThanOrEqual(before + 7_200_000);
	expect(waitsUntil).toBeLessThanOrEqual(Date.now() + 7_200_000);
	expect(outputs.map((items) => items.map(({ json }) => json))).toEqual([
		[{ ...unanswered(), approved: false }],
	]);
});

test('every choice of a question has a token of its own', async () => {
	await ask();
	const [message] = simulator.state.messages;
	const ids = JSON.stringify(message?.body.data).match(/n8n1\.[\w.-]+/g) ?? [];

	expect(ids).toHaveLength(2);
	expect(new Set([...ids, message?.callbackData]).size).toBe(3);
	expect(message?.callbackData).toMatch(/^n8n1\.[\w.-]+$/);
});

test('the values of the input item stand behind, if wanted', async () => {
	const { outputs } = await ask({ additionalFields: { includeInputFields: true } });

	expect(outputs[0]?.[0]?.json).toEqual({ ...unanswered(), approved: false, order: 1042 });
});

describe('by a template', () => {
	const question = {
		resource: 'message',
		operation: 'sendAndWait',
		phoneNumber: '99999 99999',
		askBy: 'template',
		template: picked('order_confirm'),
	};

	beforeEach(() => {
		// Nobody has written, so only a template reaches the person.
		simulator.reset();
		simulator.state.add({ phone_number: '9999999999', country_code: '+91' });
		simulator.state.putTemplate(
			template('order_confirm', {
				body: 'Hi {{1}}, shall we ship?',
				buttons: [
					{ type: 'URL', text: 'Look', url: 'https://example.com/orders' },
					{ type: 'QUICK_REPLY', text: 'Ship It' },
					{ type: 'QUICK_REPLY', text: 'Wait' },
				],
			}),
		);
	});

	const fieldsOf = async () => {
		const { fields } = await templateVariables(newAccount(simulator), question.template, question);
		return fields;
	};

	test('the quick replies carry the tokens, and the variables are those of the map', async () => {
		const { outputs, error, waitsUntil } = await runNode(simulator, {
			parameters: { ...question, templateValues: mapOf({ body1: 'Asha' }, await fieldsOf()) },
			resumeToken,
		});

		expect(error).toBeUndefined();
		expect(waitsUntil).toBeDefined();
		expect(simulator.state.messages.map(({ body }) => body.template)).toEqual([
			{
				name: 'order_confirm',
				languageCode: 'en',
				bodyValues: ['Asha'],
				buttonPayload: {
					'1': [expect.stringMatching(/^n8n1\..*\.0\.[\w-]{11}$/)],
					'2': [expect.stringMatching(/^n8n1\..*\.1\.[\w-]{11}$/)],
				},
			},
		]);
		expect(outputs[0]?.[0]?.json).toEqual({ ...unanswered(), approved: false });
	});

	test('the editor asks for its variables, not for payloads', async () => {
		const inputs = (await fieldsOf()).filter(({ readOnly }) => readOnly !== true);

		expect(inputs.map(({ id }) => id)).toEqual(['body1']);
	});

	test('is refused before anything is sent when its quick replies are not known', async () => {
		const templateValues = mapOf({ body1: 'Asha' }, await fieldsOf());
		simulator.misbehave({ match: { times: 1 }, effect: { kind: 'status', status: 403 } });
		const { error, waitsUntil } = await runNode(simulator, {
			parameters: { ...question, templateValues },
			credential: newAccount(simulator),
			resumeToken,
		});

		expect(error?.message).toMatch(/^Template is not among the templates/);
		expect(simulator.state.messages).toEqual([]);
		expect(waitsUntil).toBeUndefined();
	});
});

describe('by a message, with a template for outside the window', () => {
	const replies = ['Ship It', 'Wait'].map((text) => ({ type: 'QUICK_REPLY', text }));
	const link = { type: 'URL', text: 'Look', url: 'https://example.com/orders' };
	const additionalFields = { windowTemplate: { values: { name: 'order_confirm', languageCode: 'en' } } };

	const askBeside = async (...buttons: Array<Record<string, string>>) => {
		simulator.state.putTemplate(
			template('order_confirm', { body: 'Shall we ship?', body_text: [], buttons }),
		);
		return await runNode(simulator, {
			parameters: { ...question, additionalFields },
			credential: newAccount(simulator),
			resumeToken,
		});
	};

	test('its quick replies carry the tokens, wherever they stand among its buttons', async () => {
		simulator.reset();
		simulator.state.add({ phone_number: '9999999999', country_code: '+91' });
		const { error, waitsUntil } = await askBeside(link, ...replies);

		expect(error).toBeUndefined();
		expect(waitsUntil).toBeDefined();
		expect(simulator.state.messages.map(({ body }) => body.template)).toEqual([
			{
				name: 'order_confirm',
				languageCode: 'en',
				buttonPayload: {
					'1': [expect.stringMatching(/^n8n1\..*\.0\.[\w-]{11}$/)],
					'2': [expect.stringMatching(/^n8n1\..*\.1\.[\w-]{11}$/)],
				},
			},
		]);
	});

	test.each([
		['without quick replies', [link], /has no quick replies, and the question has 2 choices/],
		['with one for two choices', replies.slice(1), /has 1 quick reply, and the question has 2 choices/],
	])('a template %s is refused, also while the window is open', async (_, buttons, words) => {
		const { error, waitsUntil } = await askBeside(...buttons);

		expect(error?.message).toMatch(/^Template If Window Is Closed /);
		expect(error?.message).toMatch(words);
		expect(simulator.state.messages).toEqual([]);
		expect(waitsUntil).toBeUndefined();
	});
});

test('a question waits until a time, and says in which zone it was read', async () => {
	const { waitsUntil = 0, outputs } = await ask({
		limitType: 'atSpecifiedTime',
		waitUntil: "={{ $now.plus(2, 'hours').toFormat('yyyy-MM-dd HH:mm') }}",
	});

	expect(waitsUntil).toBeGreaterThan(Date.now() + 7_000_000);
	expect(waitsUntil).toBeLessThanOrEqual(Date.now() + 7_200_000);
	expect(outputs[0]?.[0]?.json.notices).toEqual([
		'Wait Until: the time has no zone, so it was read in Asia/Kolkata',
	]);
});

test('a question that is answered by typing is a text, whose callback data says what it is', async () => {
	const { outputs, waitsUntil } = await ask({
		responseType: 'freeText',
		additionalFields: { callbackData: 'order 1042' },
	});
	const [message] = simulator.state.messages;

	expect(waitsUntil).toBeDefined();
	expect(message).toMatchObject({ type: 'Text', body: { data: { message: 'Shall we ship?' } } });
	expect(message?.callbackData).toMatch(/^n8n1\.[\w.-]+ order 1042$/);
	expect(outputs[0]?.[0]?.json).toEqual(unanswered());
});

test('callback data for which a question has no room is refused, and nothing is sent', async () => {
	const { error } = await ask({ additionalFields: { callbackData: 'x'.repeat(450) } });

	expect(error?.message).toMatch(/Callback Data is too long for a question/);
	expect(simulator.state.messages).toEqual([]);
});

test('under a Send Once Key a question is asked once, and a repeated run does not wait', async () => {
	await DataDeduplicationService.init(new ProcessedItems());
	const once = async (resumedBy: string, message = 'Shall we ship?') => {
		const { outputs, error, waitsUntil } = await runNode(simulator, {
			parameters: { ...question, message, additionalFields: { sendOnceKey: 'order 1042' } },
			resumeToken: resumedBy.repeat(32),
			onError: 'continueErrorOutput',
		});
		const [item] = outputs.flat();
		return { error, json: item?.json, waits: waitsUntil !== undefined };
	};

	expect(await once('ab')).toMatchObject({ json: { status: 'unanswered' }, waits: true });
	expect(await once('cd')).toMatchObject({
		json: { status: 'skipped', reason: 'alreadySent', sendOnceKey: 'order 1042' },
		waits: false,
	});
	// Another question under the same key.
	expect(await once('ef', 'Shall we wait?')).toMatchObject({
		json: { details: { status: 'rejected', reason: 'keyReused' } },
		waits: false,
	});
	expect(simulator.state.messages).toHaveLength(1);
});

test('a question that was not sent does not wait', async () => {
	simulator.reset();
	const { error, waitsUntil } = await ask();

	expect(error?.message).toMatch(/does not know|24 hours/);
	expect(waitsUntil).toBeUndefined();
});

test('with a No Answer branch, what could not be sent and a dry run go out by it', async () => {
	const whenUnanswered = 'noAnswerBranch';
	const dry = await ask({ whenUnanswered, dryRun: true });
	simulator.reset();
	const refused = await runNode(simulator, {
		parameters: { ...question, whenUnanswered },
		onError: 'continueRegularOutput',
		resumeToken,
	});

	for (const [{ outputs }, status] of [
		[dry, 'dryRun'],
		[refused, 'rejected'],
	] as const) {
		expect(outputs.map((items) => items.map(({ json }) => json.status))[0]).toEqual([status]);
		expect(outputs[1] ?? []).toEqual([]);
	}
});

test('a dry run shows the question and does not wait', async () => {
	const { outputs, waitsUntil } = await ask({ dryRun: true });

	expect(outputs[0]?.[0]?.json).toMatchObject({ status: 'dryRun', findings: [] });
	expect(simulator.state.messages).toEqual([]);
	expect(waitsUntil).toBeUndefined();
});

test('several items are refused with the way to do it, and nothing is sent', async () => {
	const { error } = await ask({}, [{ json: { order: 1042 } }, { json: { order: 1043 } }]);

	expect(error?.message).toMatch(/got 2 items/);
	expect(error?.description).toMatch(/Execute Sub-workflow/);
	expect(simulator.state.messages).toEqual([]);
});
