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
