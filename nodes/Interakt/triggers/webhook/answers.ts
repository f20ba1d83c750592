/** Recognises what a call says of questions that executions wait for: answers, and what became of their messages. */
import type { IWebhookFunctions } from 'n8n-workflow';

import { openQuestionsOf, type OpenQuestions, type TypedQuestion } from '../../questions/openQuestions';
import { type Asking, readAsked, readToken, type Signing, tokenStart } from '../../questions/token';
import { isObject } from '../../shared/isObject';
import { type DedupMemory, dedupKeysOf } from './dedup';
import { whyUndelivered } from './deliveryErrors';
import type { InteraktEvent } from './event';
import { eventOf, readBody } from './parse';
import { omitUndefined } from './read';
import type { Answer } from './resume';
import { accountOf } from './signature';

/** A call that is proven to come from Interakt. */
export interface GenuineCall {
	readonly bytes: Buffer;
	/** What the trigger has taken; of a person who tries it out nothing. */
	readonly memory: DedupMemory;
	/** The country of numbers without one, e.g. `+91`. */
	readonly country: string | undefined;
	/** Whether texts that answer a question are taken for good, so that they leave their dedup keys. */
	readonly takesTexts: boolean;
	/** Milliseconds since the epoch. */
	readonly now: number;
}

/** What was found in a call. */
export interface Found {
	/** What is to be passed on to executions: answers, and questions that end without one. */
	readonly answers: readonly Answer[];
	/** Whether the call is nothing but answers of people. */
	readonly isAnswer: boolean;
}

/** The questions of the account by whose credential the calls of a trigger are verified. */
export interface Questions {
	/** Secret of the account. */
	readonly key: string;
	readonly open: OpenQuestions;
}

/**
 * The questions of the account; nothing where signatures are not verified: there is no credential then, and nothing says
 * whose answers these are.
 *
 * @param now Milliseconds since the epoch.
 */
export function questionsOf(context: IWebhookFunctions, now: number): Questions | undefined {
	const account = accountOf(context);
	if (account === undefined) return undefined;
	const open = openQuestionsOf(account.key);
	open.addStored(context.getWorkflowStaticData('node').openQuestions, now);
	return { key: account.key, open };
}

/** Has n8n store with the workflow what has changed of the open questions. */
export function storeQuestions(context: IWebhookFunctions, { open }: Questions, now: number): void {
	const text = open.toStored(now);
	if (text !== undefined) context.getWorkflowStaticData('node').openQuestions = text;
}

/** The statuses from which is learnt that a question is in the chat of the person. */
const arriving: ReadonlySet<string> = new Set(['messageSent', 'messageDelivered', 'messageRead']);

/** When an event happened, in milliseconds since the epoch. */
const timeOf = ({ clickedAt, receivedAt, time }: InteraktEvent, now: number): number => {
	const read = Date.parse(clickedAt ?? receivedAt ?? time ?? '');
	return Number.isNaN(read) ? now : read;
};

/** What one event of a call says. */
class Reader {
	readonly answers: Answer[] = [];

	constructor(
		private readonly questions: Questions,
		private readonly call: GenuineCall,
	) {}

	/** @returns Whether the event is an answer of a person. */
	read(event: InteraktEvent, isAlone: boolean): boolean {
		const { phoneNumber } = event;
		if (phoneNumber === undefined) return false;
		const signing = { phoneNumber, key: this.questions.key };
		if (this.tap(event, signing)) return true;
		this.status(event, signing);
		return isAlone && this.text(event, signing);
	}

	/** Ends the older questions of people who were asked again. */
	endSuperseded(): void {
		for (const { asked, phoneNumber } of this.questions.open.takeSuperseded()) {
			this.end(asked, phoneNumber, 'askedAgain');
		}
	}

	private end(asking: Asking, phoneNumber: string, reason: 'undelivered' | 'askedAgain', why?: string): void {
		const answeredAt = new Date(this.call.now).toISOString();
		const given = omitUndefined({ ended: reason, why });
		this.answers.push({ asking, given, phoneNumber, answeredAt });
	}

	private tap(event: InteraktEvent, signing: Signing): boolean {
		const choice = readToken(event.choiceId ?? event.clickPayload, signing);
		if (choice === undefined) return false;
		const { phoneNumber } = signing;
		this.questions.open.close(phoneNumber, choice.nonce);
		const answeredAt = new Date(timeOf(event, this.call.now)).toISOString();
		this.answers.push({ asking: choice, given: { choice: choice.choice }, phoneNumber, answeredAt });
		return true;
	}

	private status(event: InteraktEvent, signing: Signing): void {
		const asked = readAsked(event.callbackData, signing);
		if (asked === undefined) return;
		const { phoneNumber } = signing;
		const { open } = this.questions;
		if (event.event === 'messageFailed') {
			open.close(phoneNumber, asked.nonce, asked.takesText ? asked.until : undefined);
			this.end(asked, phoneNumber, 'undelivered', whyUndelivered(event));
		} else if (arriving.has(event.event)) open.register(phoneNumber, event.callbackData, this.call.now);
	}

	private text(event: InteraktEvent, { phoneNumber }: Signing): boolean {
		const { open } = this.questions;
		if (open.isEmpty || event.event !== 'messageReceived' || event.kind !== 'text') return false;
		const { text, channel } = event;
		if (text === undefined || channel !== 'whatsapp') return false;
		const { bytes, memory, takesTexts, now } = this.call;
		const { matchAny, record } = dedupKeysOf(event, bytes);
		if (memory.hasAny(matchAny)) return false;
		const writtenAt = timeOf(event, now);
		const question: TypedQuestion | undefined = open.take(phoneNumber, writtenAt, now);
		if (question === undefined) return false;
		if (takesTexts) memory.add(record);
		const answeredAt = new Date(writtenAt).toISOString();
		this.answers.push({ asking: question.asked, given: { text }, phoneNumber, answeredAt });
		return true;
	}
}

/**
 * Looks for what a call says of questions, and remembers which are open. Of any other call no more is read than whether a
 * token may be in it, unless there are questions that a person can answer by typing.
 */
export function findAnswers(questions: Questions, call: GenuineCall): Found {
	const reader = new Reader(questions, call);
	const concerns = !questions.open.isEmpty || call.bytes.includes(tokenStart);
	const bodies = [concerns ? readBody(call.bytes) : []].flat().filter(isObject);
	const isAlone = bodies.length === 1;
	const areAnswers = bodies.map((each) => {
		const event = eventOf(each, call.country);
		return event !== undefined && reader.read(event, isAlone);
	});
	reader.endSuperseded();
	return { answers: reader.answers, isAnswer: bodies.length > 0 && !areAnswers.includes(false) };
}
