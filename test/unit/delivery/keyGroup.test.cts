import {
	answerUsed,
	type Claim,
	type Ending,
	lookFor,
	newGroup,
} from '../../../nodes/Interakt/delivery/keyGroup';
import { entriesOf } from '../../../nodes/Interakt/delivery/keyStore';

/** A group with a key that waits for its answer and one that has ended, and what they were told. */
function groupWith({ hasEndings = true } = {}) {
	const told: string[] = [];
	const used = { key: 'order 1', request: 'hello' };
	const claim: Claim = { used, answer: (state) => told.push(state) };
	const ending: Ending = {
		key: 'order 2',
		keep: ['kept'],
		remove: ['gone'],
		settled: () => told.push('settled'),
	};
	const group = newGroup(hasEndings ? [ending] : []);
	group.claims = [claim];
	group.isRested = true;
	return { group, told, claim, ending };
}

test('each group has entries of its own', () => {
	const [one, other] = [newGroup([]), newGroup([])];

	expect(new Set([one.stays, one.goes, other.stays, other.goes]).size).toBe(4);
	expect(one).toMatchObject({ claims: [], endings: [], isRemoved: false, isRested: false });
});

describe('a group that is looked for', () => {
	test('and was written over is written again, and nobody is told anything', () => {
		const { group, told, claim, ending } = groupWith();

		expect(lookFor(group, new Set([group.goes]))).toEqual({
			remove: [group.stays, group.goes],
			claims: [claim],
			endings: [ending],
			goesOn: false,
		});
		expect(told).toEqual([]);
	});

	test('and is there lets its keys go, removes what it has to, and is looked for again', () => {
		const { group, told } = groupWith();

		expect(lookFor(group, new Set([group.stays, group.goes]))).toEqual({
			remove: [group.goes, 'gone'],
			claims: [],
			endings: [],
			goesOn: true,
		});
		expect(told).toEqual(['free']);
		expect(group).toMatchObject({ claims: [], isRemoved: true, isRested: false });
	});

	test('and has removed what it had to is done', () => {
		const { group, told } = groupWith();

		expect(lookFor(group, new Set([group.stays]))).toEqual({
			remove: [group.stays, group.goes],
			claims: [],
			endings: [],
			goesOn: false,
		});
		expect(told).toEqual(['free', 'settled']);
	});

	test('and has nothing to remove is done', () => {
		const { group, told } = groupWith({ hasEndings: false });

		expect(lookFor(group, new Set([group.stays, group.goes]))).toMatchObject({
			remove: [group.stays, group.goes],
			goesOn: false,
		});
		expect(told).toEqual(['free']);
	});
});

test('who asks for a key in use is answered, and what asking has added goes again', () => {
	const told: string[] = [];
	const claims = ['free', 'sent', 'open', 'other'].map(
		(key): Claim => ({ used: { key, request: 'hello' }, answer: (state) => told.push(`${key}: ${state}`) }),
	);
	const entries = (key: string, request = 'hello') => entriesOf({ key, request });
	const [sent = '', ofSent = ''] = entries('sent');
	const before = new Set([sent, ofSent, ...entries('open'), ...entries('other', 'goodbye')]);
	const { free, asked } = answerUsed(claims, before);

	expect(told).toEqual(['sent: sent', 'open: open', 'other: reused']);
	expect(free).toEqual([claims[0]]);
	expect(asked).toEqual([
		{ keep: [], remove: [entries('sent')[2]], settled: expect.any(Function) },
		{ keep: [], remove: [entries('other')[1]], settled: expect.any(Function) },
	]);
});
