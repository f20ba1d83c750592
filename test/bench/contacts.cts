import type { State } from '../simulator/state.cts';

const day = 24 * 60 * 60 * 1000;

/**
 * Makes contacts known that came over the last two years: more of them by day than by night, as customers do, and a
 * few thousand within one minute, as an import leaves them.
 */
export function addContacts(state: State, count: number): void {
	const end = Date.UTC(2025, 0);
	const imported = Math.floor(count / 20);
	for (let index = 0; index < count; index++) {
		const inDays = (index / count) * 730;
		const hour = 0.5 + 0.45 * Math.sin(inDays * 1000);
		const at =
			index < imported ? end - 365 * day + index * 10 : end - 730 * day + (Math.floor(inDays) + hour) * day;
		state.add(
			{
				phone_number: `99999${String(index).padStart(5, '0')}`,
				user_id: `customer-${index}`,
				traits: { name: `Customer ${index}`, city: index % 3 === 0 ? 'Pune' : 'Delhi', orders: index % 17 },
				tags: index % 5 === 0 ? ['vip'] : [],
			},
			Math.round(at),
		);
	}
}
