import { classifyResponse, reasonOfStatus, recognise } from '../../../nodes/Interakt/delivery/classify';
import {
	type Reason,
	reasonNames,
	reasons,
	type ReasonWithRules,
} from '../../../nodes/Interakt/delivery/reasons';
import { interaktApi } from '../../../nodes/Interakt/transport/interaktApi';
import { fastest } from '../fastest.cts';

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

/** Words of servers for each reason that is recognised by them; one without an example does not compile. */
const examples: Readonly<Record<ReasonWithRules, readonly string[]>> = {
	invalidKey: [
		'Invalid API key',
		'The secret key is not valid',
		'Authentication credentials were not provided.',
		'Invalid token.',
	],
	planLacksFeature: [
		'API not supported on your account',
		'This feature is not available in your plan',
		'Your plan does not support this API',
		'Your subscription has expired',
		'Please upgrade your plan',
	],
	rateLimited: ['Rate limit exceeded for this resource', 'Too many requests', 'Request was throttled.'],
	walletEmpty: [
		'Please recharge your account',
		'Insufficient wallet balance',
		'Insufficient balance to send template in category marketing',
		'Your wallet is empty, please recharge',
		'Not enough credits',
		'Payment required',
	],
	unknownCustomer: [
		'Customer is not available for the organisation',
		'Customer not found',
		'Customer with this phone number was not found',
		'User does not exist',
		'No such contact',
		'Unable to find customer',
		'The customer doesn’t exist',
		'User is not registered',
		'Invalid customer',
	],
	outsideWindow: [
		'Customer has not messaged within last 24 hours',
		'The 24-hour window is closed',
		'24 hrs window expired',
		'The customer service window is closed',
		'Outside of the allowed window',
		'(#131047) Re-engagement message',
	],
	templatePaused: [
		'Template paused due to low quality (category marketing)',
		'Template not found because it is paused',
		'Paused template not found',
		'The template was disabled by Meta',
	],
	templateNotFound: [
		'No approved template found',
		'template "a" does not exist',
		'Template is not approved',
		'Template "a" could not be found',
		"Couldn't find template a",
		'There is no template named a',
		'Template a is not in approved state',
		'Template a is pending approval',
		'Template a has been deleted',
		'Invalid template name',
		'Invalid language code',
	],
	variableMismatch: [
		'Number of variables does not match',
		'Mismatch in header_values',
		'Number of parameters',
		'Parameter count mismatch',
		'number of localizable_params (1) does not match the expected number of params (2)',
		'Missing values for placeholders',
	],
	categoryChanged: ['Template category mismatch', 'Recategorised to Marketing'],
	invalidPhone: [
		'Invalid phone number',
		'phone_number is too large',
		'Phone',
		'Enter a valid mobile number',
		'Invalid contact number',
		'Country code is not valid',
		'Recipient is not on WhatsApp',
	],
	userIdTaken: ['userId already belongs to another user', 'user id is taken', 'user_id already in use'],
	whiteSpace: [
		'Variable contains a newline',
		'bodyValues cannot have tabs',
		'White space',
		'Newlines are not allowed',
		'Line breaks in variables',
	],
	tooLarge: ['Request size is larger than 32KB', 'Payload too large', 'Payload exceeds the limit'],
	mediaTooLarge: ['Image size exceeds 5 MB', 'The file is too large', 'Video larger than 16MB'],
	notFound: [
		'Not found.',
		'Cannot POST /v2/message/',
		'Route POST:/v2/message/ not found',
		'404 page not found',
		'HTTP 404 Not Found',
		'No static resource message.',
	],
};

describe('of several rules that fit the most specific one counts', () => {
	test.each(
		Object.entries(examples).flatMap(([reason, texts]) => texts.map((words) => [words, reason] as const)),
	)('%s: %s', (words, reason) => {
		expect(recognise(words, reason === 'notFound' ? 404 : 400)).toBe(reason);
	});

	test('each of them is a row of the table with rules, and each of those has one', () => {
		expect(Object.keys(examples).sort()).toEqual(reasonNames.filter((name) => reasons[name].rules).sort());
	});

	test("a quotation is not the server's own word, an apostrophe begins none", () => {
		expect(recognise("template 'wallet_balance' not found", 400)).toBe('templateNotFound');
		expect(recognise("The customer doesn't exist, so it can't be sent", 400)).toBe('unknownCustomer');
	});
});

describe('a status without words', () => {
	const statuses: ReadonlyArray<[number, Reason | undefined]> = [
		[301, 'notFound'],
		[308, 'notFound'],
		[400, undefined],
		[401, 'invalidKey'],
		[402, 'walletEmpty'],
		[403, 'planLacksFeature'],
		[404, 'notFound'],
		[405, 'notFound'],
		[408, 'serverUnavailable'],
		[413, 'tooLarge'],
		[422, undefined],
		[429, 'rateLimited'],
		[460, 'serverUnavailable'],
		[499, 'serverUnavailable'],
		[500, 'serverUnavailable'],
		[599, 'serverUnavailable'],
	];

	test.each(statuses)('%i: %p', (status, reason) => {
		expect(reasonOfStatus(status)).toBe(reason);
	});

	test.each(reasonNames.flatMap((name) => (reasons[name].http ?? []).map((http) => [http, name] as const)))(
		'%s: a row of the table above has it, with the reason %s',
		(http, reason) => {
			const fits = new RegExp(`^${http.replaceAll('x', '.')}$`);

			expect(statuses.filter(([status]) => fits.test(String(status))).map(([, found]) => found)).toContain(
				reason,
			);
		},
	);
});

test.each([402, 400, 403])('an empty wallet (HTTP %i) says where it is filled up', (status) => {
	expect(failure('Insufficient wallet balance', status)).toMatchObject({
		reason: 'walletEmpty',
		description: expect.stringMatching(/Billing > Wallet.*Interakt says: "Insufficient wallet balance"/),
	});
});

test('what is looked at of the words takes no time, whatever they are', () => {
	for (const part of ['template ', 'customer ', "'", '"', 'not ', 'phone user_id ', ' ', 'number of ']) {
		const words = part.repeat(100_000 / part.length);

		expect(fastest(() => recognise(words, 400))).toBeLessThan(50);
	}
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

	test.each(reasonNames.map((name) => [name, reasons[name]] as const))(
		'of the reason %s names no error and says what to do',
		(name, { message, description, forModel }) => {
			// The one that is an error: of the node's own.
			if (name !== 'internalError') expect(message + description).not.toMatch(unwelcome);
			expect(forModel).toMatch(/^[A-Z].{20,}\.$/);
			expect(forModel).not.toMatch(unwelcome);
			expect(message).toMatch(/^[A-Z].*[^.]$/);
			expect(description).toMatch(/^[A-Z].*\.$/);
		},
	);

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

test.each([
	['userId is required', 400],
	['user_id must be a string', 400],
	['page size must be at most 100', 400],
	['Flow token is invalid', 400],
	['Agent not found', 400],
	['Template name already exists', 400],
])('words that name no reason are no other one: %s', (words, status) => {
	expect(recognise(words, status)).toBeUndefined();
});

test('what a gateway says of a path that it lacks is about the address', () => {
	expect(recognise('Missing Authentication Token', 403)).toBe('notFound');
});
