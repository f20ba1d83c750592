/** Rows of a database, a spreadsheet and a CSV file as contacts, in a real n8n whose process runs in other time zones. */
import type { IDataObject, INode } from 'n8n-workflow';

import { list } from '../contract/row.cts';
import type { Simulator } from '../simulator/simulator.cts';
import { createCredential } from './credentials.cts';
import type { N8n } from './n8n.cts';
import { POSTGRES_USER, startPostgres } from './postgres.cts';
import type { Server } from './server.cts';
import { HostSetUp, INSTALL_AND_BOOT_MS } from './setUp.cts';
import { chain, codeNode, interaktNode, manualTrigger, node, using } from './workflows.cts';

/** What Interakt is to know of the person, whatever the row came from. */
const traits = { name: 'आशा राव', born: '1996-12-01', joined: '2026-01-31T11:30:00.000Z' };

/** The row as a file has it: a time without a zone is one of the account's, and a spreadsheet counts days from 1900. */
const inFile = (born: number | string): IDataObject => ({
	phone: '99999 00001',
	name: 'आशा राव',
	born,
	joined: '2026-01-31 17:00',
});

/** Writes a file of the row and reads it again. */
const file = (format: 'csv' | 'xlsx', born: number | string): INode[] => [
	codeNode('Row', [inFile(born)]),
	node('Write', 'n8n-nodes-base.convertToFile', 1.1, { operation: format }),
	// n8n writes a byte order mark before the names of the columns, which its reader takes away only when it is told to.
	node('Read', 'n8n-nodes-base.extractFromFile', 1, { operation: format, options: { enableBOM: true } }),
];

const query = async (n8n: N8n, { port }: Server, name: string, sql: string): Promise<INode> => ({
	...node(name, 'n8n-nodes-base.postgres', 2.6, { operation: 'executeQuery', query: sql, options: {} }),
	credentials: using(
		await n8n.api.createCredential(name, 'postgres', {
			host: '127.0.0.1',
			port,
			database: POSTGRES_USER,
			user: POSTGRES_USER,
			password: '',
			ssl: 'disable',
		}),
	),
});

const database = async (n8n: N8n, server: Server): Promise<INode[]> => [
	await query(
		n8n,
		server,
		'Fill',
		`DROP TABLE IF EXISTS customers;
		CREATE TABLE customers (phone text, name text, born date, joined timestamptz, email text, address jsonb);
		INSERT INTO customers VALUES
			('99999 00001', 'आशा राव', '1996-12-01', '2026-01-31T11:30:00Z', NULL, '{"city":"Pune"}');`,
	),
	await query(n8n, server, 'Read', 'SELECT * FROM customers'),
];

describe.each(['UTC', 'Asia/Kolkata', 'America/New_York'])('with the process in %s', (zone) => {
	const setUp = new HostSetUp();
	let interakt: Simulator;
	let n8n: N8n;
	let postgres: Server;

	beforeAll(async () => {
		interakt = await setUp.simulator();
		n8n = await setUp.n8n({ environment: { TZ: zone, GENERIC_TIMEZONE: zone } });
		postgres = setUp.add(await startPostgres(), ({ stop }) => stop());
	}, INSTALL_AND_BOOT_MS);

	afterAll(setUp.end);
	beforeEach(() => interakt.reset());

	test.each<[string, () => INode[] | Promise<INode[]>]>([
		['a database', () => database(n8n, postgres)],
		['a spreadsheet', () => file('xlsx', 35400)],
		['a CSV file', () => file('csv', '1996-12-01')],
	])('a row of %s becomes a contact with its own day and time', async (_, source) => {
		const credential = await createCredential(n8n.api, 'interaktApi', interakt, {
			timeZone: 'Asia/Kolkata',
		});
		const contact = interaktNode('Contact', credential, {
			resource: 'contact',
			operation: 'upsert',
			phoneNumber: '={{ $json.phone }}',
			traitsInput: 'automatic',
			traits: list(
				{ name: 'born', type: 'date', value: '={{ $json.born }}' },
				{ name: 'joined', type: 'date', value: '={{ $json.joined }}' },
			),
		});
		const nodes = [manualTrigger('Start'), ...(await source()), contact];
		const execution = await n8n.api.run(await n8n.api.createWorkflow(chain('Contacts', nodes)), 'Start');

		expect(execution).toMatchObject({ status: 'success', failure: undefined });
		expect(interakt.state.requests.map(({ body }) => body)).toEqual([
			{ phoneNumber: '9999900001', countryCode: '+91', traits },
		]);
	});
});
