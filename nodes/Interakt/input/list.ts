/** The items of a list that is given as one, as JSON text, or as text separated by commas. */
export function listItems(value: unknown): unknown[] {
	if (Array.isArray(value)) return value;
	if (typeof value !== 'string') return [value];
	if (value.trim().startsWith('[')) {
		try {
			const items: unknown = JSON.parse(value);
			if (Array.isArray(items)) return items;
		} catch {
			// Text that only looks like JSON: read as separated by commas.
		}
	}
	return value.split(',').map((item) => item.trim());
}
