/** Asks an account what the documents leave open. See `docs/contract.md`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { contractDocument } from '../contract/document.cts';
import { Account } from './account.cts';
import { listen, type Heard } from './listen.cts';
import { asAssumed, inShort, type Answerable } from './question.cts';
import { contactQuestions } from './readContact.cts';
import { contactListQuestions } from './readContacts.cts';
import { templateQuestions } from './readTemplates.cts';
import { refusedQuestions } from './refuse.cts';
import { reportOf, type Answered } from './report.cts';
import { sendingsTo, type Given } from './send.cts';

/** What is asked of every account. */
export const harmlessQuestions: readonly Answerable[] = [
	...templateQuestions,
	...contactListQuestions,
	...contactQuestions,
	...refusedQuestions,
];

export interface ProbeOptions {
	/** In any form in which the credential takes it. */
	key: string;
	baseUrl?: string;
	/** Milliseconds between two calls. */
	pause?: number;
	/** One's own number in its international form, to which one message of each kind goes. */
	sendTo?: string;
	given?: Given;
	/** Port on this machine for webhooks, and what ends the listening. */
	listen?: { port: number; until: Promise<unknown>; secret?: string; onUrl?: (url: string) => void };
	/** Asks the person, e.g. on the terminal. */
	confirm: (question: string) => Promise<string>;
	say: (text: string) => void;
}

const versionOf = (): string => {
	const file = join(__dirname, '..', '..', 'package.json');
	return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
};

/** A phone number as the person and the request write it: `+91 99999-99999` and `+919999999999` are one. */
const digitsOf = (phoneNumber: string) => phoneNumber.replace(/[\s().-]/g, '');

/** Whether the person has typed the number once more, after reading what will go out. */
async function isConfirmed(
	phoneNumber: string,
	sends: readonly string[],
	{ confirm, say }: Pick<ProbeOptions, 'confirm' | 'say'>,
): Promise<boolean> {
	say(`This goes to ${phoneNumber}, through your account, at its price:`);
	for (const each of sends) say(`  - ${each}`);
	const typed = await confirm('Type the number once more, with its country code, to send all of this: ');
	return digitsOf(typed.trim()) === digitsOf(phoneNumber);
}

const about = ({ type, signature, differences }: Heard) =>
	`Webhook ${type}, signature ${signature}${differences.length > 0 ? `; ${differences.join('; ')}` : ''}`;

/**
 * Asks an account.
 *
 * @returns The report.
 * @throws If the key is not accepted, or the number was not confirmed: then nothing was sent.
 */
export async function probe(options: ProbeOptions): Promise<string> {
	const { key, sendTo, given = {}, say } = options;
	const baseUrl = options.baseUrl ?? contractDocument.servers[0]!.url;
	if (sendTo !== undefined && !/^\+\d{7,15}$/.test(digitsOf(sendTo)))
		throw new Error('--send needs a phone number with its country code, e.g. +919999999999');
	const number = sendTo === undefined ? undefined : digitsOf(sendTo);
	const national = number === undefined ? [] : [number, number.slice(1), number.slice(-10)];
	const account = new Account(baseUrl, key, national, options.pause);
	const sendings = number === undefined ? [] : sendingsTo(number, given);
	if (number !== undefined) {
		const sends = sendings.map((sending) => sending.sends);
		if (!(await isConfirmed(number, sends, options)))
			throw new Error('The number was not typed once more. Nothing was sent or asked.');
	}

	const answered: Answered[] = [];
	const put = async (question: Answerable) => {
		account.about(question.name);
		const seen = await question.find(account);
		answered.push({ question, ...seen });
		say(`${seen.verdict.padEnd(14)} ${question.name}${seen.words === '' ? '' : ` (${seen.words})`}`);
	};
	answered.push({ question: keyQuestion, ...(await keyWorks(account)) });
	for (const question of harmlessQuestions) await put(question);

	const listener =
		options.listen &&
		(await listen(options.listen.port, options.listen.secret, account.remover, (heard) => say(about(heard))));
	try {
		if (listener) {
			say(
				`Listening at ${listener.url}. Let a tunnel with https lead there, and enter its address in Interakt.`,
			);
			options.listen?.onUrl?.(listener.url);
		}
		for (const sending of sendings) await put(sending);
		await options.listen?.until;
	} finally {
		await listener?.close();
	}
	return reportOf({
		answered,
		calls: account.calls,
		heard: listener?.heard ?? [],
		version: versionOf(),
		contract: (contractDocument as unknown as { info: { version: string } }).info.version,
		also: [
			...(sendings.length > 0 ? [`sent ${sendings.length} requests for one number`] : []),
			...(listener ? [`heard ${listener.heard.length} webhooks`] : []),
		],
	});
}

const keyQuestion = {
	name: 'key',
	assumed: 'The Secret Key goes into the header as the dashboard shows it, after the word Basic',
	source: 'S0, S3, W 6',
	matters: 'everything',
};

/** @throws If the account does not take the key: nothing else can be asked then. */
async function keyWorks(account: Account) {
	account.about(keyQuestion.name);
	const answer = await account.ask({
		...{ method: 'POST', path: '/apis/users/', query: { offset: 0, limit: 1 } },
		body: { filters: [{ trait: 'created_at_utc', op: 'gt', val: '2000-01-01T00:00:00.000Z' }] },
	});
	if (answer.status === 200) return asAssumed('the list of contacts answers');
	if (answer.status === 401) throw new Error(`Interakt does not accept the key (${inShort(answer)}).`);
	throw new Error(`The account cannot be asked (${inShort(answer)}).`);
}
