import {
	alreadySent,
	failureOf,
	internalError,
	notTriedAgain,
} from '../../../nodes/Interakt/delivery/outcome';

test('a failure has the words of its reason, unless there are better ones', () => {
	const { message, description } = failureOf('refused');

	expect({ message, description }).toEqual({
		message: 'Interakt refused the request',
		description: 'Check the values of this item.',
	});
	expect(failureOf('refused', { message: 'No', httpStatus: 400 })).toEqual({
		reason: 'refused',
		message: 'No',
		description,
		httpStatus: 400,
	});
});

test.each([
	[new TypeError('x is not a function'), 'x is not a function'],
	['thrown as a text', 'thrown as a text'],
	[undefined, 'undefined'],
])('an exception is told in its own words: %p', (cause, words) => {
	expect(internalError(cause)).toMatchObject({
		status: 'unknown',
		failure: { reason: 'internalError', message: `An error in this node, not in your workflow: ${words}` },
	});
});

test.each([
	[undefined, 'An earlier run has sent it.', undefined],
	[0, 'It was sent at 1970-01-01T00:00:00.000Z.', '1970-01-01T00:00:00.000Z'],
])('what was sent before says when, where that is known: %p', (at, description, sentAt) => {
	const { status, failure } = alreadySent(at);

	expect(status).toBe('skipped');
	expect(failure).toMatchObject({ reason: 'alreadySent', description, ...(sentAt && { sentAt }) });
	expect('sentAt' in failure).toBe(sentAt !== undefined);
});

test('what is not tried again ends as it was answered, and says why', () => {
	const failure = failureOf('noAnswer', { repeatable: true });

	expect(notTriedAgain({ status: 'unknown', failure })).toEqual({
		status: 'unknown',
		failure: {
			...failure,
			message: 'Interakt did not answer; not tried again, because most calls lately did not succeed',
		},
	});
});
