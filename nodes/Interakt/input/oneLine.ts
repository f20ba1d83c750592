import type { Findings } from './findings';
import { shownText, type TextRules, trimmed } from './text';
import { cleanWhiteSpace } from './whiteSpace';

/**
 * Reads what a customer sees in one line, such as the title of a button or of a row: nothing stands around it, and a
 * line break or a tab in it becomes a space, with a notice.
 */
export function oneLine(value: unknown, field: string, findings: Findings, rules: TextRules = {}): string {
	const line = typeof value === 'string' ? cleanWhiteSpace(trimmed(value), field, 'clean', findings) : value;
	return shownText(line, field, findings, rules);
}
