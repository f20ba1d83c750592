import { randomBytes } from 'crypto';

import { foundIn, type KeyChange, type KeyedRequest, type KeyState } from './keyStore';

/** A key that is to be recorded before its request leaves. */
export interface Claim {
	readonly used: KeyedRequest;
	readonly answer: (state: KeyState | 'unrecorded') => void;
}

/** What is to be written of a key, and whom to tell when that is done. */
export interface Ending extends KeyChange {
	/** The key that has come to its end; none for what asking for a key in use has left. */
	readonly key?: string;
	readonly settled: () => void;
}

/** What is written in one go, and looked for when the store has had its rest. */
export interface Group {
	/** An entry that is recorded with it, by which it is seen whether another process has written over it. */
	readonly stays: string;
	/** An entry that is recorded with it and removed with what is removed, by which it is seen whether that was done. */
	readonly goes: string;
	/** Keys that were free, whose requests wait until the group was found. */
	claims: readonly Claim[];
	endings: readonly Ending[];
	/** Whether what there is to remove was removed, as far as is known. */
	isRemoved: boolean;
	isRested: boolean;
}

export function newGroup(endings: readonly Ending[]): Group {
	const id = randomBytes(9).toString('base64url');
	return {
		stays: `\nstays ${id}`,
		goes: `\ngoes ${id}`,
		claims: [],
		endings,
		isRemoved: false,
		isRested: false,
	};
}

/** What a group removes. */
export const removedBy = ({ goes, endings }: Group) => [goes, ...endings.flatMap(({ remove }) => remove)];

/** What is to be done after a look for a group. */
export interface Look {
	/** Entries to remove now. */
	readonly remove: readonly string[];
	/** What another process has written over, to be written once more. */
	readonly claims: readonly Claim[];
	readonly endings: readonly Ending[];
	/** Whether to look again. */
	readonly goesOn: boolean;
}

/**
 * Looks for a group, and answers who waits for it.
 *
 * @param before Which entries were there when it was looked for.
 */
export function lookFor(group: Group, before: ReadonlySet<string>): Look {
	const { stays, goes, claims, endings } = group;
	// To look for them has recorded them.
	const marks = [stays, goes];
	if (!before.has(stays)) return { remove: marks, claims, endings, goesOn: false };
	for (const { answer } of claims) answer('free');
	if (before.has(goes) && endings.length > 0) {
		Object.assign(group, { claims: [], isRemoved: true, isRested: false });
		return { remove: removedBy(group), claims: [], endings: [], goesOn: true };
	}
	for (const { settled } of endings) settled();
	return { remove: marks, claims: [], endings: [], goesOn: false };
}

/**
 * Answers who waits for keys that turn out to be in use.
 *
 * @param before What the store had of the keys before they were recorded.
 * @returns Those whose keys were free, and what to ask for the others has added.
 */
export function answerUsed(
	claims: readonly Claim[],
	before: ReadonlySet<string>,
): { readonly free: Claim[]; readonly asked: Ending[] } {
	const free: Claim[] = [];
	const asked: Ending[] = [];
	for (const claim of claims) {
		const { state, added } = foundIn(before, claim.used);
		if (state === 'free') free.push(claim);
		else claim.answer(state);
		if (added.length > 0) asked.push({ keep: [], remove: added, settled: () => undefined });
	}
	return { free, asked };
}
