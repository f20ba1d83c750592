import type { Contact, State } from '../simulator/state.cts';

/** A row of contacts.csv or of the results file. */
export type Row = Record<string, string>;

/** What has to become of a row of contacts.csv. */
interface Expected {
	/** The number of its contact, whatever form it has in the file; nothing when the row makes no contact. */
	number?: string;
	/** What the results file says of its message; accepted, when nothing else is said. */
	message?: 'dryRun' | 'rejected' | 'not sent';
	/** What a refusal names, and the way out that it shows. */
	refusal?: { field: RegExp; remedy: RegExp };
	/** Traits that the contact has in Interakt; `null` for one that it must not have. */
	traits?: Record<string, unknown>;
}

export const EXPECTED: Readonly<Record<string, Expected>> = {
	'C-001': {
		number: '+919999999999',
		traits: { name: 'Asha Rao', opted_in: true, last_order: '2026-01-12' },
	},
	'C-002': { number: '+919999999998', traits: { name: 'Ravi  Kumar', opted_in: true } },
	'C-003': { number: '+14155550100', traits: { opted_in: true } },
	'C-004': { number: '+919999999997', traits: { name: 'प्रिया शर्मा', city: 'जयपुर', opted_in: true } },
	'C-005': { number: '+919999999996', traits: { opted_in: false } },
	'C-006': { number: '+14155550101', traits: { opted_in: false } },
	'C-007': { number: '+919999999995', traits: { opted_in: false, last_order: null } },
	'C-008': { number: '+919999999994', traits: { notes: 'Asked for "blue" twice', opted_in: null } },
	'C-009': { message: 'not sent', refusal: { field: /Phone Number/, remedy: /\+91 99999 99999/ } },
	'C-010': { number: '+919999999993' },
	'C-011': { number: '+919999999992', traits: { order_value: 75.25 } },
	'C-012': { message: 'not sent', refusal: { field: /notes.*line break/, remedy: /White Space/ } },
	'C-013': { number: '+14155550102' },
	'C-014': { number: '+919999999990' },
	// A spreadsheet's day, a number without a plus, and a formula that went wrong.
	'C-015': {
		number: '+919999999989',
		traits: { name: 'मीरा जोशी', last_order: '2026-02-01', notes: null, opted_in: true },
	},
	'C-016': { number: '+919999999988', traits: { city: null, order_value: 149900, opted_in: true } },
	'C-017': { number: '+919999999987', message: 'dryRun', traits: { city: 'Surat' } },
	'C-018': {
		number: '+919999999986',
		message: 'rejected',
		refusal: { field: /#N\/A/, remedy: /\w/ },
		traits: { name: null, city: 'Nagpur' },
	},
};

const numberOf = ({ country_code, phone_number }: Contact) => `${country_code}${phone_number}`;

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
	const { number, message = 'accepted', refusal } = EXPECTED[id] ?? {};
	const contact = number === undefined ? 'rejected' : 'accepted';
	return [
		...must(row.Contact === contact, `the contact is ${row.Contact} instead of ${contact}`),
		...must(row.Message === message, `the message is ${row.Message} instead of ${message}`),
		...must(
			Boolean(row['Message ID']) === (message === 'accepted'),
			'only a message that was sent has an ID',
		),
		...must(refusal?.field.test(row['What Happened'] ?? '') ?? true, 'the message does not name the field'),
		...must(refusal?.remedy.test(row['What to Do'] ?? '') ?? true, 'the message does not say what to do'),
	];
}

/** Traits in Interakt that are others than those of the file. */
function traitDeviations(contacts: Contact[]): string[] {
	return Object.entries(EXPECTED).flatMap(([id, { number, traits = {} }]) => {
		const stored = contacts.find((contact) => numberOf(contact) === number)?.traits ?? {};
		return Object.entries(traits).flatMap(([name, wanted]) => {
			const found = stored[name] ?? null;
			return found === wanted
				? []
				: [`${id}: trait ${name} is ${String(found)} instead of ${String(wanted)}`];
		});
	});
}

/** All that is not as expected after the example has run over contacts.csv: in its results file and in Interakt. */
export function deviations(contacts: Row[], results: Row[], interakt: State): string[] {
	const ids = (rows: Row[]) => rows.map((row) => row['Contact ID'] ?? '');
	const all = Object.entries(EXPECTED);
	const numbers = all.flatMap(([, { number }]) => number ?? []);
	const messages = interakt.messages.map(
		({ recipient, callbackData = '' }) => `${recipient} for ${callbackData}`,
	);
	const wantedMessages = all.flatMap(([id, { number, message }]) =>
		message === undefined ? `${number} for ${id}` : [],
	);
	return [
		...(ids(contacts).join() === Object.keys(EXPECTED).join()
			? []
			: ['contacts.csv and the expectations name different rows']),
		...(ids(results).join() === ids(contacts).join()
			? []
			: ['the results file does not hold every row in order']),
		...results.flatMap(rowDeviations),
		...eachOnce('contacts', interakt.contacts.map(numberOf), numbers),
		...eachOnce('messages', messages, wantedMessages),
		...traitDeviations(interakt.contacts),
	];
}
