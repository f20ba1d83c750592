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
