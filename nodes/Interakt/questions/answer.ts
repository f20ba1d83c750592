import type { IDataObject } from 'n8n-workflow';

import { type Reason, reasons } from '../delivery/reasons';
import { isObject } from '../shared/isObject';
import { withInput } from '../shared/withInput';
import { isSame, signatureOf } from './token';

/** Last part of the address at which an execution that waits takes an answer, below n8n's own for waiting executions. */
export const answerPath = 'interakt-answer';

/** Name of the member by which our own answer is told from whatever else n8n or a proxy says. */
export const takenMember = 'interaktAnswer';

/** What is kept of a question with the execution that waits for its answer. */
export interface OpenQuestion {
	readonly nonce: string;
	/** Who was asked, in full: `+919999999999`. */
	readonly phoneNumber: string;
	/** Titles of what can be chosen, in their order. */
	readonly choices: readonly string[];
	/** Whether the first choice approves and the other refuses. */
	readonly isApproval: boolean;
	/** Whether what the person types answers it; of an approval it refuses. */
	readonly takesText: boolean;
	readonly messageId?: string;
	/** When it ends, in milliseconds since the epoch. */
	readonly until: number;
	/** Whether what is not answered has an output of its own. */
	readonly hasBranch: boolean;
	/** Whether an agent's call of a tool waits for it. */
	readonly isReview: boolean;
	/** What was changed in the input, or done in its place. */
	readonly notices?: readonly string[];
	/** The values of the input item, where they are put out too. */
	readonly input?: IDataObject;
}

/** What has become of a question: a choice was tapped, a text was typed, or it ends without an answer. */
export type Given =
	| { readonly choice: number }
	| { readonly text: string }
	| { readonly ended: 'undelivered' | 'askedAgain'; readonly why?: string };

/** What the trigger tells the execution that waits. */
export interface GivenAnswer {
	readonly nonce: string;
	readonly given: Given;
	/** Who has answered, or was asked, in full. */
	readonly phoneNumber: string;
	/** ISO 8601 */
	readonly answeredAt: string;
}

/** What is sent to the execution that waits. */
export function sealed(answer: GivenAnswer, key: string): { text: string; signature: string } {
	const text = JSON.stringify(answer);
	return { text, signature: signatureOf(text, key) };
}

/** Reads what `sealed` has made; nothing when it is of anybody else. */
export function unsealed(body: unknown, key: string): GivenAnswer | undefined {
	if (!isObject(body) || typeof body.text !== 'string' || typeof body.signature !== 'string')
		return undefined;
	if (!isSame(body.signature, signatureOf(body.text, key))) return undefined;
	return JSON.parse(body.text) as GivenAnswer;
}

/** Whether a value, as it was kept with an execution, is a question. */
export const isOpenQuestion = (value: unknown): value is OpenQuestion =>
	isObject(value) && typeof value.nonce === 'string' && Array.isArray(value.choices);

/** Why an answer does not count: its question is over or of an earlier round, or it is none to this question. */
export type NotTaken = 'closed' | 'refused';

/**
 * What goes on with the workflow for an answer, or why it does not count.
 *
 * @param now Milliseconds since the epoch.
 */
export function answerOutput(
	question: OpenQuestion,
	{ nonce, given, phoneNumber, answeredAt }: GivenAnswer,
	now: number,
): IDataObject | NotTaken {
	if (nonce !== question.nonce || now > question.until) return 'closed';
	if (phoneNumber !== question.phoneNumber) return 'refused';
	if ('ended' in given) return unansweredOutput(question, given.ended, given.why);
	const answer = answerTo(question, given);
	if (answer === undefined) return 'refused';
	return withInput(
		{
			status: 'answered',
			reason: '',
			message: `Answered: ${answer.text}`,
			...about(question),
			answered: true,
			...(question.isApproval && { approved: 'choice' in given && given.choice === 0 }),
			answer: { ...answer },
			// What an agent of n8n reads as the reason of a refusal.
			...(question.isApproval && 'text' in given && { chatInput: given.text }),
			answeredAt,
			...noticesOf(question),
		},
		question.input ?? {},
	);
}

/** What was answered; nothing when the question does not take it. */
function answerTo(
	{ choices, takesText }: OpenQuestion,
	given: Exclude<Given, { ended: unknown }>,
): { id: string; title: string; text: string } | undefined {
	if ('text' in given) return takesText ? { id: '', title: '', text: given.text } : undefined;
	const title = choices[given.choice];
	return title === undefined ? undefined : { id: String(given.choice + 1), title, text: title };
}

const about = ({ phoneNumber, messageId }: OpenQuestion): IDataObject => ({
	phoneNumber,
	...(messageId !== undefined && { messageId }),
});

const noticesOf = ({ notices }: OpenQuestion): IDataObject => (notices ? { notices: [...notices] } : {});

/** What a model is told of a call whose review nobody has answered. */
const notRun =
	'The call was not approved, and has not been made. Do not make it again unless you are asked to.';

/**
 * What goes on with the workflow when a question ends without an answer.
 *
 * @param why What is known of it beyond the reason.
 */
export function unansweredOutput(question: OpenQuestion, reason: Reason, why?: string): IDataObject {
	const message = why === undefined ? reasons[reason].message : `${reasons[reason].message}: ${why}`;
	return withInput(
		{
			status: 'unanswered',
			reason,
			message,
			...about(question),
			answered: false,
			...(question.isApproval && { approved: false }),
			// Without it n8n tells the model that the person has rejected the call.
			...(question.isReview && { chatInput: `${message}. ${notRun}` }),
			...noticesOf(question),
		},
		question.input ?? {},
	);
}
