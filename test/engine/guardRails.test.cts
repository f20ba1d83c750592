/** What a model is told of what was not done, and what the Guard Rails of a tool keep it from. */
import 'reflect-metadata';
import { DataDeduplicationService } from 'n8n-core';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { reasons } from '../../nodes/Interakt/delivery/reasons';
import { byName, list } from '../contract/row.cts';
import type { FaultEffect } from '../simulator/faults.cts';
import { startSimulator, type Simulator } from '../simulator/simulator.cts';
import { converse, fromModel } from './conversation.cts';
import { newAccount, otherRequests } from './editor.cts';
import { ProcessedItems } from './processedItems.cts';

let simulator: Simulator;

beforeAll(async () => {
	await DataDeduplicationService.init(new ProcessedItems());
	simulator = await startSimulator({ strict: true });
});
afterAll(async () => await simulator.close());
beforeEach(() => {
	simulator.reset();
	for (const phoneNumber of people) simulator.state.customerWrites({ countryCode: '+91', phoneNumber });
});

const people = Array.from({ length: 30 }, (_, index) => `99999000${String(index + 10)}`);
const sent = () => simulator.state.messages.map(({ recipient }) => recipient.slice(3));

const sendText = {
	resource: 'message',
	operation: 'sendText',
	phoneNumber: fromModel('phone'),
	message: fromModel('text'),
};

/** A tool that sends a template of the model's choice. */
const sendTemplate = {
	resource: 'message',
	operation: 'sendTemplate',
	phoneNumber: fromModel('phone'),
	template: byName(fromModel('template')),
	languageCode: 'en',
	bodyValues: list({ value: 'Asha' }),
};

interface Told extends IDataObject {
	error?: string;
	details?: { status: string; reason: string; description: string };
}

const told = async (
	...conversation: Parameters<typeof converse> extends [unknown, ...infer Rest] ? Rest : never
) => {
	const { answers } = await converse(simulator, ...conversation);
	return answers.map((answer) => (JSON.parse(answer) as Told[])[0] ?? {});
};

const toAll = people.map((phone) => ({ phone, text: 'Hello' }));
const one = (text: string, phone = people[0] ?? '') => ({ phone, text });

describe('the limit of messages of a run', () => {
	const guarded: INodeParameters = { ...sendText, guardRails: { maxMessages: 3 } };

	test.each([false, true])('is kept over all calls (at once: %p), with words', async (parallel) => {
		const answers = await told(guarded, toAll, { parallel });

		expect(sent()).toHaveLength(3);
		expect(answers.filter(({ status }) => status === 'accepted')).toHaveLength(3);
		const refused = answers.filter(({ status }) => status !== 'accepted');
		expect(refused).toHaveLength(27);
		for (const { error, details } of refused) {
			expect(error).toBe('Not sent: this run may send 3 messages with this tool, and has');
			expect(details).toMatchObject({
				status: 'rejected',
				reason: 'limitReached',
				description: reasons.limitReached.forModel,
			});
		}
	});

	test('does not count what was certainly not sent', async () => {
		const calls = [one('Hello', '9999900099'), one(''), one('One'), one('Two'), one('Three'), one('Four')];
		const answers = await told(guarded, calls);

		expect(answers.map(({ details }) => details?.reason)).toEqual([
			'unknownCustomer',
			'invalidInput',
			undefined,
			undefined,
			undefined,
			'limitReached',
		]);
	});

	test('counts what may have been sent', async () => {
		simulator.misbehave({ match: { path: '/message/', times: 1 }, effect: { kind: 'status', status: 500 } });
		const answers = await told({ ...sendText, guardRails: { maxMessages: 1 } }, [one('One'), one('Two')]);

		expect(answers.map(({ details }) => details?.reason)).toEqual(['serverUnavailable', 'limitReached']);
	});

	test('lets a template take the place of a message that was refused', async () => {
		const windowTemplate = {
			values: { name: 'welcome_message', languageCode: 'en', bodyValues: list({ value: 'Asha' }) },
		};
		simulator.state.customerWrites({ countryCode: '+91', phoneNumber: '9999900098' }, 0);
		const answers = await told(
			{ ...sendText, additionalFields: { windowTemplate }, guardRails: { maxMessages: 1 } },
			[one('One', '9999900098'), one('Two', '9999900098')],
		);

		expect(answers).toMatchObject([{ status: 'accepted' }, { details: { reason: 'limitReached' } }]);
	});

	test('holds for each run by itself', async () => {
		await told(guarded, toAll);
		await told(guarded, toAll);

		expect(sent()).toHaveLength(6);
	});

	test('is none without it', async () => {
		await told(sendText, toAll);

		expect(sent()).toHaveLength(30);
	});
});

describe('the recipients that are allowed', () => {
	const only = (allowedRecipients: unknown) =>
		({ ...sendText, guardRails: { allowedRecipients } }) as INodeParameters;

	test.each([
		'99999 00010, customer-7',
		['+919999900010'],
		'["9999900010"]',
		'+91 99999-00010',
		'customer-7; 99999 00010',
		'+91 99999 00010\ncustomer-7',
	])('are the only ones: %p', async (allowed) => {
		const answers = await told(only(allowed), [one('Hello'), one('Hello', '9999900011')]);

		expect(answers).toMatchObject([
			{ status: 'accepted', phoneNumber: '+919999900010' },
			{
				error: 'Not sent: +919999900011 is not among the Allowed Recipients',
				details: { status: 'rejected', reason: 'notAllowed', description: reasons.notAllowed.forModel },
			},
		]);
		expect(sent()).toEqual(['9999900010']);
	});

	test.each([
		['', /gives nobody/],
		[[], /gives nobody/],
		[' , ', /gives nobody/],
		[fromModel('allowed'), /the model can fill in/],
		['={{ $json.phone }}', /the model can fill in/],
		['={{ $input.item.json.phone }}', /the model can fill in/],
		['={{ $parameter.phoneNumber }}', /the model can fill in/],
		['={{ $data.phone }}', /the model can fill in/],
	])('are nobody where they guard nothing: %p', async (allowed, words) => {
		const [answer] = await told(only(allowed), [{ ...one('Hello'), allowed: people[0] ?? '' }]);

		expect(answer).toMatchObject({
			error: expect.stringMatching(words),
			details: { reason: 'notAllowed' },
		});
		expect(simulator.state.requests).toEqual([]);
	});

	test.each<[string, INodeParameters]>([
		['contact.upsert', {}],
		['contact.get', {}],
		['event.track', { event: 'Ordered' }],
		['chat.assign', { agentEmail: 'asha@example.com' }],
	])('hold for %s too', async (name, parameters) => {
		const [resource, operation] = name.split('.') as [string, string];
		const guardRails = { allowedRecipients: '9999900010' };
		const [answer] = await told(
			{ resource, operation, phoneNumber: fromModel('phone'), ...parameters, guardRails },
			[{ phone: '9999900011' }],
		);

		expect(answer).toMatchObject({ details: { reason: 'notAllowed' } });
		expect(simulator.state.requests).toEqual([]);
	});
});

describe('the templates that are allowed', () => {
	test.each([
		'welcome_message',
		'other, welcome_message|en',
		'other; Welcome_Message | EN',
		'other\nwelcome_message',
	])('are the only ones: %p', async (allowed) => {
		const answers = await told({ ...sendTemplate, guardRails: { allowedTemplates: allowed } }, [
			{ phone: people[0] ?? '', template: 'welcome_message' },
			{ phone: people[0] ?? '', template: 'order_update' },
		]);

		expect(answers).toMatchObject([
			{ status: 'accepted', templateName: 'welcome_message' },
			{
				error: expect.stringMatching(/order_update is not among the Allowed Templates \(.*welcome_message/i),
				details: { reason: 'notAllowed' },
			},
		]);
	});
});

describe('a model that reads a list', () => {
	const read = async (parameters: INodeParameters = {}) => {
		const whole: INodeParameters = { resource: 'contact', operation: 'getAll', ...parameters };
		const { answers } = await converse(simulator, whole, [{}]);
		return JSON.parse(answers[0] ?? '') as IDataObject[];
	};

	test.each([
		[{ returnAll: true }, 25],
		[{ returnAll: false, limit: 100 }, 25],
		[{ returnAll: false, limit: 3 }, 3],
		[{ returnAll: true, guardRails: { maxRows: 10 } }, 10],
		[{ returnAll: true, guardRails: { maxRows: 1000 } }, 25],
	])('gets so many rows: %j', async (parameters, most) => {
		const rows = await read(parameters);

		expect(rows).toHaveLength(most + 1);
		expect(rows.at(-1)).toEqual({ message: expect.stringMatching(`only the first ${most} rows`) });
	});

	test('gets all of them where nobody bounds them', async () => {
		expect(await read({ returnAll: true, guardRails: {} })).toHaveLength(people.length);
	});

	test('is told when there is none', async () => {
		simulator.reset();

		expect(await read()).toEqual([{ found: 0, message: expect.stringMatching(/Nothing was found/) }]);
	});
});

test('Dry Run is set by the person alone', async () => {
	const [answer] = await told({ ...sendText, dryRun: fromModel('dry', '', 'boolean') }, [
		{ ...one('Hello'), dry: false },
	]);

	expect(answer).toMatchObject({
		error: 'Dry Run is left to the model',
		details: { reason: 'invalidInput' },
	});
	expect(sent()).toEqual([]);
});

describe('a message of which nobody knows whether it went out', () => {
	test.each([
		['a connection that breaks', { kind: 'resetAfter' }],
		['HTTP 500', { kind: 'status', status: 500 }],
		['HTML', { kind: 'html' }],
	] as const)('%s: the message itself forbids to send it again', async (_, effect: FaultEffect) => {
		simulator.misbehave({ match: { path: '/message/', times: 1 }, effect });
		const [answer] = await told(sendText, [one('Hello')]);

		expect(answer?.error).toMatch(/^It may have been sent, so do NOT send it again: /);
		expect(answer?.details).toMatchObject({
			status: 'unknown',
			description: expect.stringMatching(/^Do not call this tool again.*Tell the person/),
		});
	});

	test('a model that sends it all the same with a Send Once Key sends once', async () => {
		simulator.misbehave({ match: { path: '/message/', times: 1 }, effect: { kind: 'status', status: 500 } });
		const answers = await told({ ...sendText, additionalFields: { sendOnceKey: '1042' } }, [
			one('Hello'),
			one('Hello'),
		]);

		expect(answers).toMatchObject([{ details: { status: 'unknown' } }, { details: { status: 'unknown' } }]);
		expect(otherRequests(simulator)).toHaveLength(1);
	});
});

test('a tool waits for the limit of the plan for a while only, and sends nothing of what it said was not sent', async () => {
	const credential = { ...newAccount(simulator), plan: 'other', requestsPerMinute: 2 };
	const calls = people.slice(0, 5).map((phone) => one('Hello', phone));
	const began = Date.now();
	const answers = await told(sendText, calls, { parallel: true, credential });

	expect(Date.now() - began).toBeLessThan(25_000);
	expect(answers.map(({ status, details }) => status ?? details?.reason)).toEqual([
		'accepted',
		'accepted',
		'rateLimited',
		'rateLimited',
		'rateLimited',
	]);
	for (const { details } of answers.slice(2)) {
		expect(details).toMatchObject({
			status: 'rejected',
			description: expect.stringMatching(/^Wait \d\d seconds\. It was not sent\./),
		});
	}
	expect(sent()).toEqual(people.slice(0, 2));
}, 60_000);
