import { Stop, unstoppable } from '../../../nodes/Interakt/delivery/queue';

test('is reached when the run was cancelled, from then on', () => {
	let cancelled = false;
	const stop = new Stop(() => cancelled);
	expect(stop.reached).toBe(false);
	cancelled = true;

	expect(stop.reached).toBe(true);
	expect(stop.cancelled()).toBe(true);
});

test('is reached when asked for, which is no cancel', () => {
	const stop = new Stop(() => false);
	stop.request();

	expect(stop.reached).toBe(true);
	expect(stop.cancelled()).toBe(false);
});

test('nobody reaches what cannot be stopped', () => {
	expect(unstoppable.reached).toBe(false);
});
