/**
 * Reads the form in which n8n stores executions (the npm package `flatted`): a JSON array whose first entry is the
 * root, and in which every string inside an object or a list is the index of the entry it stands for.
 */
export function unflatten(text: string): unknown {
	const entries = JSON.parse(text) as unknown[];
	const made = new Map<number, unknown>();

	const resolve = (value: unknown) => (typeof value === 'string' ? entry(Number(value)) : value);

	function entry(index: number): unknown {
		const raw = entries[index];
		if (typeof raw !== 'object' || raw === null) return raw;
		if (made.has(index)) return made.get(index);
		// Kept before it is filled, because an entry may refer back to itself.
		if (Array.isArray(raw)) {
			const list: unknown[] = [];
			made.set(index, list);
			for (const value of raw) list.push(resolve(value));
			return list;
		}
		const object: Record<string, unknown> = {};
		made.set(index, object);
		for (const [key, value] of Object.entries(raw)) object[key] = resolve(value);
		return object;
	}

	return entry(0);
}
