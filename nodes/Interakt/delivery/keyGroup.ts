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
	/** An entry that is recorded with it. It is removed with what is removed, and so tells whether that was done. */
	readonly mark: string;
	/** Keys that were free. Where several processes write, their requests wait until the mark was found. */
	claims: readonly Claim[];
	endings: readonly Ending[];
	/** Whether the mark was found, so that what there is to remove was removed with it. */
	isFound: boolean;
	isRested: boolean;
}

export const newGroup = (endings: readonly Ending[]): Group => ({
	mark: `\nmark ${randomBytes(9).toString('base64url')}`,
	claims: [],
	endings,
	isFound: false,
	isRested: false,
});

/** What is recorded of a group beside its keys, and looked for later. */
export const entriesOfGroup = ({ mark, endings }: Group) => [mark, ...endings.flatMap(({ keep }) => keep)];

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
 * Looks for a group. While its mark is there, all that it has recorded is there too, and what it removes was not
 * removed, or is there again.
 *
 * @param before Which entries were there when it was looked for.
 */
export function lookFor(group: Group, before: ReadonlySet<string>): Look {
	const { mark, claims, endings, isFound } = group;
	if (before.has(mark)) {
		for (const { answer } of claims) answer('free');
		Object.assign(group, { claims: [], isFound: true, isRested: false });
		const remove = [mark, ...endings.flatMap((ending) => ending.remove)];
		return { remove, claims: [], endings: [], goesOn: endings.length > 0 };
	}
	const isSettled = ({ keep }: Ending) => isFound && keep.every((entry) => before.has(entry));
	for (const { settled } of endings.filter(isSettled)) settled();
	// To look for the mark has recorded it.
	return { remove: [mark], claims, endings: endings.filter((each) => !isSettled(each)), goesOn: false };
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
