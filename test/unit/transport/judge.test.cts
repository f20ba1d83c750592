import type { IDataObject } from 'n8n-workflow';

import type { Judgement } from '../../../nodes/Interakt/transport/api';
import { interaktApi } from '../../../nodes/Interakt/transport/interaktApi';
import { affirms, judgeObject } from '../../../nodes/Interakt/transport/judge';

describe('what a 2xx with a JSON object says', () => {
	test.each<[IDataObject, Judgement]>([
		// Nothing at all, and nothing of whether it was done.
		[{}, 'unreadable'],
		[{ id: 'a' }, 'accepted'],

		// A flag.
		[{ result: true }, 'accepted'],
		[{ result: ' TRUE ' }, 'accepted'],
		[{ result: 1 }, 'accepted'],
		[{ result: 'queued' }, 'accepted'],
		[{ result: false }, 'refused'],
		[{ result: ' Failed ' }, 'refused'],
		[{ result: 0 }, 'refused'],
		[{ result: null }, 'refused'],
		[{ result: 'perhaps' }, 'unreadable'],
		[{ result: {} }, 'unreadable'],
		[{ success: 'yes' }, 'accepted'],
		[{ success: 'no' }, 'refused'],
		[{ success: 'perhaps' }, 'unreadable'],
		[{ ok: true }, 'accepted'],
		[{ ok: false }, 'refused'],
		[{ Result: false }, 'refused'],
		[{ Success: 'perhaps' }, 'unreadable'],

		// A status in words: of the request, or of what was made.
		[{ status: 'success' }, 'accepted'],
		[{ status: 'error' }, 'refused'],
		[{ status: 'PENDING' }, 'accepted'],
		[{ status: null }, 'accepted'],
		[{ status: 'order 404' }, 'accepted'],

		// A status of HTTP.
		[{ status: 200 }, 'accepted'],
		[{ status: '204' }, 'accepted'],
		[{ status: 400 }, 'refused'],
		[{ status: '404 ' }, 'refused'],
		[{ status: 500 }, 'unreadable'],
		[{ status: 302 }, 'unreadable'],
		[{ status: 0 }, 'unreadable'],
		[{ status: 4000 }, 'accepted'],
		[{ status: 1400 }, 'accepted'],
		[{ statusCode: 201 }, 'accepted'],
		[{ statusCode: 422 }, 'refused'],
		[{ statusCode: 503 }, 'unreadable'],

		// A code, which is a status of HTTP or one of the server's own.
		[{ status_code: 404 }, 'refused'],
		[{ status_code: 503 }, 'unreadable'],
		[{ code: ' 422 ' }, 'refused'],
		[{ code: 500 }, 'unreadable'],
		[{ code: 200 }, 'accepted'],
		[{ code: 0 }, 'accepted'],
		[{ code: 4000 }, 'accepted'],
		[{ code: 1400 }, 'accepted'],
		[{ code: 5000 }, 'accepted'],
		[{ code: 1500 }, 'accepted'],
		[{ code: 'ERROR' }, 'accepted'],

		// A fault, or where it would stand.
		[{ error: 'Not possible' }, 'refused'],
		[{ error: { code: 7 } }, 'refused'],
		[{ error: true }, 'refused'],
		[{ errors: ['Not possible'] }, 'refused'],
		[{ err: 'Not possible' }, 'refused'],
		[{ error: null }, 'accepted'],
		[{ error: '' }, 'accepted'],
		[{ error: ' None ' }, 'accepted'],
		[{ error: false }, 'accepted'],
		[{ error: 0 }, 'accepted'],
		[{ errors: [] }, 'accepted'],
		[{ errors: {} }, 'accepted'],

		// What a function in a cloud leaves that threw: it may have done its work before.
		[{ errorMessage: 'Task timed out after 3.00 seconds' }, 'unreadable'],
		[{ result: true, errorMessage: 'Not possible' }, 'unreadable'],
		[{ errorMessage: '' }, 'accepted'],

		// Signs that agree, and signs that contradict each other.
		[{ result: true, success: true, status: 'ok', statusCode: 200, error: null, errors: [] }, 'accepted'],
		[{ success: false, error: 'Not possible' }, 'refused'],
		[{ result: true, error: 'Not possible' }, 'unreadable'],
		[{ success: true, statusCode: 400 }, 'unreadable'],
		[{ status: 'ok', errors: ['Not possible'] }, 'unreadable'],
		[{ success: 'perhaps', error: 'Not possible' }, 'unreadable'],
		// By the contract `result` decides.
		[{ result: false, success: true }, 'refused'],
		[{ result: false, status: 500 }, 'refused'],
	])('%j: %s', (body, judgement) => {
		expect(judgeObject(body)).toBe(judgement);
	});

	test('what is no object is no answer of the API', () => {
		for (const body of ['<html></html>', '', undefined, null, [], [{ result: true }]]) {
			expect(interaktApi.judge({ status: 200, headers: {}, body })).toBe('unreadable');
		}
		expect(interaktApi.judge({ status: 200, headers: {}, body: { result: false } })).toBe('refused');
	});
});

test.each<[unknown, boolean]>([
	['OK', true],
	[' true\n', true],
	[true, true],
	[1, true],
	['false', false],
	['ok then', false],
	[undefined, false],
	[{}, false],
])('%j says nothing but that it was done: %s', (value, expected) => {
	expect(affirms(value)).toBe(expected);
});
