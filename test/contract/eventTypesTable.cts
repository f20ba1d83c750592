/** The table of event types in `docs/triggers.md`, from the table of the trigger. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import {
	choiceNames,
	eventTypes,
	statusNames,
	type EventType,
} from '../../nodes/Interakt/triggers/webhook/eventTypes';
import { table } from './coverage.cts';

const page = join(__dirname, '..', '..', 'docs', 'triggers.md');
const begin = '<!-- event types, written by test/contract/writeEventTypes.cts -->';
const end = '<!-- end of event types -->';

const typeOf = ({ type, isEcho }: EventType) => {
	if (type === '*') return 'any other';
	return `\`${type}\`${isEcho ? ', not of the customer' : ''}`;
};

const choiceOf = ({ event, choice }: EventType) => (event === 'test' ? 'nothing' : choiceNames[choice]);

/** What the filters of its choice call it, as far as its type says it: neither its kind nor what other columns have. */
const filterOf = ({ status, update }: EventType) =>
	status === undefined ? (update ?? '') : statusNames[status];

const line = (row: EventType): string[] => [
	typeOf(row),
	row.channel === 'rcs' ? 'RCS' : 'WhatsApp',
	`\`${row.event}\``,
	row.source === undefined ? '' : `\`${row.source}\``,
	choiceOf(row),
	filterOf(row),
	row.output,
];

const rows: readonly EventType[] = eventTypes;

export const eventTypesTable = (): string =>
	table(
		['Interakt’s type', 'Family', '`event`', '`source`', 'Trigger On', 'Filter', 'Output'],
		rows.map(line),
	);

/** The page with the table as it should be. */
export function freshPage(): string {
	const text = readFileSync(page, 'utf8');
	const [before = '', rest = ''] = text.split(begin);
	const [, after] = rest.split(end);
	if (after === undefined) throw new Error('docs/triggers.md has no place for the table of event types');
	return `${before}${begin}\n\n${eventTypesTable()}\n\n${end}${after}`;
}

export const presentPage = (): string => readFileSync(page, 'utf8');

export const writePage = (): void => writeFileSync(page, freshPage());
