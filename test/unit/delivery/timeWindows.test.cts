import { readByTimeWindow } from '../../../nodes/Interakt/delivery/timeWindows';
import { contactPages, contactWindows } from '../../../nodes/Interakt/fields/contactPages';
import { changingContacts, listCases } from './changingContacts.cts';

describe('in windows of creation time, every contact that exists throughout is there exactly once', () => {
	test.each(listCases)(
		'created $arrival, listed $order',
		async (listCase) => {
			const { send, throughout } = changingContacts(5_000, listCase);
			const outcome = await readByTimeWindow(contactPages([]), contactWindows([]), send);
			if (outcome.status !== 'accepted') throw new Error('not accepted');
			const ids = outcome.result.map(({ id }) => String(id));
			const missing = [...throughout].filter((id) => !ids.includes(id));
			expect(missing).toEqual([]);
			expect(new Set(ids).size).toBe(ids.length);
		},
		120_000,
	);
});
