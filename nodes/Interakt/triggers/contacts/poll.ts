import type { Outcome } from '../../delivery/outcome';
import type { Change, Wanted } from './change';
import { follow, followFrom, refocus, type Followed, type Source } from './follow';
import { followFromNow } from './newest';

/** What n8n keeps for the node between polls. */
export interface Kept {
	followed?: Followed;
	/** The date from which was followed; another one begins anew. */
	startFrom?: number | undefined;
	/** Counts the polls that were taken into account. */
	polls?: number;
}

/** What a person has asked for. */
export interface Asked {
	readonly wanted: Wanted;
	/** In milliseconds since the epoch; nothing means from the activation on. */
	readonly startFrom: number | undefined;
}

/**
 * A poll: what is new since the last one.
 *
 * What is kept changes in one step at the end, together with what is given out, so that a poll that fails is made
 * again by the next one. Of polls that overlap the first that ends counts; the others give nothing.
 */
export async function poll(kept: Kept, asked: Asked, source: Source): Promise<Outcome<readonly Change[]>> {
	const { polls = 0 } = kept;
	const followed = await followedSoFar(kept, asked, source);
	if (followed.status !== 'accepted') return followed;
	const read = await follow(followed.result, source);
	if (read.status !== 'accepted') return read;
	if ((kept.polls ?? 0) !== polls) return { status: 'accepted', result: [] };
	kept.followed = read.result.followed;
	kept.startFrom = asked.startFrom;
	kept.polls = polls + 1;
	return { status: 'accepted', result: read.result.changes };
}

async function followedSoFar(
	{ followed, startFrom }: Kept,
	asked: Asked,
	source: Source,
): Promise<Outcome<Followed>> {
	if (followed !== undefined && (asked.startFrom === undefined || asked.startFrom === startFrom)) {
		return { status: 'accepted', result: refocus(followed, asked.wanted) };
	}
	return asked.startFrom === undefined
		? await followFromNow(asked.wanted, source)
		: { status: 'accepted', result: followFrom(asked.wanted, asked.startFrom) };
}
