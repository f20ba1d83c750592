import { classifyResponse } from '../../../nodes/Interakt/delivery/classify';
import { interaktApi } from '../../../nodes/Interakt/transport/interaktApi';

/** The failure that an answer with status 400 becomes. */
function failure(message: unknown, status = 400) {
	const response = { reply: { status, headers: {}, body: { result: false, message } } };
	const outcome = classifyResponse(
		{ method: 'POST', path: '/message/', effect: 'send' },
		response,
		interaktApi,
		0,
	);
	if (outcome.status === 'accepted') throw new Error('accepted');
	return outcome.failure;
}

describe('each refusal of the contract has its reason', () => {
	test.each([
		['Customer has not messaged within last 24 hours', 'outsideWindow'],
		['Customer has not messaged within the last 24 hours.', 'outsideWindow'],
		['Customer is not available for the organization', 'unknownCustomer'],
		['No approved template found with name welcome and language en', 'templateNotFound'],
		['Template category mismatch', 'categoryChanged'],
		['The template has been recategorised to Marketing', 'categoryChanged'],
		['Number of variables does not match', 'variableMismatch'],
		['Mismatch in bodyValues', 'variableMismatch'],
		['Number of params does not match the expected number of params', 'variableMismatch'],
		['Variables cannot contain a newline, a tab or more than 3 consecutive spaces', 'whiteSpace'],
		['Param text cannot have new-line/tab characters or more than 4 consecutive spaces', 'whiteSpace'],
		['Newline / Tab / More than 2 consecutive spaces', 'whiteSpace'],
		['phoneNumber is not valid', 'invalidPhone'],
		['Invalid phone number', 'invalidPhone'],
		['userId already belongs to another user', 'userIdTaken'],
		['user_id already exists', 'userIdTaken'],
		['Request size is larger than 32KB', 'tooLarge'],
		['Something else', 'refused'],
	])('%s', (words, reason) => {
		expect(failure(words).reason).toBe(reason);
	});

	test.each([400, 200])("and keeps Interakt's own words (HTTP %i)", (status) => {
		expect(failure('Customer is not available for the organization', status).description).toContain(
			'Interakt says: "Customer is not available for the organization"',
		);
	});
});

describe('a list of messages', () => {
	test('is one text', () => {
		expect(failure(['phoneNumber is not valid', 'countryCode is required']).description).toContain(
			'phoneNumber is not valid; countryCode is required',
		);
	});

	test("loses Interakt's way of beginning each of them", () => {
		const begin = 'Please correct the following error - ';
		const { message, description } = failure([`${begin}event is required`, `${begin}traits is required`]);

		expect(message + description).toContain('event is required; traits is required');
	});

	test('without text is no text', () => {
		expect(failure([{ a: 1 }, 2]).message).toBe('Interakt refused the request');
	});
});

describe('a message to people', () => {
	const unwelcome = /\b(error|problem|failure|mistake)s?\b/i;

	test.each([400, 401, 403, 404, 408, 413, 415, 422, 429, 500, 502, 503])(
		'of HTTP %i names no error',
		(status) => {
			const { message, description } = failure('Validation error: something was a failure', status);

			expect(message).not.toMatch(unwelcome);
			expect(message).toMatch(/^[A-Z]/);
			expect(description).toMatch(/\.$/);
		},
	);

	test.each([
		['Customer has not messaged within last 24 hours', /Send Template/],
		['Customer is not available for the organization', /Contact > Create or Update/],
		['No approved template found', /code name/],
		['Template category mismatch', /Only If Category Is/],
		['Newline', /White Space/],
		['Invalid phone number', /Phone Number/],
		['userId already belongs to another user', /another one/],
	])('of "%s" names the next step', (words, step) => {
		expect(failure(words).description).toMatch(step);
	});
});
