import type { FunctionsBase } from 'n8n-workflow';

import { LruCache } from '../shared/lruCache';

/** Whose answers a trigger takes. */
export interface Account {
	/** What proves the account, by which accounts are told apart. */
	readonly identity: string;
	/** n8n's ID of the credential: it stays when another key is entered in it. */
	readonly credentialId: string;
}

/** n8n's ID of the credential of a node; empty where the node has none. */
export const credentialIdOf = (context: Pick<FunctionsBase, 'getNode'>): string =>
	context.getNode().credentials?.interaktApi?.id ?? '';

/** A trigger that listens. */
interface Listening extends Account {
	/** Whether a person tries it out: it listens by its Test URL then, for two minutes. */
	readonly isTest: boolean;
	/** Whether a genuine call of Interakt has come to it since this process started. */
	isCalled: boolean;
}

/**
 * What a process of n8n knows of the triggers of an account:
 * - `called`: one listens, and has been called by Interakt,
 * - `published`: one is published, and has not been called yet,
 * - `test`: one listens only because a person tries it out,
 * - `none`: no one listens,
 * - `unknown`: this process does not publish triggers, or has just been started.
 */
export type Known = 'called' | 'published' | 'test' | 'none' | 'unknown';

/** Milliseconds within which n8n publishes all its workflows after a start. */
const startMs = 60_000;

/** Milliseconds within which n8n ends and begins again when a workflow is published anew. */
const republishMs = 5_000;

/**
 * The triggers of one process of n8n that can take answers. n8n tells a main process of each trigger when it starts and
 * whenever a person publishes one, and never tells a worker (docs/decisions/asking-and-the-trigger.md).
 */
export class KnownTriggers {
	private readonly listening = new Map<string, Listening>();

	/** When triggers have stopped to listen, by identity and by ID of the credential. */
	private readonly ended = new LruCache<number>(1_000);

	/** When n8n first told of a trigger of any account, in milliseconds since the epoch. */
	private firstTold: number | undefined;

	/**
	 * A trigger begins to listen.
	 *
	 * @param trigger What tells it from all others.
	 * @param account Nothing when it does not verify signatures, and so takes no answers.
	 * @param now Milliseconds since the epoch.
	 */
	begin(trigger: string, account: Account | undefined, isTest: boolean, now: number): void {
		this.firstTold ??= now;
		if (account) this.listening.set(trigger, { ...account, isTest, isCalled: false });
		else this.listening.delete(trigger);
	}

	/** A trigger listens no longer. */
	end(trigger: string, now: number): void {
		const listening = this.listening.get(trigger);
		this.listening.delete(trigger);
		if (listening === undefined) return;
		for (const key of [listening.identity, listening.credentialId]) this.ended.set(key, now);
	}

	/** A genuine call has come to a trigger. */
	call(trigger: string): void {
		const listening = this.listening.get(trigger);
		if (listening) listening.isCalled = true;
	}

	/** What is known of the triggers of an account. */
	of({ identity, credentialId }: Account, now: number): Known {
		const own = [...this.listening.values()].filter(
			(each) => each.identity === identity || (credentialId !== '' && each.credentialId === credentialId),
		);
		if (own.some(({ isCalled }) => isCalled)) return 'called';
		if (own.some(({ isTest }) => !isTest)) return 'published';
		if (own.length > 0) return 'test';
		const endedAt = this.ended.get(identity) ?? this.ended.get(credentialId) ?? Infinity;
		const isEnded = now - endedAt > republishMs;
		const isStarted = this.firstTold !== undefined && now - this.firstTold > startMs;
		return isEnded || (isStarted && endedAt === Infinity) ? 'none' : 'unknown';
	}
}

/** Those of this process. */
export const knownTriggers = new KnownTriggers();
