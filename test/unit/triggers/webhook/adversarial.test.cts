import { isPublic, nameOf } from '../../../../nodes/Interakt/triggers/webhook/media';
import { contentOf } from '../../../../nodes/Interakt/triggers/webhook/content';
import { DedupMemory } from '../../../../nodes/Interakt/triggers/webhook/dedup';
import { undelivered } from '../../../../nodes/Interakt/triggers/webhook/deliveryErrors';
import { receive } from '../../../../nodes/Interakt/triggers/webhook/handle';
import { objectIn, readJson, textMember } from '../../../../nodes/Interakt/triggers/webhook/json';
import { customerOf, firstText, personByNumber, utc } from '../../../../nodes/Interakt/triggers/webhook/read';
import type { Settings } from '../../../../nodes/Interakt/triggers/webhook/settings';
import { isGenuine, secretsOf, type Proof } from '../../../../nodes/Interakt/triggers/webhook/signature';
import { aboutMessage, whatsApp } from '../../../contract/webhooks/example.cts';

/** Characters of each text: 100 KB. */
const length = 100 * 1024;
const filled = (part: string, before = '', after = '') =>
	before + part.repeat(Math.ceil(length / part.length)) + after;

/** Texts that patterns with nested or adjoining repeats would try again at each place. */
const texts: Record<string, string> = {
	'the same word': filled('not '),
	'words that begin a reason': filled('template media not '),
	'white space': filled(' ', 'a', 'a'),
	lines: filled('\n\t ', 'a', '!'),
	digits: filled('9'),
	'digits and points': filled('1.'),
	zeros: filled('0'),
	'dashes and digits': filled('-1'),
	quotes: filled('"'),
	escapes: filled('\\'),
	brackets: filled('['),
	braces: filled('{"a":'),
	'JSON in a string': JSON.stringify({ a: filled('\\"') }),
	'long integers': `[${filled('12345678901234567,')}1]`,
	commas: filled(','),
	'equals signs': filled('sha256='),
	'hexadecimal digits': filled('a', 'sha256='),
	'an address of points': filled('a.', 'https://', ' x'),
	'an address of slashes': filled('/', 'https://a.example'),
	'a time': filled('2024-01-01 '),
	'a type': filled('message_api_'),
	'a type in a body': filled('"type":"', '{'),
	'characters of two bytes': filled('न'),
};

const settings: Settings = {
	unsignedWorkflows: true,
	chosen: new Set(['any']),
	oldest: undefined,
	dropLate: false,
};

const take = (body: unknown, proof: Proof) => {
	const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
	return receive({ bytes, proof }, settings, new DedupMemory(), 0);
};

const readers: Record<string, (text: string) => unknown> = {
	'the body': (text) => take(text, 'genuine'),
	'an unsigned body': (text) => take(text, 'missing'),
	'the type of an unsigned body': (text) => textMember(Buffer.from(text), 'type'),
	'a type': (text) => take(whatsApp(text, { a: text }), 'genuine'),
	'an RCS message': (text) =>
		take({ entityType: 'USER_MESSAGE', entity: { type: text, text, mediaUrl: text } }, 'genuine'),
	'an RCS event': (text) =>
		take({ entityType: text, entity: { eventType: text, error: { message: text } } }, 'genuine'),
	'why a message failed': (text) =>
		take(
			aboutMessage('message_api_failed', { id: '1', channel_failure_reason: text, channel_error_code: text }),
			'genuine',
		),
	'a click': (text) =>
		take(
			aboutMessage('message_api_clicked', {
				id: '1',
				click_type: text,
				click_timestamp: text,
				button_text: text,
				button_payload: text,
				meta_data: { cta_click_info: text },
			}),
			'genuine',
		),
	'a flow response': (text) =>
		take(
			aboutMessage('message_api_flow_response', { id: text, message: text }, { flow_id: text }),
			'genuine',
		),
	'a workflow response': (text) =>
		take(
			whatsApp('workflow_response_update', {
				customer_number: text,
				data: [{ question: { message: text }, answer: { message: text, media_url: text, time: text } }],
			}),
			'missing',
		),
	'JSON in a string': (text) => objectIn(text),
	JSON: (text) => readJson(text),
	'a reason': (text) => undelivered(text, text),
	'a text': (text) => firstText(text),
	'a time': (text) => utc(text),
	'a person': (text) => [
		customerOf({
			channel_phone_number: text,
			country_code: text,
			phone_number: text,
			traits: { name: text },
		}),
		personByNumber(text, text),
	],
	'a signature': (text) => isGenuine(Buffer.from('{}'), [text, text], ['secret']),
	secrets: (text) => secretsOf(text),
	'an address': (text) => [isPublic(text), nameOf({ mediaUrl: text })],
	...Object.fromEntries(
		[
			'Text',
			'Image',
			'Button',
			'InteractiveListReply',
			'InteractiveFlowReply',
			'Location',
			'Reaction',
			'Order',
			'Contacts',
			'Template',
			'',
		].map((type) => [
			`the content ${type}`,
			(text: string) =>
				contentOf({ message_content_type: type || text, message: text, media_url: text, file_name: text }),
		]),
	),
};

/** For a text of 100 KB. */
const mostMs = 50;

/** How often a reader gets the text, where that is more than once. */
const copies: Readonly<Record<string, number>> = {
	'an RCS message': 3,
	'an RCS event': 3,
	'why a message failed': 2,
	'a click': 5,
	'a flow response': 3,
	'a workflow response': 5,
	'a person': 6,
};

/** Whether a call takes too long each of ten times, in computing time: another process does not count. */
function isSlow(call: () => unknown, most: number): boolean {
	for (let tries = 0; tries < 10; tries++) {
		const start = process.cpuUsage();
		call();
		const { user, system } = process.cpuUsage(start);
		if ((user + system) / 1000 <= most) return false;
	}
	return true;
}

test.each(Object.entries(readers))('%s of 100 KB is read within 50 ms, whatever it is', (name, read) => {
	const most = mostMs * (copies[name] ?? 1);
	const slow = Object.entries(texts).find(([, text]) => isSlow(() => read(text), most));

	expect(slow?.[0]).toBeUndefined();
});

test('a call of 200 KB that nothing proves is refused without being read', () => {
	const body = aboutMessage('message_api_failed', { id: '1', channel_failure_reason: filled('not ') });

	expect(take(body, 'missing')).toEqual([{ kind: 'unauthenticated' }]);
	expect(isSlow(() => take(body, 'missing'), mostMs)).toBe(false);
});
