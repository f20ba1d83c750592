import { dropOldest, LruCache } from '../shared/lruCache';
import { type Asked, readAsked } from './token';

/** A question that takes a typed answer and is open. */
export interface TypedQuestion {
	readonly asked: Asked;
	/** Who was asked, in full. */
	readonly phoneNumber: string;
	/** The token of the question, as it is stored. */
	readonly token: string;
}

/** How many questions and marks are kept at most; the oldest go. n8n writes all of them with each new one, 300 KB. */
export const mostKept = 2_000;

/** Milliseconds for which a second webhook of the same tap is taken for that: a quick reply comes as two. */
const sameTapMs = 600_000;

/** Milliseconds for which is remembered that a late answer was replied to. */
const repliedMs = 30 * 86_400_000;

/** Milliseconds by which the clocks of n8n and Interakt may differ: what was written before the question is no answer. */
const clocksMs = 10_000;

/**
 * Which questions of an account take what a person types, of each person the newest; and which are over. Learnt from the
 * node that asks, in the same process, from the statuses of the questions' messages, and from what n8n has stored with
 * the workflow of the trigger.
 */
export class OpenQuestions {
	/** By phone number, the oldest registration first. */
	private readonly open = new Map<string, TypedQuestion>();

	/** What has happened, and until when that is kept, in milliseconds since the epoch; the oldest first. */
	private readonly marks = new Map<string, number>();

	private superseded: TypedQuestion[] = [];

	/** Whether there is something that n8n has not stored yet. */
	private isChanged = false;

	/** What was last read from n8n's store or written there. */
	private lastStored = '';

	/** @param key Secret of the account, with which tokens are signed. */
	constructor(private readonly key: string) {}

	/** Whether nothing that a person types can be an answer. */
	get isEmpty(): boolean {
		return this.open.size === 0;
	}

	/**
	 * Registers a question by its token. Of two of the same person the one that was asked later is open from now on, the
	 * other is superseded.
	 *
	 * @param callbackData Of the question's message, which begins with the token.
	 * @param now Milliseconds since the epoch.
	 */
	register(phoneNumber: string, callbackData: string | undefined, now: number): void {
		const other = this.open.get(phoneNumber);
		const [token = ''] = (callbackData ?? '').split(' ', 1);
		if (other?.token === token) return;
		const asked = readAsked(token, { phoneNumber, key: this.key });
		if (asked?.takesText !== true || asked.until < now || this.isMarked(asked.nonce, now)) return;
		const question = { asked, phoneNumber, token };
		const isNewest = other === undefined || other.asked.askedAt <= asked.askedAt;
		const older = isNewest ? other : question;
		// A reminder is the same question once more.
		if (older && other?.asked.nonce !== asked.nonce) {
			this.superseded.push(older);
			this.mark(older.asked.nonce, older.asked.until);
		}
		if (!isNewest) return;
		this.open.delete(phoneNumber);
		this.open.set(phoneNumber, question);
		dropOldest(this.open, mostKept);
		this.isChanged = true;
	}

	/** The older questions of those who were asked again since this was last called. */
	takeSuperseded(): TypedQuestion[] {
		const all = this.superseded;
		this.superseded = [];
		return all;
	}

	/**
	 * The question that a typed text answers, which is open no longer then.
	 *
	 * @param writtenAt When it was written, in milliseconds since the epoch.
	 * @param now The same.
	 */
	take(phoneNumber: string, writtenAt: number, now: number): TypedQuestion | undefined {
		const question = this.open.get(phoneNumber);
		if (question === undefined || writtenAt < question.asked.askedAt - clocksMs) return undefined;
		this.close(phoneNumber, question.asked.nonce);
		return question.asked.until < now ? undefined : question;
	}

	/**
	 * Keeps in mind that a question is over, so that no late status opens it again.
	 *
	 * @param until When it would have been over, where that is known: it may not have been registered yet.
	 */
	close(phoneNumber: string, nonce: string, until?: number): void {
		const question = this.open.get(phoneNumber);
		const isOpen = question?.asked.nonce === nonce;
		if (isOpen) this.open.delete(phoneNumber);
		const end = isOpen ? question.asked.until : until;
		if (end !== undefined) this.mark(nonce, end);
	}

	/** Whether a choice of a question was tapped some minutes ago at most; it is from now on. */
	isSameTap(nonce: string, choice: number, now: number): boolean {
		return this.isMarkedElseMark(`${nonce}.${choice}`, now, sameTapMs);
	}

	/** Whether a late answer to a question was replied to; it is from now on. */
	isReplied(nonce: string, now: number): boolean {
		return this.isMarkedElseMark(`${nonce}!`, now, repliedMs);
	}

	private isMarkedElseMark(mark: string, now: number, forMs: number): boolean {
		if (this.isMarked(mark, now)) return true;
		this.mark(mark, now + forMs);
		return false;
	}

	private isMarked(mark: string, now: number): boolean {
		return (this.marks.get(mark) ?? 0) >= now;
	}

	private mark(mark: string, until: number): void {
		if (this.marks.get(mark) === until) return;
		this.marks.delete(mark);
		this.marks.set(mark, until);
		dropOldest(this.marks, mostKept);
		this.isChanged = true;
	}

	/**
	 * Adds what was stored with a workflow, whatever stands there: by this process before it was started anew, or by
	 * another one.
	 *
	 * @param now Milliseconds since the epoch.
	 */
	addStored(stored: unknown, now: number): void {
		if (typeof stored !== 'string' || stored === this.lastStored) return;
		this.lastStored = stored;
		const wasChanged = this.isChanged;
		const isQuestion = (line: string) => line.startsWith('+');
		const lines = stored.split('\n');
		for (const line of lines.filter((each) => !isQuestion(each))) {
			const [mark = '', time = ''] = line.split(' ');
			const until = parseInt(time, 36);
			if (until >= now && until > (this.marks.get(mark) ?? 0)) this.mark(mark, until);
		}
		for (const [phoneNumber, { asked }] of this.open) {
			if (this.isMarked(asked.nonce, now)) this.open.delete(phoneNumber);
		}
		for (const line of lines.filter(isQuestion)) {
			const [phoneNumber = '', token] = line.split(' ');
			this.register(phoneNumber, token, now);
		}
		this.isChanged = wasChanged;
	}

	/**
	 * What n8n is to store with the workflow of a trigger, if there is anything new: one line for each open question and
	 * each mark that still holds.
	 *
	 * @param now Milliseconds since the epoch.
	 */
	toStored(now: number): string | undefined {
		if (!this.isChanged) return undefined;
		this.isChanged = false;
		for (const [mark, until] of this.marks) if (until < now) this.marks.delete(mark);
		for (const [phoneNumber, { asked }] of this.open) if (asked.until < now) this.open.delete(phoneNumber);
		const marks = [...this.marks].map(([mark, until]) => `${mark} ${until.toString(36)}`);
		const open = [...this.open.values()].map(({ phoneNumber, token }) => `${phoneNumber} ${token}`);
		this.lastStored = [...marks, ...open].join('\n');
		return this.lastStored;
	}
}

/** By account, as many as a process keeps. */
const known = new LruCache<OpenQuestions>(100);

/**
 * The open questions of an account, the same for all nodes and triggers in this process.
 *
 * @param key Secret of the account.
 */
export const openQuestionsOf = (key: string): OpenQuestions => known.use(key, () => new OpenQuestions(key));
