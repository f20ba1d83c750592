import {
	answerOutput,
	type GivenAnswer,
	type OpenQuestion,
	sealed,
	unsealed,
} from '../../../nodes/Interakt/questions/answer';

const key = 'Basic a-key-for-tests';
const question: OpenQuestion = {
	nonce: 'Ab_-9zZ0',
	phoneNumber: '+919999999999',
	choices: ['Ship it', 'Wait'],
	isApproval: true,
	takesText: false,
	hasBranch: false,
	isReview: false,
	messageId: '6c2d7175',
	until: 1_000,
};
const given: GivenAnswer = {
	nonce: 'Ab_-9zZ0',
	given: { choice: 0 },
	phoneNumber: '+919999999999',
	answeredAt: '2026-01-31T10:00:00.000Z',
};

test('an answer says what was chosen, by whom and when', () => {
	expect(answerOutput(question, given, 1_000)).toEqual({
		status: 'answered',
		reason: '',
		message: 'Answered: Ship it',
		answered: true,
		approved: true,
		answer: { id: '1', title: 'Ship it', text: 'Ship it' },
		phoneNumber: '+919999999999',
		messageId: '6c2d7175',
		answeredAt: '2026-01-31T10:00:00.000Z',
	});
	const other = { ...given, given: { choice: 1 } };
	expect(answerOutput(question, other, 0)).toMatchObject({ approved: false });
	expect(answerOutput({ ...question, isApproval: false }, given, 0)).not.toHaveProperty('approved');
});

const text = { ...given, given: { text: 'Next week, please' } };

test('a typed text is the answer to a question that takes it', () => {
	const free = { ...question, choices: [], isApproval: false, takesText: true };
	expect(answerOutput(free, text, 1_000)).toEqual({
		status: 'answered',
		reason: '',
		message: 'Answered: Next week, please',
		answered: true,
		answer: { id: '', title: '', text: 'Next week, please' },
		phoneNumber: '+919999999999',
		messageId: '6c2d7175',
		answeredAt: '2026-01-31T10:00:00.000Z',
	});
});

test('a typed text declines an approval that takes it, and is what an agent reads as feedback', () => {
	expect(answerOutput({ ...question, takesText: true }, text, 0)).toMatchObject({
		answered: true,
		approved: false,
		answer: { id: '', title: '', text: 'Next week, please' },
		chatInput: 'Next week, please',
	});
});

test.each([
	['undelivered', 'Not on WhatsApp', 'The question did not reach the person: Not on WhatsApp'],
	['undelivered', undefined, 'The question did not reach the person'],
	['askedAgain', undefined, 'This person was asked again before an answer came'],
] as const)('a question that is %s ends without an answer', (ended, why, message) => {
	const end = { ...given, given: { ended, ...(why !== undefined && { why }) } };
	expect(answerOutput(question, end, 0)).toEqual({
		status: 'unanswered',
		reason: ended,
		message,
		answered: false,
		approved: false,
		phoneNumber: '+919999999999',
		messageId: '6c2d7175',
	});
});

test('of a review that nobody answers the model is told why its call was not made', () => {
	const end = { ...given, given: { ended: 'undelivered', why: 'Not on WhatsApp' } } as const;
	expect(answerOutput({ ...question, isReview: true }, end, 0)).toMatchObject({
		approved: false,
		chatInput: expect.stringMatching(
			/^The question did not reach the person: Not on WhatsApp\. The call was not approved/,
		),
	});
});

test('an answer one second before the deadline counts, and one after it does not', () => {
	const open = { ...question, until: 61_000 };
	expect(answerOutput(open, given, 60_000)).toMatchObject({ answered: true });
	expect(answerOutput(open, given, 61_001)).toBe('closed');
});

test.each([
	['of an earlier round', { nonce: 'AAAAAAAA' }, 0, 'closed'],
	['too late', {}, 1_001, 'closed'],
	['of another person', { phoneNumber: '+919999900002' }, 0, 'refused'],
	['of no choice', { given: { choice: 2 } }, 0, 'refused'],
	['typed where it is to be tapped', { given: { text: 'Yes' } }, 0, 'refused'],
] as const)('an answer %s does not count', (_, change, now, why) => {
	expect(answerOutput(question, { ...given, ...change }, now)).toBe(why);
});

test('only what was sealed with the secret of the account is taken', () => {
	const body = sealed(given, key);
	expect(unsealed(body, key)).toEqual(given);
	expect(unsealed(body, 'Basic another')).toBeUndefined();
	expect(unsealed({ ...body, text: body.text.replace('9999999999', '9999900002') }, key)).toBeUndefined();
	for (const other of [undefined, null, {}, { text: body.text }, { ...body, signature: 7 }, given]) {
		expect(unsealed(other, key)).toBeUndefined();
	}
});
