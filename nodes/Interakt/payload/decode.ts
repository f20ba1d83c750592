/**
 * A value that the API gives as JSON text, sometimes as JSON text of JSON text (contract §1.6), as what it
 * is; text that is no JSON stays text.
 */
export function decode(value: unknown): unknown {
	if (typeof value !== 'string' || !/^\s*["[{]/.test(value)) return value;
	try {
		return decode(JSON.parse(value));
	} catch {
		return value;
	}
}
