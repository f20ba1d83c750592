import { serverMessage } from '../../../nodes/Interakt/transport/serverMessage';
import { fastest } from '../fastest.cts';

describe("the server's words are found wherever they stand", () => {
	test.each<[unknown, string]>([
		[{ message: 'Not possible' }, 'Not possible'],
		[{ message: ['One', 'Two', 'One'] }, 'One; Two'],
		[{ message: { phone: ['is not valid', 'is too short'] } }, 'phone: is not valid; phone: is too short'],
		[[{ msg: 'Not possible' }, { msg: 'Nor this' }], 'Not possible; Nor this'],
		[{ detail: 'Not possible' }, 'Not possible'],
		[
			{ detail: [{ loc: ['body', 'phone'], msg: 'field required', type: 'missing' }] },
			'phone: field required',
		],
		[{ errors: { phone: ['is not valid'] } }, 'phone: is not valid'],
		[{ errors: [{ field: 'phone', message: 'is not valid' }] }, 'phone: is not valid'],
		[{ error: { message: 'Not possible', code: 100 } }, 'Not possible'],
		[{ error: 'Not possible' }, 'Not possible'],
		[{ result: false, msg: 'Not possible' }, 'Not possible'],
		[{ message: 'Validation', errors: { phone: 'is not valid' } }, 'Validation; phone: is not valid'],
		[{ statusCode: 400, error: 'Bad Request', message: ['phone is not valid'] }, 'phone is not valid'],
		[{ phone: ['is not valid'] }, 'phone: is not valid'],
		[{ field: '', param: 'phone', msg: 'is not valid' }, 'phone: is not valid'],
		[{ field: 'phone', problem: 'is not valid' }, 'problem: is not valid'],
		[{ field: ['cards', null], msg: 'is not valid' }, 'is not valid'],
		[{ data: { message: 'Nor this' }, message: 'Not possible' }, 'Not possible'],
		[{ message: '131047' }, '131047'],
		[{ result: false, status: 'x', code: 'y' }, ''],
		[{ message: 7 }, ''],
		[{ message: '  Not \n possible ' }, 'Not possible'],
		[{ message: 'Please correct the following error - Not possible' }, 'Not possible'],
		[{ message: 'Please correct the following error- Not possible' }, 'Not possible'],
		[{ message: 'Please correct the following error -Not possible' }, 'Not possible'],
		[{ message: 'No. Please correct the following error - x' }, 'No. Please correct the following error - x'],
		[{ message: ['', 'Not possible', ' '] }, 'Not possible'],
		[{ message: ' ', error: 'Not possible' }, 'Not possible'],
		['Not possible', 'Not possible'],
		[' <!DOCTYPE html><html>Not possible</html>', ''],
		[{ message: '<html>Not possible</html>' }, ''],
		[undefined, ''],
		[null, ''],
		[[], ''],
	])('%j', (body, words) => {
		expect(serverMessage({ body })).toBe(words);
	});
});

describe('they are looked for only so far', () => {
	const nested = (depth: number, wrap: (inner: unknown) => unknown): unknown =>
		depth === 0 ? 'Not possible' : wrap(nested(depth - 1, wrap));

	test.each<[string, (inner: unknown) => unknown]>([
		['lists', (inner) => [inner]],
		['messages', (message) => ({ message })],
		['errors', (error) => ({ error })],
		['fields', (inner) => ({ '': inner })],
	])('six %s deep', (_, wrap) => {
		expect(serverMessage({ body: nested(6, wrap) })).toBe('Not possible');
		expect(serverMessage({ body: nested(7, wrap) })).toBe('');
	});

	test.each<[string, (inner: unknown) => unknown]>([
		['texts of JSON', (inner) => JSON.stringify([inner])],
		['answers in data', (message) => ({ data: { message } })],
	])('three %s deep, each of two steps', (_, wrap) => {
		expect(serverMessage({ body: nested(3, wrap) })).toBe('Not possible');
		expect(serverMessage({ body: nested(4, wrap) })).toBe('');
	});

	const letters = (count: number) => 'x'.repeat(count);
	const texts = (count: number) => Array.from({ length: count }, (_, index) => `text ${index}`);
	const json = (length: number) => `${'{"message":"Not possible"'.padEnd(length - 1)}}`;
	const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
	test.each<[string, unknown, string]>([
		['500 letters of a text', `No ${' '.repeat(500)} word`, 'No'],
		['500 letters in all', [`1${letters(299)}`, `2${letters(299)}`], `1${letters(299)}; 2${letters(197)}`],
		['20 texts of a list', texts(21), texts(20).join('; ')],
		['20 texts of a body', [texts(15), texts(30).slice(15)], texts(20).join('; ')],
		['20 members of a list', [...numbers(20), 'Not possible'], ''],
		['not after 300 members', [...numbers(15).map(() => numbers(20)), 'Not possible'], ''],
		[
			'the 200th member',
			[...numbers(9).map(() => numbers(20)), numbers(8), 'Not possible', 'Nor this'],
			'Not possible',
		],
		['10,000 letters of JSON', json(10_000), 'Not possible'],
		['not 10,001 letters of JSON', json(10_001), '{"message":"Not possible"'],
		['a field of 100 letters', { field: letters(100), msg: 'No' }, `${letters(100)}: No`],
		['no field of 101 letters', { field: letters(101), msg: 'No' }, 'No'],
		['six steps to a field', { loc: [...'abcdefgh'], msg: 'No' }, 'a.b.c.d.e.f: No'],
		['but after 100', [...numbers(5).map(() => numbers(20)), 'Not possible'], 'Not possible'],
	])('%s', (_, body, words) => {
		expect(serverMessage({ body })).toBe(words);
	});
});

describe('they are bounded, in time too', () => {
	const deep = () => {
		let body: unknown = 'end';
		for (let depth = 0; depth < 10_000; depth++) body = { message: body };
		return body;
	};
	test.each<[string, () => unknown]>([
		['a long text', () => ({ message: 'word '.repeat(200_000) })],
		['a text of blanks', () => ({ message: ' '.repeat(1_000_000) })],
		['many texts', () => ({ message: Array.from({ length: 100_000 }, (_, index) => `text ${index}`) })],
		[
			'many members',
			() => Object.fromEntries(Array.from({ length: 50_000 }, (_, index) => [`m${index}`, 'x'])),
		],
		['a deep body', deep],
		['hyphens', () => ({ message: `Please correct the following error${' '.repeat(100_000)}` })],
	])('%s', (_, make) => {
		const body = make();

		expect(serverMessage({ body }).length).toBeLessThanOrEqual(500);
		expect(fastest(() => serverMessage({ body }))).toBeLessThan(50);
	});
});

describe('as the servers write them that many APIs are built with', () => {
	test.each<[string, unknown, string]>([
		[
			'Django REST framework, nested',
			{ template: { name: ['may not be blank'] } },
			'template.name: may not be blank',
		],
		['Django REST framework, a field called field', { field: ['is required'] }, 'field: is required'],
		[
			'FastAPI',
			{
				detail: [{ type: 'missing', loc: ['body', 'template', 'name'], msg: 'Field required', input: null }],
			},
			'template.name: Field required',
		],
		[
			'FastAPI, a place in a list',
			{ detail: [{ loc: ['body', 'cards', 0, 'body'], msg: 'Field required' }] },
			'cards.0: Field required',
		],
		['Spring', { timestamp: 'now', status: 400, error: 'Bad Request', path: '/message/' }, 'Bad Request'],
		[
			'Spring, with fields',
			{
				message: 'Validation failed',
				errors: [
					{
						field: 'phone',
						defaultMessage: 'must not be blank',
						codes: ['NotBlank'],
						arguments: [{ defaultMessage: 'phone' }],
					},
				],
			},
			'Validation failed; phone: must not be blank',
		],
		[
			'Laravel',
			{ message: 'The given data was invalid.', errors: { phone: ['The phone field is required.'] } },
			'The given data was invalid.; The phone field is required.',
		],
		[
			'express-validator',
			{ errors: [{ type: 'field', value: 'x', msg: 'Invalid value', path: 'phone', location: 'body' }] },
			'phone: Invalid value',
		],
		[
			'express-validator of old',
			{ errors: [{ value: 'x', msg: 'Invalid value', param: 'phone', location: 'body' }] },
			'phone: Invalid value',
		],
		[
			'problem+json',
			{
				type: 'https://example.com/x',
				title: 'Not valid',
				status: 400,
				detail: 'Two values are wrong',
				instance: '/a',
			},
			'Two values are wrong',
		],
		[
			'problem+json, with its values',
			{ title: 'Not valid', 'invalid-params': [{ name: 'age', reason: 'must be positive' }] },
			'must be positive',
		],
		[
			'joi',
			{
				statusCode: 400,
				message: 'Validation failed',
				validation: { body: { keys: ['x'], message: '"x" is required' } },
			},
			'Validation failed; body: "x" is required',
		],
		[
			'zod',
			{ error: { issues: [{ path: ['phone'], message: 'Required' }], name: 'ZodError' } },
			'phone: Required',
		],
		[
			'the API of Meta',
			{
				error: {
					message: '(#131047) Re-engagement message',
					code: 131047,
					error_data: { details: 'More than 24 hours' },
				},
			},
			'(#131047) Re-engagement message; More than 24 hours',
		],
		['words in words', { message: '{"phone":["is not valid"]}' }, 'phone: is not valid'],
		['words in words, after a blank', { message: ' {"phone":["is not valid"]}' }, 'phone: is not valid'],
		['words that only look so', { message: '[urgent] not possible' }, '[urgent] not possible'],
		['words beside nothing, in data', { result: false, data: { message: 'Not possible' } }, 'Not possible'],
		['words in result', { result: { errors: ['Not possible'] } }, 'Not possible'],
		[
			'words in a fault',
			{ fault: { faultstring: 'Not possible', detail: { errorcode: 'x' } } },
			'errorcode: x; Not possible',
		],
		['none in the data of what was done', { result: true, data: { id: 'a', name: 'b' } }, ''],
	])('%s', (_, body, words) => {
		expect(serverMessage({ body })).toBe(words);
	});
});
