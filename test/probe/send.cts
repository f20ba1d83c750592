/** Questions that messages to one's own number answer. The requests are those that the node makes. */
import { randomUUID } from 'node:crypto';
import type { INodeParameters } from 'n8n-workflow';

import { byName, list } from '../contract/row.cts';
import { build } from '../unit/parameters.cts';
import type { Account, Answer, Asked } from './account.cts';
import { isRefusal, judged, type Answerable, type Question, type Seen } from './question.cts';

/** A small picture of one colour, for whoever has no address of one: PNG, 67 bytes. */
const picture = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
	'base64',
);

export const mediaTypes = ['image', 'document', 'video', 'audio', 'sticker'] as const;

/** What only the person knows: addresses of files by type, and a template without variables as `name|language`. */
export type Given = Readonly<Partial<Record<(typeof mediaTypes)[number] | 'template', string>>>;

/** A sending: a question with the request for a phone number, in its international form. */
export interface Sending extends Question {
	/** What the person is told before it goes out. */
	sends: string;
	request(phoneNumber: string, given: Given): Asked | undefined;
	/** What its answer says; as assumed when it was taken, unless this says otherwise. */
	judge?(answer: Answer): Seen;
}

/** The request that the node makes of these parameters. */
function asked(operation: string, parameters: INodeParameters): Asked {
	const { request, found } = build(operation, parameters);
	if (found.length > 0)
		throw new Error(`${operation}: ${found.map(({ field, what }) => `${field} ${what}`).join('; ')}`);
	return { method: 'POST', path: request.path, body: request.body };
}

const sendsIt = (operation: string, sends: string, parameters: INodeParameters, source: string): Sending => ({
	name: `send: ${sends}`,
	assumed: `${sends} is taken in the form that the node gives it`,
	source,
	matters: operation,
	sends,
	request: (phoneNumber) => asked(operation, { phoneNumber, ...parameters }),
});

/** A message with a file, where the person has given an address of one. */
const sendsFile = (type: (typeof mediaTypes)[number], operation: string, source: string): Sending => ({
	...sendsIt(operation, `${type} message`, {}, source),
	request: (phoneNumber, { [type]: mediaUrl }) =>
		mediaUrl === undefined ? undefined : asked(operation, { phoneNumber, mediaUrl }),
});

const buttons = list({ title: 'Yes' }, { title: 'No' });
const sections = list({ title: 'Days', rows: list({ title: 'Monday' }, { title: 'Friday' }) });

export const sendings: readonly Sending[] = [
	{
		...sendsIt('contact.upsert', 'contact with a trait', {}, 'S0, S4 §1.1'),
		name: 'contact: created or updated',
		request: (phoneNumber) =>
			asked('contact.upsert', { phoneNumber, traits: list({ name: 'n8n_probe', value: 'yes' }) }),
	},
	{
		name: 'contact: line break in a trait',
		assumed: 'A trait with a line break is refused',
		source: 'S0',
		matters: 'White Space: Clean Up',
		sends: 'trait with a line break, which Interakt should refuse',
		request(phoneNumber) {
			const { body, ...rest } = asked('contact.upsert', { phoneNumber });
			return { ...rest, body: { ...(body as object), traits: { n8n_probe: 'one\ntwo' } }, isRefused: true };
		},
		judge: (answer) => judged(isRefusal(answer), answer),
	},
	sendsIt('event.track', 'event n8n_probe', { event: 'n8n_probe' }, 'S0, S4 §1.2'),
	{
		name: 'message: template that is not there',
		assumed: 'A template that the account does not have is refused with 400',
		source: 'W',
		matters: 'the reason templateNotFound',
		sends: 'template that does not exist, which Interakt should refuse',
		request: (phoneNumber) => ({
			...asked('message.sendTemplate', {
				phoneNumber,
				template: byName(`n8n_probe_${randomUUID().slice(0, 8)}`),
			}),
			isRefused: true,
		}),
		judge: (answer) => judged(answer.status === 400, answer),
	},
	sendsIt('message.sendText', 'text message', { message: 'A test of n8n-nodes-interakt.' }, 'P'),
	sendsFile('image', 'message.sendImage', 'S4 §2.1'),
	sendsFile('document', 'message.sendDocument', 'S4 §2.2'),
	sendsFile('video', 'message.sendVideo', 'S4 §2.3'),
	sendsFile('audio', 'message.sendAudio', 'S4 §2.4'),
	sendsFile('sticker', 'message.sendSticker', 'S4 §2.5'),
	sendsIt('message.sendButtons', 'buttons, nested form', { body: 'A test with buttons', buttons }, 'P, W 3'),
	sendsIt(
		'message.sendButtons',
		'buttons, flat form',
		{ body: 'A test with buttons', buttons, additionalFields: { requestFormat: 'flat' } },
		'S4 §2.6',
	),
	sendsIt(
		'message.sendList',
		'list, nested form',
		{ body: 'A test with a list', button: 'Days', sections },
		'P, W 3',
	),
	{
		...sendsIt('message.sendTemplate', 'template message', {}, 'S3, S4 §3'),
		request(phoneNumber, { template }) {
			if (template === undefined) return undefined;
			const [name = '', languageCode = 'en'] = template.split('|');
			return asked('message.sendTemplate', { phoneNumber, template: byName(name), languageCode });
		},
	},
	{
		name: 'file: upload',
		assumed: 'A file is uploaded as a form with the part uploadFile',
		source: 'W 5',
		matters: 'files of an item in the place of an address',
		sends: 'picture of one pixel, uploaded and not sent',
		request() {
			const body = new FormData();
			body.append('uploadFile', new Blob([new Uint8Array(picture)], { type: 'image/png' }), 'n8n-probe.png');
			const query = { fileCategory: 'message_template_media' };
			return { method: 'POST', path: '/track/files/upload_to_fb/', query, body };
		},
	},
	sendsIt('rcsMessage.sendText', 'RCS text', { message: 'A test of n8n-nodes-interakt.' }, 'S4 §7.1'),
	sendsIt('rcsMessage.sendRichCard', 'RCS card', { title: 'A test', description: 'One card' }, 'S4 §7.3'),
	sendsIt(
		'rcsMessage.sendCarousel',
		'RCS carousel',
		{ cards: list({ title: 'A test' }, { title: 'Second card' }) },
		'S4 §7.2',
	),
];

const taken = (answer: Answer): Seen => judged(answer.status >= 200 && answer.status < 300, answer);

/** The sendings to a number as questions; those that lack something that only the person knows are left out. */
export const sendingsTo = (phoneNumber: string, given: Given): Array<Answerable & Sending> =>
	sendings.flatMap((sending) => {
		const request = sending.request(phoneNumber, given);
		if (request === undefined) return [];
		const find = async (account: Account) => (sending.judge ?? taken)(await account.ask(request));
		return [{ ...sending, find }];
	});
