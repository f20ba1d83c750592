import type { IDataObject } from 'n8n-workflow';

import { choices } from '../../nodes/Interakt/triggers/webhook/choices';
import { eventTypes } from '../../nodes/Interakt/triggers/webhook/eventTypes';
import { ACCOUNT_EVENT_TYPES, dashboardTest, workflowResponse } from '../simulator/webhooks/account.cts';
import { KINDS } from '../simulator/webhooks/catalogue.cts';
import { rcsEvent } from '../simulator/webhooks/rcs.cts';
import { echo, listReply, receivedLocation, receivedMedia } from '../simulator/webhooks/received.cts';
import { clicked, flowSubmission, status, statuses } from '../simulator/webhooks/statuses.cts';
import { validateWebhook } from './contract.cts';
import { webhooks } from './document.cts';
import { describes, readPaths } from './reading.cts';
import { webhookExamples } from './webhooks/index.cts';

/** Types of the account and of templates, whose members are Meta's. */
const accountTypes: string[] = eventTypes
	.filter(({ output }) => output === 'Account')
	.map(({ type }) => type);

const types = webhooks.flatMap((webhook) => webhook.types);

describe('the webhooks of the document', () => {
	test('have every event type that the trigger names', () => {
		const named = choices.flatMap(({ ticks }) => ticks).filter((tick) => /^\w+$/.test(tick));

		expect(named.length).toBeGreaterThan(10);
		expect([...named, ...accountTypes].filter((type) => !types.includes(type))).toEqual([]);
		expect(types).toEqual(expect.arrayContaining(ACCOUNT_EVENT_TYPES));
	});

	test('are each for types of their own, and say where they stand', () => {
		expect(new Set(types).size).toBe(types.length);
		expect(webhooks.filter((webhook) => webhook.types.length === 0)).toEqual([]);
		expect(webhooks.filter(({ name, post }) => post.operationId !== name || !post['x-source'])).toEqual([]);
	});

	test.each(
		webhooks.flatMap(({ post }) =>
			Object.entries(post.requestBody.content['application/json'].examples ?? {}).map(
				([name, { value }]) => [name, value] as const,
			),
		),
	)('show %s as it is valid', (_, value) => {
		expect(validateWebhook(value)).toEqual([]);
	});
});

describe('the contract allows what the simulator sends', () => {
	test.each([...KINDS].map(([kind, make]) => [kind, make] as const))('%s', (_, make) => {
		expect(validateWebhook(make())).toEqual([]);
	});

	const campaign = { id: '7ad3a2bb', name: 'Diwali' };
	const failure = { code: '131049', reason: 'Not delivered to maintain a healthy ecosystem' };
	test.each([
		['a caption', [receivedMedia('Image', 'https://files.example.com/photo.jpg', { caption: 'Look' })]],
		['a row without a description', [listReply({ id: 'mon', title: 'Monday' })]],
		['a place with its address', [receivedLocation({ latitude: 1, longitude: 2, address: 'Pune' })]],
		['an echo of the API', [echo('Hello', { chatMessageType: 'PublicApiMessage' })]],
		[
			'clicks in every place',
			(['metaData', 'event', 'message'] as const).flatMap((place) =>
				(['QR', 'CTA'] as const).map((type) =>
					clicked({ type, place, text: 'Track', link: 'https://example.com/' }),
				),
			),
		],
		[
			'a click on a campaign',
			[clicked({ text: 'Yes' }, { source: 'campaign', campaign, callbackData: 'a' })],
		],
		['statuses of a text', statuses({ content: { type: 'Text', text: 'Hello' } })],
		[
			'a template with its definition',
			[status('sent', { content: { template: 'a', definition: { body: 'Hi' }, bodyValues: ['Asha'] } })],
		],
		['another failure', [status('failed', { failure })]],
		['both arrivals of a flow', flowSubmission({ Guests: 2 })],
		[
			'answers without a trait',
			[workflowResponse([{ question: 'Why?', answer: 'So' }], { number: '919999999999' })],
		],
		['a person who types', [rcsEvent('IS_TYPING')]],
		['the test button', [dashboardTest()]],
	])('%s', (_, bodies) => {
		expect(bodies.flatMap(validateWebhook)).toEqual([]);
	});
});

test.each(webhookExamples.map((example) => [example.name, example] as const))(
	'the contract allows %s, unless it is of a type that nobody knows',
	(name, { body }) => {
		const isUnknown = /not known/.test(name);

		expect(validateWebhook(body).length > 0).toBe(isUnknown);
	},
);

/** A body with one member after the other misspelt, but for traits, whose names are the customer's own. */
function* misspelt(body: IDataObject): Generator<[string, IDataObject]> {
	const copies = function* (value: IDataObject, path: string): Generator<[string, IDataObject]> {
		for (const [name, member] of Object.entries(value)) {
			const { [name]: _, ...others } = value;
			yield [`${path}${name}`, { ...others, [`${name}x`]: member }];
			if (typeof member !== 'object' || member === null || Array.isArray(member) || name === 'traits')
				continue;
			for (const [at, changed] of copies(member as IDataObject, `${path}${name}.`)) {
				yield [at, { ...value, [name]: changed }];
			}
		}
	};
	yield* copies(body, '');
}

/** Objects that Interakt passes on as WhatsApp has them, so that the contract allows any further member in them. */
const asWhatsAppHasThem = /^data\.message\.(?:referral|meta_data\.message_cost)\./;

describe('a body that is broken on purpose is found', () => {
	test.each([...KINDS].map(([kind, make]) => [kind, make() as IDataObject] as const))(
		'%s, with any member misspelt',
		(_, body) => {
			const isMetas = accountTypes.includes(String(body.type));
			const missed = [...misspelt(body)]
				.filter(([at]) => !(isMetas && at.startsWith('data.')) && !asWhatsAppHasThem.test(at))
				.filter(([, broken]) => validateWebhook(broken).length === 0)
				.map(([at]) => at);

			expect(missed).toEqual([]);
		},
	);

	const changed = (kind: string, path: string, value: unknown): IDataObject => {
		const body = structuredClone(KINDS.get(kind)?.() ?? {}) as IDataObject;
		const names = path.split('.');
		const last = names.pop() ?? '';
		const parent = names.reduce<IDataObject>((object, name) => object[name] as IDataObject, body);
		parent[last] = value as IDataObject;
		return body;
	};

	test.each([
		['text', 'data', null, 'data must be object'],
		['text', 'type', 'message_recieved', 'message_recieved is not in the contract'],
		['text', 'timestamp', '2024-01-01T10:00:00Z', /^timestamp must be a time in UTC without its zone/],
		['text', 'data.message.message_content_type', 'Txt', /^data.message.message_content_type must be one of/],
		['text', 'data.customer.channel_phone_number', '+919999999999', /digits only/],
		['image', 'data.message.media_url', null, 'data.message.media_url must be the address of the file'],
		[
			'button-reply',
			'data.message.message',
			'Confirm',
			/message holds JSON that does not fit: it is not JSON/,
		],
		[
			'button-reply',
			'data.message.message',
			'{"type":"button_reply","button_reply":{"id":"1"}}',
			/needs title/,
		],
		['flow-reply', 'data.message.message', '{"nfm_reply":{"response_json":"{"}}', /it is not JSON/],
		['api-sent', 'data.message.raw_template', '{"language":"en"}', /needs name/],
		['api-clicked', 'data.message.meta_data', {}, /^data needs click_type/],
		['account-alerts', 'data', {}, /fewer than 1 properties/],
		['rcs-text', 'entity.sendTime', '2024-01-01T10:00:00', /must be a time with its zone/],
		['rcs-read', 'entityType', 'USER_EVENTS', 'USER_EVENTS is not in the contract'],
		['workflow-response', 'data.data', [], 'data.data is an empty list'],
	])('%s with %s of %j', (kind, path, value, finding) => {
		expect(validateWebhook(changed(kind, path, value))).toContainEqual(
			typeof finding === 'string' ? finding : expect.stringMatching(finding),
		);
	});
});

test('the contract has every field that the trigger reads, in one webhook or another', () => {
	const schemas = webhooks.map(({ post }) => post.requestBody.content['application/json'].schema);
	const known = webhookExamples.filter(({ body }) => validateWebhook(body).length === 0);
	const read = known.flatMap(({ body }) => readPaths(body));
	const missing = read.filter((path) => !schemas.some((schema) => describes(schema, path)));

	expect(read.map((path) => path.join('.'))).toEqual(
		expect.arrayContaining(['entityType', 'data.message.id', 'data.message.message.{}.button_reply.title']),
	);
	expect(new Set(missing.map((path) => path.join('.')))).toEqual(new Set());
});
