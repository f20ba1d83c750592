import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';

import { findOperation } from '../../nodes/Interakt/actions';
import { acceptedItem, failedItem, itemError } from '../../nodes/Interakt/actions/items';
import type { Failure } from '../../nodes/Interakt/delivery/outcome';
import type { InteraktRequest } from '../../nodes/Interakt/transport/request';

const node: INode = {
	id: '1',
	name: 'Interakt',
	type: 'n8n-nodes-interakt.interakt',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};
const entry: InteraktRequest = {
	method: 'POST',
	path: '/message/',
	effect: 'send',
	recipient: '+919999999999',
};

function accepted(body: unknown, notices: string[] = []) {
	const operation = findOperation('message', 'sendText');
	if (operation === undefined) throw new Error('no operation');
	return acceptedItem(operation, { status: 201, headers: {}, body }, { entry, notices }, 7);
}

describe('an accepted item', () => {
	test("shows Interakt's answer without its envelope, and who it was for", () => {
		expect(accepted({ result: true, message: 'Message queued', id: 'abc' })).toEqual({
			json: { status: 'accepted', message: 'Message queued', id: 'abc', recipient: '+919999999999' },
			pairedItem: { item: 7 },
		});
	});

	test('shows what was changed in its input', () => {
		expect(accepted({ result: true }, ['Tags: a tab was replaced by a space']).json).toMatchObject({
			notices: ['Tags: a tab was replaced by a space'],
		});
	});

	test('is accepted whatever else the answer calls a status', () => {
		expect(accepted({ result: true, status: 'queued' }).json.status).toBe('accepted');
	});
});

const failure = (given: Partial<Failure>): Failure => ({
	reason: 'refused',
	message: 'Interakt refused the request',
	description: 'Check the values.',
	...given,
});

test('an item that was not accepted has the two keys by which n8n finds it', () => {
	expect(failedItem('unknown', failure({ httpStatus: 502, reason: 'serverUnavailable' }), 3)).toEqual({
		json: {
			error: 'Interakt refused the request',
			details: {
				status: 'unknown',
				reason: 'serverUnavailable',
				description: 'Check the values.',
				httpStatus: 502,
			},
		},
		pairedItem: { item: 3 },
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
