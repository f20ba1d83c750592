import { serverMessage } from '../../../nodes/Interakt/transport/serverMessage';
import { fastest } from '../fastest.cts';

describe("the server's words are found wherever they stand", () => {
	test.each<[unknown, string]>([
		[{ message: 'Not possible' }, 'Not possible'],
		[{ message: ['One', 'Two', 'One'] }, 'One; Two'],
		[{ message: { phone: ['is not valid', 'is too short'] } }, 'phone: is not valid; phone: is too short'],
		[[{ msg: 'Not possible' }, { msg: 'Nor this' }], 'Not possible; Nor this'],
		[{ detail: 'Not possible' }, 'Not possible'],
		[{ detail: [{ loc: ['body', 'phone'], msg: 'field required', type: 'missing' }] }, 'field required'],
		[{ errors: { phone: ['is not valid'] } }, 'phone: is not valid'],
		[{ errors: [{ field: 'phone', message: 'is not valid' }] }, 'is not valid'],
		[{ error: { message: 'Not possible', code: 100 } }, 'Not possible'],
		[{ error: 'Not possible' }, 'Not possible'],
		[{ result: false, msg: 'Not possible' }, 'Not possible'],
		[{ message: 'Validation', errors: { phone: 'is not valid' } }, 'Validation; phone: is not valid'],
		[{ statusCode: 400, error: 'Bad Request', message: ['phone is not valid'] }, 'phone is not valid'],
		[{ phone: ['is not valid'] }, 'phone: is not valid'],
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

	const letters = (count: number) => 'x'.repeat(count);
	const texts = (count: number) => Array.from({ length: count }, (_, index) => `text ${index}`);
	const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
	test.each<[string, unknown, string]>([
		['500 letters of a text', `No ${' '.repeat(500)} word`, 'No'],
		['500 letters in all', [`1${letters(299)}`, `2${letters(299)}`], `1${letters(299)}; 2${letters(197)}`],
		['20 texts of a list', texts(21), texts(20).join('; ')],
		['20 texts of a body', [texts(15), texts(30).slice(15)], texts(20).join('; ')],
		['20 members of a list', [...numbers(20), 'Not possible'], ''],
		['not after 300 members', [...numbers(15).map(() => numbers(20)), 'Not possible'], ''],
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
