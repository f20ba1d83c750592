import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { type JsonObject, State } from '../simulator/state.cts';
import { readCsv } from './csv.cts';
import { deviations, EXPECTED, type Row } from './expectations.cts';

let contacts: Row[];
let results: Row[];
let interakt: State;

/** A row of the results file as it has to be. */
function resultOf(id: string): Row {
	const { number, message = 'accepted', refusal } = EXPECTED[id] ?? {};
	return {
		'Contact ID': id,
		Contact: number === undefined ? 'rejected' : 'accepted',
		Message: message,
		'Message ID': message === 'accepted' ? 'some-id' : '',
		'What Happened': refusal
			? 'Phone Number is wrong; Trait "notes" holds a line break; "#N/A" is no value'
			: '',
		'What to Do': refusal ? 'Write +91 99999 99999, or set White Space' : '',
	};
}

const message = (recipient: string, callbackData: string) => ({
	id: 'some-id',
	channel: 'whatsapp' as const,
	recipient,
	type: 'Template',
	callbackData,
	body: {},
	at: 0,
});

beforeEach(async () => {
	contacts = readCsv(await readFile(join(__dirname, 'contacts.csv'), 'utf8'));
	results = contacts.map((row) => resultOf(row['Contact ID'] ?? ''));
	interakt = new State();
	for (const [id, { number, message: said, traits = {} }] of Object.entries(EXPECTED)) {
		if (number === undefined) continue;
		const given = Object.entries(traits).filter(([, value]) => value !== null);
		interakt.add({
			country_code: number.slice(0, -10),
			phone_number: number.slice(-10),
			traits: Object.fromEntries(given) as JsonObject,
		});
		if (said === undefined) interakt.messages.push(message(number, id));
	}
});

const change = (id: string, changes: Row) =>
	(results = results.map((row) => (row['Contact ID'] === id ? { ...row, ...changes } : row)));

test('the run as it should be has no deviation', () => {
	expect(deviations(contacts, results, interakt)).toEqual([]);
});

test.each<[string, () => void]>([
	['a row that is missing', () => results.pop()],
	['a row that comes twice', () => results.push(...results.slice(0, 1))],
	['a good row whose contact was refused', () => change('C-001', { Contact: 'rejected' })],
	['a good row whose message was refused', () => change('C-001', { Message: 'rejected' })],
	['a message without an ID', () => change('C-001', { 'Message ID': '' })],
	['a bad row that was accepted', () => change('C-009', { Contact: 'accepted' })],
	['a bad row whose message was sent', () => change('C-012', { Message: 'accepted' })],
	['a refusal that does not name the field', () => change('C-012', { 'What Happened': 'Bad request' })],
	['a refusal without a remedy', () => change('C-009', { 'What to Do': '' })],
	['a message that was sent in a dry run', () => change('C-017', { Message: 'accepted' })],
	['a trait that is another', () => Object.assign(interakt.contacts[0]?.traits ?? {}, { opted_in: 'true' })],
	['a trait that is no value', () => Object.assign(interakt.contacts.at(-1)?.traits ?? {}, { name: '#N/A' })],
	['a contact that is missing', () => interakt.contacts.pop()],
	['a contact that came twice', () => interakt.contacts.push(...interakt.contacts.slice(0, 1))],
	['a contact that nobody wanted', () => interakt.add({ phone_number: '9999999991' })],
	['a message that is missing', () => interakt.messages.pop()],
	['a message that came twice', () => interakt.messages.push(...interakt.messages.slice(0, 1))],
	['a message to another number', () => interakt.messages.splice(0, 1, message('+919999999991', 'C-001'))],
])('%s is a deviation', (_, spoil) => {
	spoil();
	expect(deviations(contacts, results, interakt)).not.toEqual([]);
});
