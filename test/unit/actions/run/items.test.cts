import {
	type IDataObject,
	type INodeParameters,
	NodeApiError,
	NodeOperationError,
	type OnError,
} from 'n8n-workflow';

import { itemError, outputItems } from '../../../../nodes/Interakt/actions/items';
import { planItem } from '../../../../nodes/Interakt/actions/run/plan';
import type { Failure } from '../../../../nodes/Interakt/delivery/outcome';
import { nodeInWorkflow as node, nothingKnown, operationOf, parametersOf } from '../../parameters.cts';

/** What an item shows when Interakt accepts it with this answer. */
async function accepted(
	body: unknown,
	name = 'message.sendText',
	given: INodeParameters = {},
	json: IDataObject = {},
) {
	const parameters = parametersOf(name, { phoneNumber: '99999 99999', message: 'Hi', ...given }, { json });
	const prepared = planItem(operationOf(name).operation, parameters, nothingKnown);
	if ('status' in prepared) throw new Error(prepared.failure.message);
	const outcome = await prepared.carryOut(async () => ({
		status: 'accepted',
		result: { status: 201, headers: {}, body },
	}));
	return outputItems(outcome, 7, node, {});
}

describe('an accepted item', () => {
	test("shows Interakt's answer without its envelope, and who it was for", async () => {
		expect(await accepted({ result: true, message: 'Message queued', id: 'abc' })).toEqual([
			{
				json: {
					status: 'accepted',
					reason: '',
					message: expect.stringMatching(/^Accepted by Interakt, not delivered yet/),
					phoneNumber: '+919999999999',
					messageId: 'abc',
					serverMessage: 'Message queued',
				},
				pairedItem: { item: 7 },
			},
		]);
	});

	test('shows what was changed in its input', async () => {
		const additionalFields = { tags: 'new\tcustomer' };

		expect(await accepted({ result: true }, 'contact.upsert', { additionalFields })).toMatchObject([
			{ json: { status: 'accepted', notices: ['Tags: a tab was replaced by a space'] } },
		]);
	});

	test('is accepted whatever else the answer calls a status', async () => {
		expect(await accepted({ result: true, status: 'queued' })).toMatchObject([
			{ json: { status: 'accepted' } },
		]);
	});

	test('shows only that it was accepted when the answer is no object', async () => {
		const [item] = await accepted('', 'member.upsert', { email: 'asha@example.com' });

		expect(item?.json).toEqual({
			status: 'accepted',
			reason: '',
			message: 'Accepted by Interakt',
			email: 'asha@example.com',
		});
	});
});

describe('the rows of a list', () => {
	test('become items of their input item', () => {
		expect(outputItems({ status: 'accepted', result: [{ id: 'a' }, { id: 'b' }] }, 3, node, {})).toEqual([
			{ json: { id: 'a' }, pairedItem: { item: 3 } },
			{ json: { id: 'b' }, pairedItem: { item: 3 } },
		]);
	});

	test('that are none become no item', () => {
		expect(outputItems({ status: 'accepted', result: [] }, 3, node, {})).toEqual([]);
	});
});

const failure = (given: Partial<Failure>): Failure => ({
	reason: 'refused',
	message: 'Interakt refused the request',
	description: 'Check the values.',
	...given,
});

describe('an item that was not accepted', () => {
	const subject = { phoneNumber: '+919999999999' };
	const unavailable = failure({ httpStatus: 502, reason: 'serverUnavailable', subject });
	const ending = {
		status: 'unknown',
		reason: 'serverUnavailable',
		message: 'Interakt refused the request',
		phoneNumber: '+919999999999',
		description: 'Check the values.',
		httpStatus: 502,
	};
	const shown = (input: IDataObject, onError: OnError = 'continueRegularOutput') =>
		outputItems({ status: 'unknown', failure: unavailable }, 3, { ...node, onError }, input);

	test('says on the regular output how it ended, why and whom it concerns, before the values of its input', () => {
		const [item] = shown({ name: 'Asha', order: '1042' });

		expect(item).toEqual({
			json: { ...ending, error: ending.message, name: 'Asha', order: '1042' },
			pairedItem: { item: 3 },
		});
		expect(Object.keys(item?.json ?? {}).slice(0, 4)).toEqual(['status', 'reason', 'message', 'phoneNumber']);
	});

	test('keeps values of its input that have the name of one of its own', () => {
		const input = { status: 'paid', message: 'Hi', input: 1, phoneNumber: '+919999999999' };

		expect(shown(input)[0]?.json).toEqual({
			...ending,
			error: ending.message,
			input: { status: 'paid', message: 'Hi', input: 1 },
		});
	});

	test('has on the error output the two keys by which n8n finds it', () => {
		const [item] = shown({ name: 'Asha' }, 'continueErrorOutput');

		expect(item).toEqual({
			json: { error: ending.message, details: ending },
			pairedItem: { item: 3 },
		});
	});

	test('for the error output is known to n8n without the rule for `details` by an `error`', () => {
		const [item] = shown({}, 'continueErrorOutput');

		expect(item?.error).toEqual({ message: 'Interakt refused the request' });
		// What n8n makes of it for the error output: nothing may take the place of its json any more.
		expect({ ...item }.error).toBeUndefined();
		expect(shown({})[0]?.error).toBeUndefined();
	});
});

describe('Include Input Fields', () => {
	const additionalFields = { includeInputFields: true };

	test('puts out the values of the input behind what the node says', async () => {
		const [item] = await accepted(
			{ result: true, id: 'abc' },
			'message.sendText',
			{ additionalFields },
			{
				order: '1042',
				status: 'paid',
			},
		);

		expect(item?.json).toEqual({
			status: 'accepted',
			reason: '',
			message: expect.any(String),
			phoneNumber: '+919999999999',
			messageId: 'abc',
			order: '1042',
			input: { status: 'paid' },
		});
	});

	test('that cannot be read is refused', async () => {
		const given = { additionalFields: { includeInputFields: 'perhaps' } };

		await expect(accepted({}, 'message.sendText', given)).rejects.toThrow(/^Include Input Fields "perhaps"/);
	});
});

describe('a thrown error', () => {
	test('is of the node when the input was refused', () => {
		const error = itemError(node, failure({ reason: 'invalidInput', message: 'Text is empty' }), 2);

		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error).toMatchObject({
			message: 'Text is empty',
			description: 'Check the values.',
			context: { itemIndex: 2 },
		});
	});

	test('is of the API when Interakt refused', () => {
		const error = itemError(node, failure({ httpStatus: 400 }), 2);

		expect(error).toBeInstanceOf(NodeApiError);
		expect(error).toMatchObject({
			message: 'Interakt refused the request',
			description: 'Check the values.',
			httpCode: '400',
			context: { itemIndex: 2 },
		});
	});

	test.each<[Partial<Failure>, unknown]>([
		[
			{ reason: 'rateLimited', retryAfterMs: 7000 },
			{ cause: 'rate-limited', retryAfterMs: 7000 },
		],
		[{ reason: 'rateLimited' }, { cause: 'rate-limited' }],
		[{ reason: 'invalidKey' }, { cause: 'credential-invalid' }],
		[{ reason: 'serverUnavailable' }, { cause: 'temporarily-unavailable' }],
		[{ reason: 'unreachable' }, { cause: 'temporarily-unavailable' }],
		[{ reason: 'noAnswer' }, { cause: 'temporarily-unavailable' }],
		[{ reason: 'outsideWindow' }, undefined],
	])("tells n8n its cause in n8n's words: %j", (given, cause) => {
		expect(itemError(node, failure(given), 0)).toHaveProperty('failure', cause);
	});
});
