import type { Undelivered } from './event';
import { decoded } from './json';
import { firstText, objectAt, omitUndefined } from './read';

interface Known {
	/** Codes of WhatsApp, which Interakt passes on. */
	readonly codes: readonly string[];
	/** How the reason is worded, for when there is no code: any of these, each with all of its parts in this order. */
	readonly words?: ReadonlyArray<readonly string[]>;
	readonly meaning: string;
	readonly remedy: string;
}

/** Why WhatsApp does not deliver, each with its meaning and the next step. */
const known: readonly Known[] = [
	{
		codes: ['1013', '131026'],
		words: [['not ', 'valid whatsapp'], ['not ', 'on whatsapp'], ['undeliverable']],
		meaning: 'The number cannot receive WhatsApp messages',
		remedy:
			'Check the number. If it is right, reach the person another way: they are not on WhatsApp, have an old version, or have not agreed to its terms.',
	},
	{
		codes: ['470', '131047'],
		words: [['24hour'], ['24-hour'], ['24 hour'], ['re-engagement'], ['reengagement']],
		meaning: 'The person has not written to you within the last 24 hours',
		remedy: 'Send an approved template instead.',
	},
	{
		codes: ['131049'],
		words: [['healthy ecosystem']],
		meaning: 'Meta held the message back because the person gets much marketing',
		remedy: 'Do not send it again at once; wait a day or more, or use another channel.',
	},
	{
		codes: ['131050'],
		words: [['opted out'], ['stopped marketing']],
		meaning: 'The person does not want marketing messages from you',
		remedy: 'Send them no more marketing templates.',
	},
	{
		codes: ['130472'],
		words: [['experiment']],
		meaning: 'Meta holds marketing messages back from this number for an experiment of its own',
		remedy: 'Use another channel, or wait until the person writes to you.',
	},
	{
		codes: ['131048', '368', '131031'],
		words: [['spam'], ['policy'], ['locked']],
		meaning: 'WhatsApp has limited your number because people block or report it',
		remedy:
			'Look at the quality of your number in Meta Business Manager, and send fewer and better messages.',
	},
	{
		codes: ['131056'],
		words: [['pair rate']],
		meaning: 'Too many messages went to this person in a short time',
		remedy: 'Wait some minutes before you send to the same person again.',
	},
	{
		codes: ['130429', '80007', '4'],
		words: [['rate limit'], ['throughput']],
		meaning: 'More messages were sent than WhatsApp takes from your number at a time',
		remedy: 'Send more slowly, and send this one again later.',
	},
	{
		codes: ['131042'],
		words: [['payment'], ['billing']],
		meaning: 'WhatsApp cannot charge your account',
		remedy: 'Check the payment method and the balance in Interakt or Meta Business Manager.',
	},
	{
		codes: ['131051'],
		meaning: 'WhatsApp does not know this type of message',
		remedy: 'Send another type of message.',
	},
	{
		codes: ['131052', '131053'],
		words: [
			['media ', 'upload'],
			['media ', 'download'],
		],
		meaning: 'WhatsApp could not get the file',
		remedy: 'Check that the address is public and that WhatsApp takes this type and size of file.',
	},
	{
		codes: ['132000', '132012', '131008', '131009'],
		words: [['parameter']],
		meaning: 'The values do not match the template',
		remedy: 'Give exactly one value of the right type for each variable.',
	},
	{
		codes: ['132001'],
		words: [
			['template ', 'not exist'],
			['template ', 'not found'],
		],
		meaning: 'The template does not exist in this language',
		remedy: 'Check its code name and language in Interakt under Templates.',
	},
	{
		codes: ['132005'],
		meaning: 'The template with its values is too long',
		remedy: 'Shorten the values.',
	},
	{
		codes: ['132015', '132016', '132007'],
		words: [
			['template ', 'paused'],
			['template ', 'disabled'],
		],
		meaning: 'The template has been paused or turned off by Meta',
		remedy: 'Change the template and have it approved again, or use another one.',
	},
	{
		codes: ['131021'],
		meaning: 'The number is your own WhatsApp number',
		remedy: 'Send to another number.',
	},
	{
		codes: ['131000', '131016', '131057', '1', '2'],
		words: [['something went wrong'], ['unavailable'], ['maintenance']],
		meaning: 'WhatsApp was not available',
		remedy: 'Send the message again later.',
	},
];

const unknown = {
	meaning: 'The message was not delivered',
	remedy: 'Use another channel, or look the message up in Interakt.',
};

/** No reason says what matters behind this many characters. */
const longestReason = 1000;

/** Whether some text has all of these parts, one behind the other. Each is searched for once. */
function hasInOrder(text: string, parts: readonly string[]): boolean {
	let from = 0;
	for (const part of parts) {
		const found = text.indexOf(part, from);
		if (found < 0) return false;
		from = found + part.length;
	}
	return true;
}

/** A code as it stands in the table: `131047` of `(#131047)` and of `131047.0`. */
const plainCode = (code: string | undefined): string | undefined =>
	/^\D{0,3}(\d{1,9})(?:\.0)?\)?$/.exec(code?.trim().slice(0, 20) ?? '')?.[1] ?? code?.trim();

/**
 * Why a message was not delivered: by its code where it is known, else by Interakt's words.
 *
 * @param reason Text; or an object or a list of them, also as JSON, as WhatsApp has its errors.
 */
export function undelivered(code: unknown, reason: unknown): Undelivered {
	const found = decoded(reason);
	const error = (Array.isArray(found) ? found[0] : found) ?? {};
	const own = firstText(error.message, error.title, error.description, error.reason);
	const details = firstText(objectAt(error, 'error_data').details, error.details);
	const words = [...new Set([own, details])].filter((text) => text !== undefined);
	const worth = Object.keys(error).length > 0 ? words.join('; ') : reason;
	const failureCode = plainCode(firstText(code, error.code, error.status));
	const failureReason = firstText(worth, error.status);
	const worded = (failureReason ?? '').slice(0, longestReason).toLowerCase();
	const { meaning, remedy } =
		known.find(({ codes }) => codes.includes(failureCode ?? '')) ??
		known.find(({ words }) => words?.some((parts) => hasInOrder(worded, parts))) ??
		unknown;
	return omitUndefined({ failureCode, failureReason, failureMeaning: meaning, failureRemedy: remedy });
}

/** Why a message was not delivered: in Interakt's own words, if it has any, where nobody has explained them. */
export const whyUndelivered = ({ failureMeaning, failureReason }: Undelivered): string | undefined =>
	failureMeaning === unknown.meaning ? failureReason : failureMeaning;
