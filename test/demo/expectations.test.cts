import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { State } from '../simulator/state.cts';
import { readCsv } from './csv.cts';
import { deviations, REACHED, REFUSED, type Row } from './expectations.cts';

let contacts: Row[];
let results: Row[];
let interakt: State;

const reached = Object.entries(REACHED);

const resultOf = (id: string): Row =>
	id in REFUSED
		? {
				'Contact ID': id,
				Contact: 'rejected',
				Message: 'not sent',
				'What Happened': 'Phone Number is wrong; Trait "notes" holds a line break',
				'What to Do': 'Write +91 99999 99999, or set White Space',
			}
		: { 'Contact ID': id, Contact: 'accepted', Message: 'accepted', 'Message ID': 'some-id' };

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
	for (const [id, number] of reached) {
		interakt.add({ country_code: number.slice(0, -10), phone_number: number.slice(-10) });
		interakt.messages.push(message(number, id));
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
