/** What examples/every-operation.json has to come to: each operation accepted, and done in Interakt. */
import type { IDataObject } from 'n8n-workflow';

import { itemsOf, type Execution } from '../host/api.cts';
import type { Contact, RecordedRequest, State } from '../simulator/state.cts';

/** What one node of the workflow has to do. */
interface Expected {
	/** `resource.operation`. */
	operation: string;
	/** The one request that it makes. */
	request: string;
	/** Whether Interakt holds what the node was to do there, or the node put out what Interakt holds. */
	isDone: (interakt: State, output: IDataObject[]) => boolean;
	/** What of its output the table shows. */
	shows: (output: IDataObject[]) => string;
}

/** The customer of the workflow. */
export const CUSTOMER = { countryCode: '+91', phoneNumber: '9999999999' };
const NUMBER = CUSTOMER.countryCode + CUSTOMER.phoneNumber;
const EMAIL = 'asha@example.com';
const AGENT = 'ravi@example.com';

/** A member of the output, with what it is in front of it. */
const member =
	(name: string, what = '') =>
	([item]: IDataObject[]) =>
		`${what} ${String(item?.[name] ?? '')}`.trim();

const NAMED = 3;

/** How many there are, and the first ones by name. */
const names =
	(what: string) =>
	(items: IDataObject[]): string => {
		const first = items.slice(0, NAMED).map(({ name, templateName }) => String(name ?? templateName));
		return `${items.length} ${what}: ${[...first, ...(items.length > NAMED ? ['…'] : [])].join(', ')}`;
	};

const customer = (interakt: State): Contact | undefined => interakt.find(CUSTOMER);

const holds = (value: unknown, texts: string[]) => {
	const json = JSON.stringify(value) ?? '';
	return texts.every((text) => json.includes(text));
};

/** The message whose ID the node put out. */
const messageOf = (interakt: State, [item]: IDataObject[]) =>
	interakt.messages.find(({ id }) => id === item?.messageId);

/** A message of a kind to the customer, in which the texts stand. */
const message = (
	channel: 'whatsapp' | 'rcs',
	operation: string,
	type: string,
	...texts: string[]
): Expected => ({
	operation,
	request: channel === 'rcs' ? 'POST /rcs/message/' : 'POST /message/',
	isDone(interakt, output) {
		const sent = messageOf(interakt, output);
		return sent?.channel === channel && sent.type === type && sent.recipient === NUMBER && holds(sent, texts);
	},
	shows: member('messageId', 'message'),
});

const sameIds = (output: IDataObject[], id: string, wanted: Array<{ id: string }>) =>
	output
		.map((item) => item[id])
		.sort()
		.join() ===
	wanted
		.map(({ id }) => id)
		.sort()
		.join();

/** A record of the older product. */
const record = (
	operation: string,
	path: string,
	records: 'members' | 'leads',
	...texts: string[]
): Expected => ({
	operation,
	request: `POST ${path}`,
	isDone: (interakt) => holds(interakt[records].get(EMAIL), texts),
	shows: member('email'),
});

/** The nodes of the package in the workflow, in the order in which they run. */
export const OPERATIONS: Record<string, Expected> = {
	'Create or Update Contact': {
		operation: 'contact.upsert',
		request: 'POST /track/users/',
		isDone: (interakt) => holds(customer(interakt), ['Asha Rao', 'पुणे', 'हिन्दी', '"orders":3', 'दिवाली']),
		shows: member('message'),
	},
	'Track Event': {
		operation: 'event.track',
		request: 'POST /track/events/',
		isDone: (interakt, [item]) =>
			interakt.events.some(
				(event) =>
					event.id === item?.eventId &&
					event.recipient === NUMBER &&
					holds(event, ['Order Placed', '"value":1499.5', '["Saree","Kurta"]']),
			),
		shows: member('eventId', 'event'),
	},
	'Get Contact': {
		operation: 'contact.get',
		request: `GET /apis/users/phone_number/${CUSTOMER.phoneNumber}`,
		isDone: (interakt, output) =>
			sameIds(
				output,
				'contactId',
				[customer(interakt)].filter((found) => found !== undefined),
			) && output.length === 1,
		shows: ([item]) => [item?.name, item?.city, item?.tags].flat().join(', '),
	},
	'Get Many Contacts': {
		operation: 'contact.getAll',
		request: 'POST /apis/users/',
		isDone: (interakt, output) => output.length > 0 && sameIds(output, 'contactId', interakt.contacts),
		shows: names('contacts'),
	},
	'Create Template': {
		operation: 'template.create',
		request: 'POST /track/templates/',
		isDone: (interakt, [item]) =>
			interakt.templates.some(
				(template) =>
					template.id === item?.templateId &&
					template.language === 'hi' &&
					holds(template, ['नमस्ते {{1}}', 'ऑर्डर {{1}}', 'धन्यवाद!', '["आशा","1042"]', 'Call us']),
			),
		shows: ([item]) => `${String(item?.templateName)}, ${String(item?.approvalStatus)}`,
	},
	'Create Campaign': {
		operation: 'campaign.create',
		request: 'POST /create-campaign/',
		isDone: (interakt, [item]) =>
			interakt.campaigns.some(
				(campaign) => campaign.campaignId === item?.campaignId && holds(campaign, ['Diwali Sale']),
			),
		shows: member('campaignId', 'campaign'),
	},
	'Send Template': {
		...message('whatsapp', 'message.sendTemplate', 'Template', 'diwali_offer', '["Asha"]', 'diwali 1042'),
		isDone(interakt, output) {
			const sent = messageOf(interakt, output);
			const campaign = interakt.campaigns.find(({ campaignId }) => campaignId === sent?.body.campaignId);
			return (
				campaign?.template_name === 'diwali_offer' &&
				sent?.recipient === NUMBER &&
				holds(sent, ['["Asha"]', 'diwali 1042'])
			);
		},
	},
	'Get Many Templates': {
		operation: 'template.getAll',
		request: 'GET /track/organization/templates',
		isDone: (interakt, output) =>
			output.length > 0 &&
			sameIds(
				output,
				'templateId',
				interakt.templates.filter((template) => template.approval_status === 'APPROVED'),
			),
		shows: names('templates'),
	},
	'Send Text': message('whatsapp', 'message.sendText', 'Text', 'नमस्ते Asha! 🪔', 'order 1042'),
	'Send Image': message('whatsapp', 'message.sendImage', 'Image', 'diwali-collection.jpg', 'from ₹499'),
	'Send Video': message('whatsapp', 'message.sendVideo', 'Video', 'how-to-drape.mp4', 'two minutes'),
	'Send Audio': message('whatsapp', 'message.sendAudio', 'Audio', 'thank-you.mp3'),
	'Send Sticker': message('whatsapp', 'message.sendSticker', 'Sticker', 'namaste.webp'),
	'Send Buttons': message(
		'whatsapp',
		'message.sendButtons',
		'InteractiveButton',
		'Order 1042',
		'delivery-yes',
		'फ़ोन कीजिए',
	),
	'Send List': message(
		'whatsapp',
		'message.sendList',
		'InteractiveList',
		'Choose a time',
		'9 am – 12 noon',
		'समय चुनिए',
	),
	'Create or Update Lead': record(
		'lead.upsert',
		'/leads',
		'leads',
		'Asha Rao',
		'Rao Textiles',
		'Diwali fair',
	),
	'Create or Update Member': record(
		'member.upsert',
		'/members',
		'members',
		'पुणे',
		'"signedup_at":"2026-01-12T',
		'"last_visit_at":"20',
		'"plan":"pro"',
		'[{"id":"1042","value":1499.5}]',
	),
	'Upload File': {
		operation: 'file.upload',
		request: 'POST /track/files/upload_to_fb/',
		isDone: (interakt, [item]) =>
			interakt.files.some(
				({ handle, url, fileName, mimeType, size }) =>
					handle === item?.fileHandle &&
					url === item?.fileUrl &&
					fileName === 'Invoice 1042 – आशा राव.pdf' &&
					mimeType === 'application/pdf' &&
					size > 500,
			),
		shows: member('fileName'),
	},
	'Send Document': {
		...message('whatsapp', 'message.sendDocument', 'Document'),
		isDone(interakt, output) {
			const sent = messageOf(interakt, output);
			return (
				sent?.recipient === NUMBER &&
				interakt.files.some(({ url, fileName }) => holds(sent, [url, fileName, 'धन्यवाद, Asha']))
			);
		},
	},
	'Assign Chat': {
		operation: 'chat.assign',
		request: 'POST /assignment/',
		isDone: (interakt) => interakt.assignments.get(NUMBER.slice(1)) === AGENT,
		shows: member('message'),
	},
	'Send RCS Text': message('rcs', 'rcsMessage.sendText', 'Text', 'शुभ दीपावली!', 'MYSHOP', '["1042"]'),
	'Send RCS Rich Card': message(
		'rcs',
		'rcsMessage.sendRichCard',
		'STANDALONE_CAROUSEL',
		'Order 1042',
		'parcel.jpg',
		'track-1042',
	),
	'Send RCS Carousel': message(
		'rcs',
		'rcsMessage.sendCarousel',
		'CAROUSEL',
		'₹1,499',
		'kurta.jpg',
		'buy-saree',
	),
	'Send RCS Template': message('rcs', 'rcsMessage.sendTemplate', 'Template', 'diwali_offer_rcs', '["Asha"]'),
};

/** What became of one node. */
export interface NodeOutcome {
	node: string;
	/** `accepted`, what the node says of a refused item, or that it did not come to its turn. */
	outcome: string;
	/** What came back, in short. */
	cameBack: string;
}

/** What became of a node: its outcome, and what it put out or was told. */
function outcomeOf(execution: Execution, node: string, { shows }: Expected): NodeOutcome {
	const [run] = execution.runs[node] ?? [];
	if (run === undefined) return { node, outcome: 'not run', cameBack: '' };
	if (run.error) return { node, outcome: 'stopped', cameBack: run.error.message };
	const output = itemsOf(execution, node);
	const refused = output.find(({ error }) => error !== undefined);
	if (refused === undefined) return { node, outcome: 'accepted', cameBack: shows(output) };
	const { status, description } = (refused.details ?? {}) as IDataObject;
	return {
		node,
		outcome: String(status ?? 'rejected'),
		cameBack: [refused.error, description].filter(Boolean).join('. '),
	};
}

/** What became of every operation, in the order in which they run. */
export const outcomesOf = (execution: Execution): NodeOutcome[] =>
	Object.entries(OPERATIONS).map(([node, expected]) => outcomeOf(execution, node, expected));

/** Two lists side by side: the first place where they are not the same. */
function firstDifference(found: string[], wanted: string[]): string[] {
	const place = Array.from({ length: Math.max(found.length, wanted.length) }).findIndex(
		(_, index) => found[index] !== wanted[index],
	);
	if (place === -1) return [];
	const [got = 'nothing', instead = 'nothing'] = [found[place], wanted[place]];
	return [`request ${place + 1} to Interakt is ${got} instead of ${instead}`];
}

/**
 * All that is not as expected after the workflow has run.
 *
 * @param interakt What Interakt holds now.
 * @param requests What the workflow asked of it.
 */
export function operationDeviations(
	execution: Execution,
	interakt: State,
	requests: RecordedRequest[],
): string[] {
	const outcomes = outcomesOf(execution);
	return [
		...outcomes
			.filter(({ outcome }) => outcome !== 'accepted')
			.map(({ node, outcome, cameBack }) => `${node}: ${outcome} instead of accepted. ${cameBack}`),
		...Object.entries(OPERATIONS)
			.filter(([node, { isDone }]) => !isDone(interakt, itemsOf(execution, node)))
			.map(([node]) => `${node}: Interakt does not hold what it was to do`),
		...firstDifference(
			requests.map(({ method, path }) => `${method} ${path}`),
			Object.values(OPERATIONS).map(({ request }) => request),
		),
	];
}
