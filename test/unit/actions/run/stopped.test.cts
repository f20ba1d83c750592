import fc from 'fast-check';
import type { IExecuteFunctions } from 'n8n-workflow';

import { ranges, stoppedBy } from '../../../../nodes/Interakt/actions/run/stopped';
import { type Failure, notStarted, type Outcome } from '../../../../nodes/Interakt/delivery/outcome';
import { nodeInWorkflow } from '../../parameters.cts';

describe('rows as people write them', () => {
	test.each<[number[], string]>([
		[[], ''],
		[[0], '0'],
		[[0, 1], '0-1'],
		[[0, 2], '0, 2'],
		[[0, 1, 2, 3, 4, 5, 6, 8, 12, 13, 14], '0-6, 8, 12-14'],
		[[9, 10, 11], '9-11'],
	])('%j: %s', (indexes, written) => {
		expect(ranges(indexes)).toBe(written);
	});

	test('name each index, and no other', () => {
		fc.assert(
			fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 60 })), (given) => {
				const indexes = given.sort((one, other) => one - other);
				const read = ranges(indexes)
					.split(', ')
					.filter((part) => part !== '')
					.flatMap((part) => {
						const [from = 0, to = from] = part.split('-').map(Number);
						return Array.from({ length: to - from + 1 }, (_, index) => from + index);
					});

				expect(read).toEqual(indexes);
			}),
		);
	});
});

const context = { getNode: () => nodeInWorkflow } as unknown as IExecuteFunctions;
const refused: Failure = {
	reason: 'refused',
	message: 'Interakt refused the request',
	description: 'Look at it.',
};
const accepted: Outcome<unknown> = { status: 'accepted', result: [] };
const rejected: Outcome<unknown> = { status: 'rejected', failure: refused };
const unknown: Outcome<unknown> = {
	status: 'unknown',
	failure: { reason: 'noAnswer', message: 'Interakt did not answer', description: 'The connection broke.' },
};
const repeat = (outcome: Outcome<unknown>, count: number) => Array.from({ length: count }, () => outcome);
const stopped = (...outcomes: Array<Outcome<unknown>>) => stoppedBy(context, outcomes);

describe('the n8n error of a run that an item has stopped', () => {
	test('is none when every item was accepted', () => {
		expect(stopped()).toBeUndefined();
		expect(stopped(...repeat(accepted, 3))).toBeUndefined();
	});

	test('of one item says only what became of it', () => {
		expect(stopped(rejected)).toMatchObject({
			message: 'Interakt refused the request',
			description: 'Look at it.',
			context: { itemIndex: 0, data: { accepted: '', unknown: '', notSent: '1' } },
		});
	});

	test('says how far the run came, what was not sent, and how to go on', () => {
		const error = stopped(...repeat(accepted, 7), unknown, accepted, rejected, ...repeat(notStarted, 30));

		expect(error?.message).toBe('Interakt did not answer (row 8 of 40)');
		expect(error?.description).toBe(
			'The connection broke. Of 40 items, 8 were accepted, 1 may have been sent, and 31 were not sent.' +
				' To go on, run the workflow with the items that were not sent: rows 10-40 of 40.',
		);
		expect(error?.context).toMatchObject({
			itemIndex: 7,
			data: { accepted: '1-7, 9', unknown: '8', notSent: '10-40' },
		});
	});

	test('says nothing of going on when nothing was accepted, or nothing is left', () => {
		expect(stopped(rejected, ...repeat(notStarted, 2))?.description).toBe(
			'Look at it. Of 3 items, 0 were accepted, 0 may have been sent, and 3 were not sent.',
		);
		expect(stopped(accepted, accepted, unknown)?.description).toBe(
			'The connection broke. Of 3 items, 2 were accepted, 1 may have been sent, and 0 were not sent.',
		);
	});

	test('names the item that was refused rather than one that was not started', () => {
		expect(stopped(notStarted, rejected)?.context).toMatchObject({ itemIndex: 1 });
	});

	test('of a cancelled run says that it was stopped', () => {
		expect(stopped(accepted, notStarted)).toMatchObject({
			message: 'Not sent: the run stopped before this item (row 2 of 2)',
			context: { data: { accepted: '1', unknown: '', notSent: '2' } },
		});
	});

	test('stays readable when thousands of items are scattered, with all of them in its data', () => {
		const scattered = Array.from({ length: 5_000 }, (_, index) => (index % 2 === 0 ? accepted : rejected));
		const error = stopped(...scattered);

		expect(error?.description?.length).toBeLessThan(400);
		expect(error?.description).toMatch(/: rows 2, 4, 6, .*… of 5000\.$/);
		expect(String((error?.context.data as { notSent: string }).notSent).split(', ')).toHaveLength(2_500);
	});

	test('counts every item once', () => {
		const outcomes = fc.array(fc.constantFrom(accepted, rejected, unknown, notStarted), { maxLength: 40 });
		fc.assert(
			fc.property(outcomes, (given) => {
				const error = stopped(...given);
				expect(error === undefined).toBe(given.every(({ status }) => status === 'accepted'));
				const match = /Of (\d+) items, (\d+) were accepted, (\d+) may have been sent, and (\d+)/.exec(
					error?.description ?? '',
				);
				if (!match) return;
				const [total = 0, ...parts] = match.slice(1).map(Number);
				expect(total).toBe(given.length);
				expect(parts.reduce((sum, part) => sum + part, 0)).toBe(total);
			}),
		);
	});
});
