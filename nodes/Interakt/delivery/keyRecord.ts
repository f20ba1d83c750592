import { answerUsed, type Claim, type Ending, type Group, lookFor, newGroup, removedBy } from './keyGroup';
import { endOf, type EndState, entriesOf, type KeyedRequest, type KeyState, type KeyStore } from './keyStore';

/**
 * Milliseconds after which what was written is looked for, and what could not be written is tried again: longer than
 * a write of another process takes, which may have read the record before.
 */
const shortestRestMs = 500;

/** The longest that such a rest becomes where writes are slow. */
const longestRestMs = 5_000;

/**
 * Fewest keys that may be recorded in one write. More would be recorded long before their requests leave, and stay
 * open for nothing when n8n is killed.
 */
const fewestClaims = 20;

/** How many more, for each millisecond that a write takes, where requests leave at once: as many as leave meanwhile. */
const leavingPerMillisecond = 0.4;

export interface Clock {
	readonly now: () => number;
	readonly sleep: (milliseconds: number) => Promise<void>;
}

/**
 * What is known of the keys of a node, in this process and in the store.
 *
 * The store is one record that is read and written as a whole, without a lock between processes. So keys are
 * recorded in groups, one group at a time: what comes while a group is written makes up the next one, the keys of
 * requests that want to leave and what has become of others together. Each group has entries of its own. After a rest
 * they are looked for, because another process may have put an older record in the place of this one: then the group is
 * written once more.
 *
 * Where several processes write, a group does nothing before it was found: no request leaves and nothing is removed.
 * And a process writes nothing during the rest (Fischer's mutual exclusion). All writes that began before
 * have ended by then, so what is found has outlived them, and whoever reads the record from then on finds the key
 * taken. Alone, all of it is done at once.
 */
export class KeyRecord {
	private waiting: Claim[] = [];
	private endings: Ending[] = [];
	private unconfirmed: Group[] = [];
	/** Milliseconds that the last write took. */
	private writeMs = 0;
	private isRunning = false;
	/** Says that there is something to write. */
	private announce: () => void = () => undefined;

	constructor(private readonly clock: Clock) {}

	/**
	 * Records a key before its request leaves.
	 *
	 * @returns What the store said of it before; `unrecorded` when it could not be written or found again.
	 */
	async claim(used: KeyedRequest, store: KeyStore): Promise<KeyState | 'unrecorded'> {
		return await new Promise((answer) => {
			this.waiting.push({ used, answer });
			this.start(store);
		});
	}

	/**
	 * Writes down what has become of a key, together with what else there is to write. Comes back when that is done,
	 * where several processes write when it has been found again; at once when the store cannot be written, and then
	 * tries it again later.
	 */
	async end(used: KeyedRequest, state: EndState, store: KeyStore): Promise<void> {
		await new Promise<void>((settled) => {
			this.endings.push({ key: used.key, ...endOf(used, state), settled });
			this.start(store);
		});
	}

	private start(store: KeyStore): void {
		this.announce();
		if (!this.isRunning) void this.run(store);
	}

	/** Writes until nothing is left to be written or looked for. */
	private async run(store: KeyStore): Promise<void> {
		this.isRunning = true;
		// What comes at the same moment goes together.
		await Promise.resolve();
		while (this.waiting.length + this.endings.length + this.unconfirmed.length > 0) {
			const news = new Promise<void>((resolve) => (this.announce = resolve));
			const groups = await this.write(store);
			this.unconfirmed.push(...groups);
			const rest = this.clock.sleep(this.restMs(store)).then(() => {
				for (const group of groups) group.isRested = true;
			});
			if (isShared(store)) await rest;
			else if (this.waiting.length === 0) await Promise.race([rest, news]);
		}
		this.isRunning = false;
	}

	/** So long that, of the time of all processes, more than half passes without a write. */
	private restMs({ processes }: KeyStore): number {
		return Math.min(longestRestMs, Math.max(shortestRestMs, 2 * processes * this.writeMs));
	}

	/**
	 * Records keys of requests that want to leave and what has become of others, looks for what was written before, and
	 * answers who waits.
	 *
	 * @returns What is to be looked for after a rest.
	 */
	private async write(store: KeyStore): Promise<Group[]> {
		const isAlone = !isShared(store);
		const more = isAlone ? this.writeMs * leavingPerMillisecond : 0;
		const claims = this.waiting.splice(0, Math.max(fewestClaims, more));
		const endings = this.endings.splice(0);
		const checked = this.unconfirmed.filter(({ isRested }) => isRested);
		this.unconfirmed = this.unconfirmed.filter(({ isRested }) => !isRested);
		const own = newGroup(endings);
		const written = endings.length > 0 || (!isAlone && claims.length > 0) ? [own] : [];
		if (claims.length + written.length + checked.length === 0) return [];
		const start = this.clock.now();
		const recorded = [
			...claims.flatMap(({ used }) => entriesOf(used)),
			...endings.flatMap(({ keep }) => keep),
			...[...checked, ...written].flatMap(({ stays, goes }) => [stays, goes]),
		];
		const record = async () => await store.record([...new Set(recorded)]);
		// The very first write makes the record; when two workers make it at once, one of them is refused.
		const isFirst = checked.length === 0;
		const before = await (isFirst ? record().catch(record) : record()).catch(() => undefined);
		if (before === undefined) {
			this.putOff([{ ...own, claims }, ...checked]);
			return [];
		}
		const { free, asked } = answerUsed(claims, before);
		// What became of their keys before counts no more.
		const keys = new Set(free.map(({ used }) => used.key));
		for (const group of [own, ...checked, ...this.unconfirmed])
			group.endings = group.endings.filter(({ key }) => key === undefined || !keys.has(key));
		if (isAlone) for (const { answer } of free) answer('free');
		else own.claims = free;
		own.isRemoved = isAlone;
		const looks = checked.map((group) => ({ group, ...lookFor(group, before) }));
		this.waiting.unshift(...looks.flatMap((look) => look.claims));
		const remove = [
			// To ask for a key that is in use has made it look open: that goes again at once, also when n8n is killed soon.
			...[...asked, ...looks].flatMap((each) => each.remove),
			...(isAlone ? written.flatMap(removedBy) : []),
		];
		// Where it cannot be removed, that is seen when it is looked for.
		if (remove.length > 0) await store.remove(remove).catch(() => undefined);
		if (isAlone) for (const { settled } of endings) settled();
		this.endings.unshift(...looks.flatMap((look) => look.endings), ...asked);
		this.writeMs = this.clock.now() - start;
		return [...looks.filter(({ goesOn }) => goesOn).map(({ group }) => group), ...written];
	}

	/**
	 * Lets nobody wait for a store that cannot be written. What was not yet done is tried again later; what was done is
	 * looked for no more, because to look for it may have recorded its marks.
	 */
	private putOff(groups: readonly Group[]): void {
		for (const { answer } of groups.flatMap(({ claims }) => claims)) answer('unrecorded');
		for (const { settled } of groups.flatMap(({ endings }) => endings)) settled();
		const undone = groups.filter(({ isRemoved }) => !isRemoved);
		this.endings.unshift(...undone.flatMap(({ endings }) => endings));
	}
}

const isShared = ({ processes }: KeyStore) => processes > 1;
