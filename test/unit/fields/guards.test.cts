/** The Guard Rails of a tool: what a model cannot do, whatever it is told. */
import type { INodeProperties } from 'n8n-workflow';

import type { Outcome } from '../../../nodes/Interakt/delivery/outcome';
import {
	boundRows,
	guardFields,
	isFilledByModel,
	isTool,
	readGuard,
	type SentInRun,
	withMore,
} from '../../../nodes/Interakt/fields/guards';
import type { InteraktRequest } from '../../../nodes/Interakt/transport/request';
import { nodeInWorkflow, plainParameters } from '../parameters.cts';

const accepted: Outcome = { status: 'accepted', result: { status: 200, headers: {}, body: {} } };

const text = (recipient?: string): InteraktRequest => ({
	method: 'POST',
	path: '/message/',
	effect: 'send',
	...(recipient !== undefined && { recipient }),
	body: { type: 'Text' },
});

const template = (name: string, languageCode = 'en'): InteraktRequest => ({
	...text('+919999999999'),
	body: { template: { name, languageCode } },
});

/** How requests end under Guard Rails, and which were let through. */
async function guarded(
	guardRails: unknown,
	requests: readonly InteraktRequest[],
	{
		sent = {},
		answers = [],
		typed,
	}: { sent?: SentInRun; answers?: readonly Outcome[]; typed?: unknown } = {},
) {
	const parameters = plainParameters({ guardRails });
	const guard = readGuard({ ...parameters, raw: () => typed ?? guardRails }, sent);
	if (guard === undefined || typeof guard !== 'function') return { refused: guard };
	const through: InteraktRequest[] = [];
	const send = guard(async (request) => {
		through.push(request);
		return answers[through.length - 1] ?? accepted;
	});
	const outcomes: Outcome[] = [];
	for (const request of requests) outcomes.push(await send(request));
	const words = outcomes.map((outcome) =>
		outcome.status === 'accepted' ? 'accepted' : outcome.failure.message,
	);
	return { words, through: through.length, outcomes, found: parameters.findings.found };
}

const name = ({ name }: INodeProperties) => name;
const field = (name: string): INodeProperties => ({ displayName: name, name, type: 'string', default: '' });

describe('which Guard Rails an operation has', () => {
	const options = (...fields: string[]) =>
		guardFields(fields.map(field)).map(({ options, default: preset, displayOptions }) => ({
			names: (options as INodeProperties[]).map(name),
			preset,
			displayOptions,
		}));
	const displayOptions = { show: { '@tool': [true] } };

	test('follows from its fields, and they are shown in tools only', () => {
		expect(options('phoneNumber')).toEqual([{ names: ['allowedRecipients'], preset: {}, displayOptions }]);
		expect(options('dryRun')).toEqual([
			{ names: ['allowedTemplates', 'maxMessages'], preset: {}, displayOptions },
		]);
		expect(options('phoneNumber', 'dryRun')).toEqual([
			{ names: ['allowedRecipients', 'allowedTemplates', 'maxMessages'], preset: {}, displayOptions },
		]);
		expect(options('message')).toEqual([]);
	});

	test('bound the rows of a list from the beginning', () => {
		expect(options('returnAll')).toEqual([{ names: ['maxRows'], preset: { maxRows: 25 }, displayOptions }]);
	});
});

test('a node is a tool by the end of its type', () => {
	const ofType = (type: string) => isTool({ getNode: () => ({ ...nodeInWorkflow, type }) });

	expect(ofType('n8n-nodes-interakt.interaktTool')).toBe(true);
	expect(ofType('n8n-nodes-interakt.interakt')).toBe(false);
	expect(ofType('toolbox.interakt')).toBe(false);
});

test.each<[unknown, boolean]>([
	["={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('x') }}", true],
	[{ maxMessages: "={{ $fromai('n') }}" }, true],
	['={{ $json.phone }}', false],
	['fromAI', false],
	['$fromAIs', false],
	[undefined, false],
])('whether a model fills in %j: %p', (typed, filled) => {
	expect(isFilledByModel(typed)).toBe(filled);
});

describe('Guard Rails', () => {
	test('are nothing where none are shown, and let all through where none was added', async () => {
		expect(await guarded(undefined, [])).toEqual({ refused: undefined });
		expect(await guarded({}, [text('+919999999999'), template('any')])).toMatchObject({
			words: ['accepted', 'accepted'],
			found: [],
		});
	});

	test.each<[unknown, string]>([
		['', 'Guard Rails holds no fields'],
		['{}', 'Guard Rails holds no fields'],
		[[{}], 'Guard Rails holds no fields'],
		[{ allowedRecipients: '' }, 'Allowed Recipients gives nobody'],
		[{ allowedRecipients: ' ;\n; ' }, 'Allowed Recipients gives nobody'],
		[{ allowedRecipients: null }, 'Allowed Recipients gives nobody'],
		[{ allowedTemplates: [] }, 'Allowed Templates gives no template'],
		[{ allowedTemplates: undefined }, 'Allowed Templates gives no template'],
		[{ maxMessages: 'many' }, 'Max Messages per Run gives no number'],
		[{ maxMessages: '' }, 'Max Messages per Run gives no number'],
		[{ maxMessages: 1.5 }, 'Max Messages per Run gives no number'],
		[{ maxMessages: -1 }, 'Max Messages per Run gives no number'],
	])('that say nothing refuse everything: %j', async (guardRails, words) => {
		const { refused } = await guarded(guardRails, []);

		expect(refused).toMatchObject({
			status: 'rejected',
			failure: { reason: 'notAllowed', message: `Not sent: ${words}` },
		});
	});

	test.each([
		"={{ $fromAI('phone') }}",
		'={{ $json.phone }}',
		'={{ $input.item.json.phone }}',
		'={{ $data.phone }}',
		'={{ $item(0).$node["A"].json.phone }}',
		'={{ $items("A")[0].json.phone }}',
		'={{ $binary.data.fileName }}',
		'={{ $parameter.phoneNumber }}',
		'={{ $rawParameter.phoneNumber }}',
	])('that the model can fill in refuse everything: %s', async (expression) => {
		const { refused } = await guarded({ allowedRecipients: '9999999999' }, [], {
			typed: { allowedRecipients: expression },
		});

		expect(refused).toMatchObject({
			failure: {
				reason: 'notAllowed',
				message:
					'Not sent: Guard Rails names $fromAI, $json, $input or the like, which the model can fill in',
			},
		});
	});

	test("may name another node's item", async () => {
		const typed = { allowedRecipients: "={{ $('Interakt Trigger').first().json.phoneNumber }}" };

		expect(
			await guarded({ allowedRecipients: '9999999999' }, [text('+919999999999')], { typed }),
		).toMatchObject({ words: ['accepted'] });
	});
});

describe('Allowed Recipients', () => {
	test.each<[unknown, string]>([
		['9999999999', '+919999999999'],
		['+91 99999 99999', '+919999999999'],
		['8888888888, 99999 99999', '+919999999999'],
		['8888888888\n09999999999', '+919999999999'],
		['8888888888; customer-4711', 'customer-4711'],
		[[8888888888, 9999999999], '+919999999999'],
		['+44 7400 123456', '+447400123456'],
		[' customer-4711 ', 'customer-4711'],
	])('%j allow %s, and nobody else', async (allowedRecipients, recipient) => {
		const { words, through } = await guarded({ allowedRecipients }, [text(recipient), text('+917777777777')]);

		expect(words).toEqual(['accepted', 'Not sent: +917777777777 is not among the Allowed Recipients']);
		expect(through).toBe(1);
	});

	test('do not concern requests that are about nobody', async () => {
		expect(await guarded({ allowedRecipients: '9999999999' }, [text()])).toMatchObject({
			words: ['accepted'],
		});
	});
});

describe('Allowed Templates', () => {
	test.each<[unknown, string, string]>([
		['order_update', 'order_update', 'hi'],
		['welcome, order_update', 'order_update', 'en'],
		['welcome\norder_update', 'order_update', 'en'],
		[['welcome', 'order_update'], 'order_update', 'en'],
		['ORDER_Update', 'order_update', 'en'],
		['order-update', 'order_update', 'en'],
		['order_update|hi', 'order_update', 'hi'],
		['order_update | hi', 'order_update', 'hi'],
		['order_update|en-GB', 'order_update', 'en_GB'],
	])('%j allow %s in %s', async (allowedTemplates, name, languageCode) => {
		expect(await guarded({ allowedTemplates }, [template(name, languageCode)])).toMatchObject({
			words: ['accepted'],
		});
	});

	test('refuse others by name, and say which there are', async () => {
		expect(
			await guarded({ allowedTemplates: 'order_update|hi, welcome' }, [
				template('order_update', 'en'),
				template('hi'),
			]),
		).toMatchObject({
			words: [
				'Not sent: the template order_update is not among the Allowed Templates (order_update|hi, welcome)',
				'Not sent: the template hi is not among the Allowed Templates (order_update|hi, welcome)',
			],
			through: 0,
		});
	});

	test.each([10, 11])('are named up to ten in a refusal: %d', async (count) => {
		const allowed = Array.from({ length: count }, (_, index) => `t${index}`);
		const { words } = await guarded({ allowedTemplates: allowed }, [template('other')]);

		expect(words).toEqual([
			`Not sent: the template other is not among the Allowed Templates (t0, t1, t2, t3, t4, t5, t6, t7, t8, t9${count > 10 ? ', …' : ''})`,
		]);
	});

	test('do not concern other messages', async () => {
		expect(await guarded({ allowedTemplates: 'a' }, [text('+919999999999')])).toMatchObject({
			words: ['accepted'],
		});
	});
});

describe('Max Messages per Run', () => {
	const three = [text('1'), text('2'), text('3')];

	test('counts over all calls of a run', async () => {
		const sent: SentInRun = {};

		expect(await guarded({ maxMessages: 2 }, three, { sent })).toMatchObject({
			words: ['accepted', 'accepted', 'Not sent: this run may send 2 messages with this tool, and has'],
			through: 2,
		});
		expect(sent).toEqual({ interaktMessages: 2 });
		expect(await guarded({ maxMessages: 2 }, three, { sent })).toMatchObject({ through: 0 });
	});

	test('speaks of one message as one, and none is none', async () => {
		const { outcomes } = await guarded({ maxMessages: '1' }, three.slice(1));
		expect(outcomes?.[1]).toMatchObject({
			status: 'rejected',
			failure: {
				reason: 'limitReached',
				message: 'Not sent: this run may send 1 message with this tool, and has',
			},
		});
		expect(await guarded({ maxMessages: 0 }, three.slice(1))).toMatchObject({ through: 0 });
	});

	test.each<['rejected' | 'skipped' | 'unknown', number]>([
		['rejected', 3],
		['skipped', 3],
		['unknown', 2],
	])('counts what was %s: %d leave', async (status, through) => {
		const failure = { reason: 'rejected', message: 'no', description: '' } as const;
		const first = { status, failure } as unknown as Outcome;

		expect(await guarded({ maxMessages: 2 }, three, { answers: [first] })).toMatchObject({ through });
	});

	test('does not count what sends nothing', async () => {
		const upsert: InteraktRequest = { ...text('1'), effect: 'upsert' };
		const sent: SentInRun = {};

		expect(await guarded({ maxMessages: 1 }, [upsert, upsert, text('1')], { sent })).toMatchObject({
			through: 3,
		});
		expect(sent).toEqual({ interaktMessages: 1 });
	});

	test('is looked at after the other rails, so that what they refuse does not count', async () => {
		expect(await guarded({ maxMessages: 1, allowedRecipients: 'a' }, [text('b'), text('a')])).toMatchObject({
			words: ['Not sent: b is not among the Allowed Recipients', 'accepted'],
		});
	});
});

describe('Max Rows', () => {
	const rows = (values: Readonly<Record<string, unknown>>) => {
		const bound = boundRows(plainParameters(values));
		const { findings } = bound.parameters;
		return {
			most: bound.most,
			returnAll: bound.parameters.value('returnAll'),
			limit: bound.parameters.value('limit'),
			other: bound.parameters.value('other'),
			found: findings.found.map(({ field, what }) => `${field} ${what}`),
		};
	};

	test.each<[Record<string, unknown>, number]>([
		[{ returnAll: true }, 25],
		[{ returnAll: false, limit: 50 }, 25],
		[{ returnAll: false, limit: 7 }, 7],
		[{ returnAll: true, guardRails: { maxRows: 10 } }, 10],
		[{ returnAll: true, guardRails: { maxRows: 1 } }, 1],
		[{ returnAll: true, guardRails: { maxRows: 1_000 } }, 25],
		[{ returnAll: false, limit: 3, guardRails: { maxRows: '5' } }, 3],
	])('of %j are %d', (values, most) => {
		expect(rows({ guardRails: { maxRows: 25 }, other: 'kept', ...values })).toEqual({
			most,
			returnAll: false,
			limit: most,
			other: 'kept',
			found: [],
		});
	});

	test('that are no number are refused, and one row is the most until then', () => {
		expect(rows({ returnAll: true, guardRails: { maxRows: 'all' } })).toMatchObject({
			most: 1,
			found: ['Max Rows "all" is not a number'],
		});
		expect(rows({ returnAll: true, guardRails: { maxRows: 0 } })).toMatchObject({ most: 1 });
	});

	test('bound nothing where they are not there', () => {
		expect(rows({ returnAll: true, guardRails: {} })).toMatchObject({
			most: undefined,
			returnAll: true,
			limit: undefined,
		});
	});

	test('are told of where there may be more', () => {
		const list = [{ id: 1 }, { id: 2 }];

		expect(withMore(list, 3)).toBe(list);
		expect(withMore(list, 2)).toEqual([
			...list,
			{ message: 'These are only the first 2 rows; there may be more. Ask more narrowly.' },
		]);
	});
});
