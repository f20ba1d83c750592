import { jsonIn, withoutFence } from '../shared/jsonIn';
import { type Findings, quoted } from './findings';
import { giveAsText, losesDigits } from './number';

/** Reads a JSON field, which n8n may give as text or already decoded. What is no JSON becomes a finding. */
export function parseJson(value: unknown, field: string, findings: Findings): unknown {
	if (typeof value !== 'string') return checked(value ?? undefined, field, findings);
	// A byte order mark in front counts as a blank.
	const words = withoutFence(value.trim());
	if (words === '') return undefined;
	try {
		return checked(JSON.parse(words), field, findings);
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

/** Levels of lists and objects inside each other that are read. */
const deepest = 50;

/** The value, when nothing in it was lost on the way: numbers beyond 2^53 are refused. */
function checked(value: unknown, field: string, findings: Findings): unknown {
	let level: unknown[] = [value];
	for (let depth = 0; level.length > 0; depth++) {
		if (depth > deepest) {
			findings.add(field, 'has too many lists and objects inside each other', 'Make it flatter.');
			return undefined;
		}
		const lost = level.find((one) => typeof one === 'number' && losesDigits(one));
		if (lost !== undefined) {
			findings.add(field, `holds ${quoted(lost)}, a number that has lost digits`, giveAsText);
			return undefined;
		}
		level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
	}
	return value;
}

/**
 * A value that the API gives as JSON text, sometimes as JSON text of JSON text (contract §1.6), as what it
 * is; text that is no JSON stays text.
 */
export function decode(value: unknown): unknown {
	if (typeof value !== 'string' || !/^\s*["[{]/.test(value)) return value;
	const inner = jsonIn(value);
	return inner === value ? value : decode(inner);
}
