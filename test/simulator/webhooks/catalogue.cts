/** One webhook of every kind of the contract (§13), by a name that a person can type. */
import { randomUUID } from 'node:crypto';

import { isObject } from '../rules.cts';
import type { JsonObject } from '../state.cts';
import { ACCOUNT_EVENT_TYPES, accountEvent, dashboardTest, workflowResponse } from './account.cts';
import { customerBody, type MessageGiven } from '../../contract/webhooks/envelope.cts';
import { webhookExamples } from '../../contract/webhooks/index.cts';
import { rcsTime } from '../../contract/webhooks/rcsEnvelope.cts';
import { withoutZone } from '../../contract/webhooks/times.cts';
import { rcsEvent, rcsFile, rcsLocation, rcsSuggestion, rcsText } from './rcs.cts';
import {
	buttonReply,
	echo,
	flowReply,
	listReply,
	receivedLocation,
	receivedMedia,
	receivedReaction,
	receivedText,
	type MediaKind,
} from './received.cts';
import { clicked, flowResponse, status, type Source, type StatusName } from './statuses.cts';

/** Makes one of its kind, with an ID of its own unless told. */
export type Make = (given?: MessageGiven) => JsonObject;

const MEDIA: Array<[MediaKind, string]> = [
	['Image', 'photo.jpg'],
	['Video', 'clip.mp4'],
	['Audio', 'voice.ogg'],
	['Document', 'invoice.pdf'],
	['Sticker', 'sticker.webp'],
];

const ANSWERS = { screen_0_Day_0: 'Monday', screen_0_Guests_1: '2', flow_token: 'booking-1042' };

const CAMPAIGN = { id: '7ad3a2bb-4a0e-4a27-9b4b-2d3b5f5f2d11', name: 'Diwali' };

const STATUS_NAMES: StatusName[] = ['sent', 'delivered', 'read', 'failed'];

const text = (make: (text: string, given: MessageGiven) => JsonObject, words: string): Make => {
	return (given = {}) => make(words, given);
};

/** Statuses, clicks and flow responses of one source. */
function ofSource(source: Source): Array<[string, Make]> {
	const more = { source, callbackData: 'order-1042', ...(source === 'campaign' && { campaign: CAMPAIGN }) };
	const named = STATUS_NAMES.map((name): [string, Make] => [
		`${source}-${name}`,
		(given = {}) => status(name, { ...given, ...more }),
	]);
	if (source === 'agent') return named;
	return [
		...named,
		[`${source}-clicked`, (given = {}) => clicked({ text: 'Yes' }, { ...given, ...more })],
		[`${source}-flow-response`, (given = {}) => flowResponse(ANSWERS, { ...given, ...more })],
	];
}

/** Further shapes that accounts get, by the name of the kind, and of the example of the contract that shows it. */
const SHAPES: Record<string, string> = {
	'advertisement-text': 'text from an advertisement',
	'button-text': 'button as plain text',
	order: 'order',
	contacts: 'contacts',
	'context-reaction': 'reaction whose message is its context',
	'api-flow-response-with-template': 'flow response with the template that it answers, api',
	'campaign-flow-response-with-template': 'flow response with the template that it answers, campaign',
	...Object.fromEntries(
		['API', 'campaign'].flatMap((source) => [
			[`${source.toLowerCase()}-clicked-without-time`, `${source} message clicked, without type and time`],
			[
				`${source.toLowerCase()}-link-clicked-without-type`,
				`${source} message clicked on a link, without its type`,
			],
		]),
	),
	'rcs-photo': 'RCS photo',
	'rcs-failed-with-reason': 'RCS MESSAGE_FAILED with an object',
};

/** The body of an example, about the customer and with the ID and the time that are given, or of its own. */
function shown(name: string): Make {
	const example = webhookExamples.find((one) => one.name === name);
	if (!example) throw new Error(`The contract has no webhook "${name}"`);
	return ({ id = randomUUID(), customer, at = Date.now() } = {}) => {
		const body = structuredClone(example.body) as JsonObject;
		const { data, entity } = body;
		if (isObject(entity)) return { ...body, entity: { ...entity, messageId: id, sendTime: rcsTime(at) } };
		if (!isObject(data) || !isObject(data.message)) throw new Error(`"${name}" is about no message`);
		const message = { ...data.message, id, received_at_utc: withoutZone(at) };
		return {
			...body,
			timestamp: withoutZone(at + 1_000),
			data: { ...data, customer: customerBody(customer), message },
		};
	};
}

/** Every kind, by name. */
export const KINDS: ReadonlyMap<string, Make> = new Map<string, Make>([
	['text', text(receivedText, 'Where is my order?')],
	...MEDIA.map(([kind, file]): [string, Make] => [
		kind.toLowerCase(),
		(given = {}) => receivedMedia(kind, `https://files.example.com/${file}`, given),
	]),
	['button-reply', (given) => buttonReply({ id: 'confirm', title: 'Confirm' }, given)],
	['list-reply', (given) => listReply({ id: 'mon', title: 'Monday', description: 'from 10 to 12' }, given)],
	['flow-reply', (given) => flowReply(ANSWERS, given)],
	['location', (given) => receivedLocation({ latitude: 19.076, longitude: 72.8777, name: 'Shop' }, given)],
	['reaction', (given) => receivedReaction({ emoji: '👍', messageId: '6c2d7175' }, given)],
	['echo', text(echo, 'How may I help?')],
	...ofSource('api'),
	...ofSource('campaign'),
	...ofSource('agent'),
	[
		'api-link-clicked',
		(given = {}) => clicked({ type: 'CTA', text: 'Track', link: 'https://example.com/' }, given),
	],
	[
		'workflow-response',
		() =>
			workflowResponse([
				{ question: 'How was it?', answer: 'Good', trait: 'mood' },
				{ question: 'A photo?', mediaUrl: 'https://files.example.com/photo.jpg' },
			]),
	],
	...ACCOUNT_EVENT_TYPES.map((type): [string, Make] => [
		type.replaceAll('_', '-'),
		(given = {}) => accountEvent(type, {}, given.at),
	]),
	['rcs-text', ({ id, at } = {}) => rcsText('Hello, I need help', { id, at })],
	['rcs-file', ({ id, at } = {}) => rcsFile('https://files.example.com/photo.jpg', { id, at })],
	['rcs-location', ({ id, at } = {}) => rcsLocation({ latitude: 19, longitude: 72 }, { id, at })],
	['rcs-suggestion', ({ id, at } = {}) => rcsSuggestion({ text: 'Yes', postBack: 'yes' }, { id, at })],
	...(['SENT', 'DELIVERED', 'READ', 'FAILED'] as const).map((name): [string, Make] => [
		`rcs-${name.toLowerCase()}`,
		({ id, at } = {}) => rcsEvent(`MESSAGE_${name}`, { id, at }),
	]),
	...Object.entries(SHAPES).map(([kind, example]): [string, Make] => [kind, shown(example)]),
	['test', ({ at } = {}) => dashboardTest(at)],
]);
