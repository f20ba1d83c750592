/** What the contract says about a request and a schema cannot. */

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const member = (value: unknown, name: string): unknown => (isObject(value) ? value[name] : undefined);

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** At most 10 rows in all sections of a list together. Source: S4 §2.7. */
function listRows(body: unknown): string[] {
	const data = member(body, 'data');
	const action = member(member(data, 'message') ?? data, 'action');
	const rows = listOf(member(action, 'sections')).flatMap((section) => listOf(member(section, 'rows')));
	return rows.length > 10 ? [`data has ${rows.length} rows in all sections, at most 10`] : [];
}

/** The findings of the rules that apply to an operation. */
export function validateByRules(operationId: string, body: unknown): string[] {
	return operationId === 'sendMessage' && member(body, 'type') === 'InteractiveList' ? listRows(body) : [];
}
