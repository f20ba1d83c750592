/** People who answer the questions of the example workflows. */
import { setTimeout as delay } from 'node:timers/promises';

import type { Simulator } from '../simulator/simulator.cts';
import type { JsonObject, Message } from '../simulator/state.cts';
import { buttonReply, receivedText } from '../simulator/webhooks/received.cts';
import { clicked } from '../simulator/webhooks/statuses.cts';
import { customer, numberOf } from './listening.cts';

const POLL_MS = 100;

/** By what an answer is recognised, new for each question. */
export const TOKENS = /n8n1\.[\w.-]+/g;

/** A person, by the last digits of the number, answers the question that has these words, once it is there. */
export type Answer = {
	readonly answers: string;
	readonly question: string;
	/** Words of a message that the person gets before answering, such as a reminder. */
	readonly after?: string;
} & (
	| {
			/** The choice that is tapped, counted from 0. */
			readonly tap: number;
	  }
	| { readonly text: string }
);

/** The message to a person that has these words, once it is there. */
async function messageWith({ state }: Simulator, digits: string, words: string): Promise<Message> {
	for (;;) {
		const found = state.messages.find(
			({ recipient, body }) => recipient === numberOf(digits) && JSON.stringify(body).includes(words),
		);
		if (found) return found;
		await delay(POLL_MS);
	}
}

/** The webhook of an answer. */
export async function answerTo(interakt: Simulator, answer: Answer): Promise<JsonObject> {
	const { answers, question, after = question } = answer;
	await messageWith(interakt, answers, after);
	const { type, body } = await messageWith(interakt, answers, question);
	const options = { customer: customer(answers) };
	if ('text' in answer) return receivedText(answer.text, options);
	const { [answer.tap]: id = '' } = JSON.stringify(body.template ?? body.data).match(TOKENS) ?? [];
	return type === 'Template'
		? clicked({ type: 'QR', text: 'Answer', payload: id }, options)
		: buttonReply({ id, title: 'Answer' }, options);
}
