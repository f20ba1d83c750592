/**
 * Where each route of the contract and each section of the source documents is implemented and tested, as
 * `docs/coverage.md` shows it. Operations and rows are read from the registries and the rows themselves.
 */
import { nodes } from '../unit/parameters.cts';
import { operationOf } from './contract.cts';
import { operations, type PlacedOperation } from './document.cts';
import { contractRows } from './rows/index.cts';
import type { ContractRow } from './row.cts';

/** A section of a source document: the rows that show its requests, and tests besides. */
export interface Section {
	readonly name: string;
	/** What it belongs to when it shows no request of its own. */
	readonly about?: string;
	/** Which contract rows come from it. */
	readonly has?: (row: ContractRow) => boolean;
	/** Files below `test/`, without `.test.cts`. */
	readonly tests?: readonly string[];
}

/** Tests of an operation beside its rows, by file. Every row runs in both of these. */
const everyRow = ['contract/rows', 'engine/rows'];
const furtherTests: Readonly<Record<string, readonly string[]>> = {
	'contact.upsert': ['engine/input', 'engine/failures'],
	'contact.get': ['engine/contacts'],
	'contact.getAll': ['engine/contacts', 'unit/delivery/wholeList', 'unit/delivery/timeWindows'],
	'event.track': ['engine/failures'],
	'message.sendText': ['engine/input', 'engine/failures', 'engine/order'],
	'message.sendImage': ['engine/files'],
	'message.sendDocument': ['engine/files'],
	'message.sendVideo': ['engine/files'],
	'message.sendAudio': ['engine/files'],
	'message.sendSticker': ['engine/files'],
	'message.sendButtons': ['engine/files'],
	'message.sendTemplate': ['engine/files', 'engine/failures'],
	'template.create': ['engine/templates', 'engine/files'],
	'template.getAll': ['engine/templates'],
	'campaign.create': ['engine/templates'],
	'rcsMessage.sendRichCard': ['engine/files'],
	'rcsMessage.sendCarousel': ['engine/files'],
	'chat.assign': ['engine/chats'],
	'file.upload': ['engine/files'],
	'member.upsert': ['engine/legacy'],
	'lead.upsert': ['engine/legacy'],
};

const from = (source: string, operation?: string) => (row: ContractRow) =>
	row.source === source && (operation === undefined || row.operation === operation);
/** A row may also show a section of S4 in the form that works on live accounts. */
const s4 = (section: string): Section => ({
	name: `S4 §${section}`,
	has: ({ source }) => source === `S4 §${section}` || source.endsWith(` of S4 §${section}`),
});

export const sections: readonly Section[] = [
	{
		name: 'S0 Authentication',
		about: 'credential',
		tests: ['unit/transport/secretKey', 'unit/credentials/interaktApi', 'engine/credentialTest'],
	},
	{
		name: 'S0 Errors',
		about: 'every operation',
		tests: ['unit/delivery/classify', 'unit/delivery/reasons', 'unit/input/whiteSpace', 'engine/failures'],
	},
	{
		name: 'S0 Rate Limits',
		about: 'credential (plan), every operation',
		tests: ['unit/transport/account', 'unit/delivery/classify', 'engine/failures'],
	},
	{ name: 'S0 Max Request Size', about: 'every operation', tests: ['unit/input/findings'] },
	{
		name: 'S0 User Track API',
		has: (row) => from('S0', 'contact.upsert')(row) && row.shows !== 'tags',
		tests: ['unit/fields/traits', 'unit/input/date'],
	},
	{
		name: 'S0 User Track API, tags',
		has: (row) => from('S0', 'contact.upsert')(row) && row.shows === 'tags',
		tests: ['unit/fields/traits'],
	},
	{
		name: 'S0 User Track API, a user ID of another user',
		about: 'contact.upsert',
		tests: ['engine/failures'],
	},
	{ name: 'S0 Event Track API', has: from('S0', 'event.track') },
	{
		name: 'S0 Contacts Retrieval API, payloads',
		has: from('S0 Contacts Retrieval'),
		tests: ['unit/fields/contacts'],
	},
	{
		name: 'S0 Contacts Retrieval API, limit and offset',
		about: 'contact.getAll',
		tests: [
			'unit/delivery/paging',
			'unit/delivery/wholeList',
			'unit/delivery/timeWindows',
			'engine/contacts',
		],
	},
	{
		name: 'S0 Contacts Retrieval API, errors',
		about: 'contact.getAll',
		tests: ['unit/fields/contacts', 'engine/contacts'],
	},
	{
		name: 'S1 Authentication',
		about: 'credential of Members & Leads',
		tests: ['unit/credentials/interaktApi', 'engine/credentialTest', 'engine/legacy'],
	},
	{ name: 'S1 Creating Leads', has: from('S1 Creating Leads') },
	{ name: 'S1 Creating Member', has: from('S1 Creating Member') },
	{
		name: 'S1 Accepting and Publishing Timestamps',
		has: from('S1 Timestamps'),
		tests: ['unit/legacy/attributes'],
	},
	{
		name: 'S1 Null and Hash',
		about: 'member.upsert, lead.upsert',
		tests: ['unit/legacy/attributes', 'engine/legacy'],
	},
	{
		name: 'S1 Getting User & Order details',
		about: 'member.upsert (traits of the person, orders)',
		tests: ['engine/legacy'],
	},
	{
		name: 'S1 Custom Data',
		has: (row) =>
			row.source.startsWith('S1') &&
			('custom_fields' in (row.body ?? {}) || 'attributesJson' in row.parameters),
		tests: ['unit/legacy/attributes'],
	},
	{ name: 'S1 Array Of JSON', has: from('S1 Array Of JSON') },
	{ name: 'S2 API key', about: 'credential', tests: ['unit/transport/secretKey', 'engine/credentialTest'] },
	{ name: 'S2 track.user', has: from('S2', 'contact.upsert') },
	{ name: 'S2 track.event', has: from('S2', 'event.track') },
	{
		name: 'S2 settings',
		about: 'credential (time-out), every operation (retries, queue, errors)',
		tests: ['unit/delivery/retry', 'unit/delivery/queue', 'engine/failures'],
	},
	{
		name: 'S3 Rate Limit (40 a minute, older than S0)',
		about: 'credential (Requests per Minute)',
		tests: ['unit/transport/account', 'unit/delivery/rateLimiter'],
	},
	...[1, 2, 3].map((number) => ({ name: `S3 Example ${number}`, has: from(`S3 example ${number}`) })),
	{
		name: 'S3 Response',
		about: 'message.sendTemplate',
		tests: ['unit/actions/run/items', 'engine/rows', 'engine/order'],
	},
	{
		name: 'S3 Fields',
		about: 'message.sendTemplate',
		tests: ['unit/input/phone', 'unit/templates/byHand', 'unit/input/limits'],
	},
	{ name: 'S3 buttonPayload', has: from('S3', 'message.sendTemplate'), tests: ['unit/input/limits'] },
	...['1.1', '1.2'].map(s4),
	...['2.1', '2.2', '2.3', '2.4', '2.5', '2.6', '2.7'].map(s4),
	...['3.1', '3.2', '3.3', '3.4', '3.5', '3.6'].map(s4),
	...['4.1', '4.2', '4.3', '4.4'].map(s4),
	...['5.1', '6.1'].map(s4),
	...['7.1', '7.2', '7.3', '8.1'].map(s4),
	...['9.1', '9.2'].map((section) => ({
		name: `S4 §${section}`,
		about: 'interaktTrigger',
		tests: [
			'unit/triggers/webhook/examples',
			'unit/triggers/webhook/receive',
			'engine/trigger',
			'host/trigger-in-n8n',
		],
	})),
];

/** `resource.operation` of everything that the nodes can do. */
export const builtOperations: ReadonlySet<string> = new Set(
	nodes.flatMap(({ resources }) =>
		resources.flatMap(({ value, operations }) => operations.map(({ option }) => `${value}.${option.value}`)),
	),
);

const unique = (values: readonly string[]) => [...new Set(values)];

export const rowsOf = ({ has }: Section): ContractRow[] => (has ? contractRows.filter(has) : []);

/** The rows that go to a route. */
export const rowsTo = ({ operation }: PlacedOperation): ContractRow[] =>
	contractRows.filter(
		({ method = 'POST', path }) => operationOf(method, path)?.operation.operationId === operation.operationId,
	);

/** The tests of a section or a route: those of its rows, those of their operations, and its own. */
export function testsOf(rows: readonly ContractRow[], own: readonly string[] = []): string[] {
	const further = rows.flatMap(({ operation }) => furtherTests[operation] ?? []);
	return unique([...(rows.length > 0 ? everyRow : []), ...further, ...own]);
}

/** A Markdown table as Prettier lays it out. */
export function table(heads: readonly string[], lines: ReadonlyArray<readonly string[]>): string {
	const escaped = [heads, ...lines].map((cells) => cells.map((cell) => cell.replace(/\|/g, '\\|')));
	const widths = heads.map((_, column) =>
		Math.max(...escaped.map((cells) => [...(cells[column] ?? '')].length)),
	);
	const line = (cells: readonly string[]) =>
		`| ${widths.map((width, column) => (cells[column] ?? '').padEnd(width)).join(' | ')} |`;
	const [head = [], ...rest] = escaped;
	return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rest.map(line)].join('\n');
}

const code = (text: string) => `\`${text}\``;
const codes = (texts: readonly string[]) => texts.map(code).join(', ');

/** The sources of rows, each with how many rows it gives when they are several. */
function sourcesOf(rows: readonly ContractRow[]): string {
	return unique(rows.map(({ source }) => source))
		.map((source) => {
			const count = rows.filter((row) => row.source === source).length;
			return count > 1 ? `${source} (${count})` : source;
		})
		.join(', ');
}

const routeLine = (placed: PlacedOperation): string[] => {
	const rows = rowsTo(placed);
	const built = placed.operation['x-operations'].filter((name) => builtOperations.has(name));
	return [code(`${placed.method} ${placed.path}`), codes(built), sourcesOf(rows), codes(testsOf(rows))];
};

/** Rows of a section by what they show. */
const shownBy = (rows: readonly ContractRow[]) =>
	rows.map(({ source, shows }) => (shows === undefined ? source : `${source}: ${shows}`)).join('; ');

const sectionLine = (section: Section): string[] => {
	const rows = rowsOf(section);
	const { name, about = '', tests } = section;
	return rows.length > 0
		? [
				name,
				codes(unique(rows.map(({ operation }) => operation))),
				shownBy(rows),
				codes(testsOf(rows, tests)),
			]
		: [name, about, about === '' ? '' : 'no request of its own', codes(testsOf([], tests))];
};

/** `docs/coverage.md`. */
export function coverageTable(): string {
	return `# What is covered, and by which test

Written by \`test/contract/writeCoverage.cts\` from the contract document, the registries of the nodes and the contract rows; a test holds this page against them. Tests are named by their file below \`test/\`, without \`.test.cts\`. A number in brackets says how many rows a source has.

S0 is the Track API help page, S1 Members & Leads, S2 the Python SDK, S3 the template-sending help page, S4 the Public API document. "contract" is what Interakt's Postman collection and working integrations add.

## Routes

${table(['Route', 'Node operation', 'Contract rows', 'Tests'], operations.map(routeLine))}

## Sections of the source documents

${table(['Section', 'Node operation', 'Contract rows', 'Tests'], sections.map(sectionLine))}
`;
}
