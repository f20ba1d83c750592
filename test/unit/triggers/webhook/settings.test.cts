import type { IDataObject } from 'n8n-workflow';

import { receivedText } from '../../../simulator/webhooks/received.cts';
import { status } from '../../../simulator/webhooks/statuses.cts';
import { type Called, type CallGiven, PlayedTrigger } from './playedTrigger.cts';

const ignored = (reason: string) => ({ webhookResponse: { message: 'Ignored', reason } });
const unsigned: CallGiven = { headers: {} };

describe('what a person has set', () => {
	const minute = 60_000;
	const answer = { type: 'workflow_response_update', data: { workflow_id: '1' } };

	/** What a trigger answers to the last of these calls; nothing when it starts the workflow. */
	async function answers(options: IDataObject, bodies: readonly object[], call: CallGiven = {}) {
		const trigger = new PlayedTrigger({ options });
		let called: Called = {};
		for (const body of bodies) called = await trigger.call(body, call);
		if (called.workflowData) return undefined;
		return called.webhookResponse ?? called.status;
	}

	test.each<[string, IDataObject, object | number | undefined]>([
		['where that is allowed', { unsignedWorkflows: true }, undefined],
		['where nothing is said', {}, 401],
	])('an unsigned answer of an Interakt workflow, %s', async (_, options, expected) => {
		expect(await answers(options, [answer], unsigned)).toEqual(expected);
	});

	test.each<[string, IDataObject, object | undefined]>([
		['to drop it', { dropLate: true }, ignored('late').webhookResponse],
		['nothing', {}, undefined],
	])('of a status that comes after a newer one: %s', async (_, options, expected) => {
		const statuses = [status('read', { id: 'late' }), status('sent', { id: 'late' })];

		expect(await answers(options, statuses)).toEqual(expected);
	});

	test.each<[string, IDataObject, number, boolean]>([
		['of half a minute, where a minute is allowed', { maximumAge: 1 }, minute / 2, true],
		['of two minutes, where one is allowed', { maximumAge: 1 }, 2 * minute, false],
		['of years, where any is', { maximumAge: 0 }, Date.now(), true],
		['of two days, where nothing is said', { maximumAge: undefined }, 2 * 24 * 60 * minute, true],
		['of four days, where nothing is said', { maximumAge: undefined }, 4 * 24 * 60 * minute, false],
	])('an event %s', async (_, options, age, isTaken) => {
		const body = receivedText('Hello', { at: Date.now() - age });

		expect(await answers(options, [body])).toEqual(isTaken ? undefined : ignored('tooOld').webhookResponse);
	});

	test('with an expression that gives what is none: the call is not taken, and the log says why', async () => {
		const trigger = new PlayedTrigger({ parameters: { events: ['nope', 'never'] } });

		expect(await trigger.call(receivedText('Hello'))).toMatchObject({ status: 503 });
		expect(trigger.lines.map(([level, line]) => `${level}: ${line}`)).toEqual([
			expect.stringMatching(/503: Trigger On holds "nope".*\. Trigger On holds "never"/) as unknown,
		]);
	});
});
