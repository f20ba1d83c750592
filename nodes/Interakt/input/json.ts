import type { Findings } from './findings';

/** Reads a JSON field, which n8n may give as text or already decoded. What is no JSON becomes a finding. */
export function parseJson(value: unknown, field: string, findings: Findings): unknown {
	if (typeof value !== 'string') return value ?? undefined;
	if (value.trim() === '') return undefined;
	try {
		return JSON.parse(value);
	} catch (cause) {
		const where = cause instanceof Error ? ` (${cause.message})` : '';
		findings.add(
			field,
			`is not valid JSON${where}`,
			'Check quotes, commas and brackets; the expression editor shows the result.',
		);
		return undefined;
	}
}

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
