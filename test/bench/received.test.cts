import { State } from '../simulator/state.cts';
import { mostInAMinute, received } from './received.cts';

/** A state that was given messages with this callback data, a second apart, and as many refusals. */
function stateOf(keys: string[], refusals = 0): State {
	const state = new State();
	const request = { method: 'POST', path: '/message/', query: {}, body: {}, processed: true };
	keys.forEach((callbackData, index) => {
		const at = index * 1000;
		const message = { id: callbackData, channel: 'whatsapp', recipient: '', type: 'Text', body: {} } as const;
		state.messages.push({ ...message, callbackData, at });
		state.requests.push({ ...request, at, status: 201 });
	});
	for (let index = 0; index < refusals; index++) state.requests.push({ ...request, at: 0, status: 429 });
	return state;
}

test('everything once', () => {
	expect(received(stateOf(['a', 'b']), ['a', 'b'])).toMatchObject({ delivered: 2, lost: 0, duplicates: 0 });
});

test('what came twice is a duplicate, and makes up for nothing that is lost', () => {
	expect(received(stateOf(['a', 'a', 'a']), ['a', 'b'])).toMatchObject({
		requests: 3,
		delivered: 1,
		lost: 1,
		duplicates: 2,
	});
});

test('refusals are requests, but no messages', () => {
	expect(received(stateOf(['a', 'b'], 3), ['a', 'b'])).toMatchObject({
		requests: 5,
		refused: 3,
		lost: 0,
		span: 1,
	});
});

test('what was refused in the first minute is not among what was refused later', () => {
	const state = stateOf(['a', 'b'], 3);
	for (const [at, status] of [
		[60_000, 429],
		[70_000, 201],
		[80_000, 201],
		[90_000, 201],
	] as const) {
		state.requests.push({
			method: 'POST',
			path: '/message/',
			query: {},
			body: {},
			processed: true,
			at,
			status,
		});
	}

	expect(received(state, ['a', 'b'])).toMatchObject({ refused: 4, refusedLater: 0.25 });
});

test('messages after ten minutes do not count among those of the first ten', () => {
	const keys = Array.from({ length: 602 }, (_, index) => String(index));

	expect(received(stateOf(keys), keys)).toMatchObject({ delivered: 602, inTenMinutes: 600 });
});

test('the fullest minute need not begin with the first request', () => {
	const seconds = [0, 50, 61, 70, 109, 110, 130];
	expect(mostInAMinute(seconds.map((second) => second * 1000))).toBe(4);
	expect(mostInAMinute([0, 60_000])).toBe(1);
	expect(mostInAMinute([])).toBe(0);
});
