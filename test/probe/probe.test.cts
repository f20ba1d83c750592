/** The probe against the simulator, and against accounts that answer otherwise than the document says. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import axios from 'axios';

import { startSimulator, type Simulator, type SimulatorOptions } from '../simulator/simulator.cts';
import { template } from '../simulator/templates.cts';
import { KINDS } from '../simulator/webhooks/catalogue.cts';
import { harmlessQuestions, probe, type ProbeOptions } from './probe.cts';
import { sendings } from './send.cts';

/** What must not be in a report, wherever it stands in an answer. */
const person = {
	name: 'Asha Deshpande',
	email: 'asha.deshpande@example.com',
	phone: '9999900042',
	traitName: 'Nephew Karan owes',
	tag: 'Sangli-Regulars',
};
const ownNumber = '+919999900077';

const ended: Array<() => Promise<unknown>> = [];
afterEach(async () => {
	for (const end of ended.splice(0)) await end();
});

async function simulated(options: SimulatorOptions = {}): Promise<Simulator> {
	const simulator = await startSimulator({ strict: true, ...options });
	ended.push(async () => await simulator.close());
	const { state } = simulator;
	for (let index = 0; index < 4; index++) {
		const contact = state.add(
			{
				phone_number: `99999000${42 + index}`,
				country_code: '+91',
				user_id: null,
				createdAt: Date.UTC(2026, 0, 1 + index),
			},
			Date.UTC(2026, 1, 1 + index),
		);
		Object.assign(contact.traits, { name: person.name, email: person.email, [person.traitName]: 500 });
		contact.tags.push(person.tag);
	}
	return simulator;
}

const run = async (
	{ url, secretKey }: Pick<Simulator, 'url' | 'secretKey'>,
	more: Partial<ProbeOptions> = {},
) =>
	await probe({
		...{ key: secretKey, baseUrl: url, say: () => {} },
		confirm: async () => {
			throw new Error('nobody was to be asked');
		},
		...more,
	});

/** The cells of the questions in a report: what was seen, by name. */
function seenIn(report: string): Record<string, string> {
	const [, part = ''] = report.split('## Questions');
	const lines = part
		.split('\n## ')[0]!
		.split('\n')
		.filter((line) => line.startsWith('| '));
	return Object.fromEntries(
		lines
			.slice(2)
			.map((line) => line.split(/(?<!\\)\|/).map((text) => text.trim()))
			.map(([, name = '', , , verdict = '']) => [name, verdict]),
	);
}

/** A part of a report below its heading. */
const partOf = (report: string, heading: string) =>
	report.split(`${heading}\n\n`)[1]?.split('\n\n#')[0] ?? '';

function expectNothingPersonal(report: string, ...more: string[]): void {
	const lower = report.toLowerCase();
	const all = [...Object.values(person), '99999000', 'deshpande', 'karan', ...more];
	expect(all.filter((text) => lower.includes(text.toLowerCase()))).toEqual([]);
	expect(report).not.toMatch(/\S@\S/);
	expect(report).not.toMatch(/\d{7}/);
}

describe('an account that is as documented', () => {
	test('is as assumed in all questions, and differs nowhere', async () => {
		const simulator = await simulated();
		const report = await run(simulator);

		const seen = seenIn(report);
		expect(Object.keys(seen)).toHaveLength(harmlessQuestions.length + 1);
		expect(Object.entries(seen).filter(([, verdict]) => verdict !== 'as assumed')).toEqual([]);
		expect(partOf(report, '## Answers that differ from the contract document')).toBe('None.');
		expectNothingPersonal(report, simulator.secretKey, 'simulator-token');
	});

	test('is not changed', async () => {
		const simulator = await simulated();
		const before = JSON.stringify([simulator.state.contacts, simulator.state.templates]);
		await run(simulator);

		const { contacts, templates, messages } = simulator.state;
		expect(JSON.stringify([contacts, templates])).toBe(before);
		expect(messages).toEqual([]);
		expect(
			simulator.state.requests.filter(
				({ processed, path }) =>
					processed && /^\/(track\/(users|events|templates)|message|rcs|assign|chat|create)/.test(path),
			),
		).toEqual([]);
	});

	test('without contacts and templates cannot tell all', async () => {
		const simulator = await startSimulator({ strict: true });
		ended.push(async () => await simulator.close());
		simulator.state.templates = [];
		const seen = seenIn(await run(simulator));

		expect(Object.values(seen)).not.toContain('**otherwise**');
		expect(seen).toMatchObject({ 'templates: limit': 'cannot be told', 'contact: by ID': 'cannot be told' });
	});
});

describe('an account that is otherwise', () => {
	test('says so, question by question', async () => {
		const simulator = await simulated({
			strict: false,
			templateLimitIgnored: true,
			templateOffsetIgnored: true,
		});
		const report = await run(simulator);

		expect(seenIn(report)).toMatchObject({
			'templates: limit': '**otherwise**',
			'templates: offset': '**otherwise**',
			'contact: nobody': '**otherwise**',
			'contacts: largest page': 'as assumed',
		});
		expectNothingPersonal(report);
	});

	test('that has faults is told as such', async () => {
		const simulator = await simulated();
		simulator.misbehave(
			{
				match: { path: '/track/organization/templates' },
				effect: { kind: 'status', status: 500, html: true },
			},
			{ match: { path: '/create-campaign/' }, effect: { kind: 'resetBefore' } },
			{ match: { path: '/chat/assign/' }, effect: { kind: 'refuse', message: `Ask ${person.name}` } },
		);
		const report = await run(simulator);

		expect(seenIn(report)).toMatchObject({
			'templates: limit': 'cannot be told',
			'empty request: createCampaign': 'cannot be told',
			'empty request: assignChatById': '**otherwise**',
		});
		expect(partOf(report, '## Answers that differ from the contract document')).toMatch(
			/GET \/track\/organization\/templates 500: the answer is HTML, not JSON \(\d+ times\)/,
		);
		expectNothingPersonal(report);
	});

	test('that does not take the key is asked nothing else', async () => {
		const simulator = await simulated();
		const key = Buffer.from('another-token:').toString('base64');

		await expect(run({ url: simulator.url, secretKey: key })).rejects.toThrow(
			'does not accept the key (401 JSON',
		);
		expect(simulator.state.requests).toHaveLength(1);
	});

	test('shows members that the document does not have, by name and kind only', async () => {
		const row = {
			id: 7,
			phone_number: person.phone,
			created_at_utc: '2026-01-01 10:00:00.123456',
			wallet: { balance: 12.5, owner: person.name, [person.email]: 1 },
			traits: { [person.traitName]: person.name },
			tags: person.tag,
		};
		const url = await answering((path) =>
			path.startsWith('/apis/users/')
				? { result: true, data: { customers: [row], has_next_page: 'yes', total: 1 } }
				: { result: 'no', message: [`Write to ${person.email}, ${person.name} or +91 99999 00042`, 'now'] },
		);
		const report = await run({ url, secretKey: 'some-key' });

		const different = partOf(report, '## Answers that differ from the contract document');
		for (const expected of [
			'data needs total_customers',
			'data.customers[].id must be string',
			'data.has_next_page must be boolean',
			'data.customers[].wallet is not in the document',
			'data.total is not in the document',
		])
			expect(different).toContain(`POST /apis/users/ 200: ${expected}`);
		expect(report).toContain('data.customers[].wallet.(name): integer');
		expect(report).toContain('data.customers[].created_at_utc: time 9999-99-99 99:99:99.999999');
		expect(report).toContain('data.customers[].traits.(name): text');
		expect(report).toContain('Write to (e-mail) (removed) or (number) / now');
		expectNothingPersonal(report, 'some-key');
	});
});

describe('with --send', () => {
	test('sends one message of each kind to the number, once it has been typed', async () => {
		const simulator = await simulated();
		simulator.state.customerWrites({ countryCode: '+91', phoneNumber: ownNumber.slice(3) }, Date.now());
		simulator.state.putTemplate(template('plain', { body: 'Hello', body_text: [] }));
		const said: string[] = [];
		const asked: string[] = [];
		const report = await run(simulator, {
			sendTo: '+91 99999-00077',
			given: {
				...{ image: 'https://example.com/a.jpg', document: 'https://example.com/a.pdf' },
				...{ video: 'https://example.com/a.mp4', audio: 'https://example.com/a.mp3' },
				...{ sticker: 'https://example.com/a.webp', template: 'plain|en' },
			},
			say: (text) => said.push(text),
			confirm: async (question) => {
				asked.push(question);
				expect(simulator.state.requests).toEqual([]);
				return ownNumber;
			},
		});

		expect(asked).toHaveLength(1);
		expect(said.join('\n')).toContain('  - text message');
		const seen = seenIn(report);
		expect(Object.keys(seen)).toHaveLength(harmlessQuestions.length + 1 + sendings.length);
		expect(Object.entries(seen).filter(([, verdict]) => verdict !== 'as assumed')).toEqual([]);
		const recipients = new Set(simulator.state.messages.map(({ recipient }) => recipient));
		expect([...recipients]).toEqual([ownNumber]);
		expectNothingPersonal(report, ownNumber, ownNumber.slice(3));
	});

	test('sends nothing when the number was not typed', async () => {
		const simulator = await simulated();
		const refused = run(simulator, { sendTo: ownNumber, confirm: async () => 'yes' });

		await expect(refused).rejects.toThrow('Nothing was sent');
		expect(simulator.state.requests).toEqual([]);
	});

	test.each(['99999 00077', 'me', '+1'])('takes no %s for a number', async (sendTo) => {
		const simulator = await simulated();

		await expect(run(simulator, { sendTo })).rejects.toThrow(
			'--send needs a phone number with its country code',
		);
	});
});

describe('with --listen', () => {
	const secret = 'secret-of-the-webhook';

	test('says what webhooks are made of, and whether they are signed', async () => {
		const simulator = await simulated();
		let end: () => void = () => {};
		const until = new Promise<void>((resolve) => (end = resolve));
		const report = await run(simulator, {
			listen: {
				...{ port: 0, until, secret },
				onUrl: (url) =>
					void (async () => {
						simulator.webhooks.register({ url, secret });
						for (const make of KINDS.values()) await simulator.webhooks.send(make());
						await axios.post(
							url,
							JSON.stringify({ type: 'order_paid', payer: person.name, data: { phone: person.phone } }),
						);
						await axios.post(url, `Not JSON, ${person.name}`);
						end();
					})(),
			},
		});

		const webhooks = partOf(report, '## Webhooks');
		// The HTTP step of an Interakt workflow does not sign.
		expect(webhooks.match(/\| genuine \|/g)).toHaveLength(KINDS.size - 1);
		expect(webhooks).toContain('| workflow_response_update | none |');
		expect(webhooks).toContain('| order_paid | none |');
		expect(webhooks).toContain('| (not JSON) | none |');
		expect(partOf(report, '### Webhooks that differ from the contract document')).toBe(
			'- order_paid: this type is not in the document\n- (not JSON): the body is not JSON',
		);
		expect(report).toContain('data.phone: digits in a text');
		expectNothingPersonal(report, secret, 'Where is my order', 'Monday');
	});
});

/** A server that answers every request with 200 and JSON. */
async function answering(answer: (path: string) => unknown): Promise<string> {
	const server: Server = createServer((request, response) => {
		request.resume().on('end', () => {
			response
				.writeHead(200, { 'content-type': 'application/json' })
				.end(JSON.stringify(answer(request.url ?? '')));
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	ended.push(async () => {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	});
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
