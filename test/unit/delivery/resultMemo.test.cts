import { remember, remembered } from '../../../nodes/Interakt/delivery/resultMemo';
import { notStarted, type Outcome } from '../../../nodes/Interakt/delivery/outcome';

const failure = { reason: 'noAnswer', message: 'Interakt did not answer', description: 'Look.' } as const;

test.each<Outcome<unknown>>([
	{ status: 'accepted', result: ['a'] },
	{ status: 'unknown', failure },
])('an item that may have been sent is remembered: $status', (outcome) => {
	const item = { json: {} };
	remember(item, outcome);

	expect(remembered(item)).toBe(outcome);
});

test.each<Outcome<unknown>>([{ status: 'rejected', failure }, notStarted])(
	'an item that was not sent may go again: $status',
	(outcome) => {
		const item = { json: {} };
		remember(item, outcome);

		expect(remembered(item)).toBeUndefined();
	},
);

test('an item of which nobody knows may go again where a repeat changes nothing', () => {
	const item = {};
	remember(item, { status: 'unknown', failure: { ...failure, repeatable: true } });

	expect(remembered(item)).toBeUndefined();
});

test('it is the item that counts, not what it holds', () => {
	remember({ json: { phone: '9999999999' } }, { status: 'accepted', result: [] });

	expect(remembered({ json: { phone: '9999999999' } })).toBeUndefined();
});

test('what was rejected later does not undo what was accepted before', () => {
	const item = {};
	remember(item, { status: 'accepted', result: [] });
	remember(item, { status: 'rejected', failure });

	expect(remembered(item)).toMatchObject({ status: 'accepted' });
});
