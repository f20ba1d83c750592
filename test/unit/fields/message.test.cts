/** What a message carries beside its content. */
import { build } from '../parameters.cts';

const sent = (callbackData: unknown) =>
	build('message.sendText', {
		phoneNumber: '9999999999',
		message: 'Hi',
		additionalFields: { callbackData: callbackData as string },
	});

describe('Callback Data, which finds the row of a status again', () => {
	test.each<[unknown, string]>([
		['order 1042', 'order 1042'],
		[' order 1042\n', 'order 1042'],
		[1042, '1042'],
		['{"order": 1042}', '{"order": 1042}'],
	])('%j is sent as %j', (given, callbackData) => {
		expect(sent(given)).toMatchObject({ found: [], request: { body: { callbackData } } });
	});

	test.each(['undefined', 'null', '[object Object]', 'N/A', '-', '{{ $json.order }}', '1.101E+18'])(
		'%j is refused: it would be that of many',
		(given) => {
			expect(sent(given).message).toMatch(/^Callback Data /);
		},
	);

	test('nothing is left out', () => {
		expect(sent(' ')).toMatchObject({ found: [] });
		expect(sent(' ').request.body).not.toHaveProperty('callbackData');
	});
});
