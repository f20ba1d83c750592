import type { State } from '../simulator/state.cts';

/** A row of contacts.csv or of the results file. */
export type Row = Record<string, string>;

/** Under which number each good row of contacts.csv must end up, whatever form the number has there. */
export const REACHED: Record<string, string> = {
	'C-001': '+919999999999',
	'C-002': '+919999999998',
	'C-003': '+14155550100',
	'C-004': '+919999999997',
	'C-005': '+919999999996',
	'C-006': '+14155550101',
	'C-007': '+919999999995',
	'C-008': '+919999999994',
	'C-010': '+919999999993',
	'C-011': '+919999999992',
	'C-013': '+14155550102',
	'C-014': '+919999999990',
};

/** What each bad row must be told: the field that is meant, and the way out. */
export const REFUSED: Record<string, { field: RegExp; remedy: RegExp }> = {
	'C-009': { field: /Phone Number/, remedy: /\+91 99999 99999/ },
	'C-012': { field: /notes.*line break/, remedy: /White Space/ },
};

/** `{a: 1, b: 2}` for `[a, b, b]`. */
const counts = (values: string[]) => {
	const found: Record<string, number> = {};
	for (const value of values) found[value] = (found[value] ?? 0) + 1;
	return found;
};

/** Says for each wanted value that does not come exactly once, and for each other one, that it is not as expected. */
function eachOnce(what: string, values: string[], wanted: string[]): string[] {
	const found = counts(values);
	const missed = wanted
		.filter((value) => found[value] !== 1)
		.map((value) => `${value} has ${found[value] ?? 0} ${what} in Interakt instead of 1`);
	const extra = Object.keys(found).filter((value) => !wanted.includes(value));
	return [
		...missed,
		...extra.map((value) => `${value} has ${found[value]} ${what} in Interakt instead of none`),
	];
}

function rowDeviations(row: Row): string[] {
	const id = row['Contact ID'] ?? '';
	const must = (holds: boolean, text: string) => (holds ? [] : [`${id}: ${text}`]);
	const refused = REFUSED[id];
	if (refused === undefined) {
		return [
			...must(row.Contact === 'accepted', `the contact is ${row.Contact} instead of accepted`),
			...must(row.Message === 'accepted', `the message is ${row.Message} instead of accepted`),
			...must(Boolean(row['Message ID']), 'the message has no ID'),
		];
	}
	return [
		...must(row.Contact === 'rejected', `the contact is ${row.Contact} instead of rejected`),
		...must(row.Message === 'not sent', `the message is ${row.Message} instead of not sent`),
		...must(refused.field.test(row['What Happened'] ?? ''), 'the message does not name the field'),
		...must(refused.remedy.test(row['What to Do'] ?? ''), 'the message does not say what to do'),
	];
}

/** All that is not as expected after the example has run over contacts.csv: in its results file and in Interakt. */
export function deviations(contacts: Row[], results: Row[], interakt: State): string[] {
	const ids = (rows: Row[]) => rows.map((row) => row['Contact ID'] ?? '');
	const all = Object.keys({ ...REACHED, ...REFUSED }).sort();
	const numbers = Object.values(REACHED);
	const tracked = interakt.contacts.map((contact) => `${contact.country_code}${contact.phone_number}`);
	const messages = interakt.messages.map(
		({ recipient, callbackData = '' }) => `${recipient} for ${callbackData}`,
	);
	const wantedMessages = Object.entries(REACHED).map(([id, number]) => `${number} for ${id}`);
	return [
		...(ids(contacts).join() === all.join() ? [] : ['contacts.csv and the expectations name different rows']),
		...(ids(results).join() === ids(contacts).join()
			? []
			: ['the results file does not hold every row in order']),
		...results.flatMap(rowDeviations),
		...eachOnce('contacts', tracked, numbers),
		...eachOnce('messages', messages, wantedMessages),
	];
}
