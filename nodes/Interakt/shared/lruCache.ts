/** Drops what was added first, until there are no more than so many. */
export function dropOldest(kept: Map<string, unknown> | Set<string>, most: number): void {
	for (const oldest of kept.keys()) {
		if (kept.size <= most) break;
		kept.delete(oldest);
	}
}

/** Keeps values by key, at most so many: the one that nobody has asked for longest is forgotten first. */
export class LruCache<Value> {
	private readonly values = new Map<string, Value>();

	constructor(private readonly most: number) {}

	get(key: string): Value | undefined {
		const value = this.values.get(key);
		if (value !== undefined) this.set(key, value);
		return value;
	}

	set(key: string, value: Value): void {
		this.values.delete(key);
		this.values.set(key, value);
		dropOldest(this.values, this.most);
	}

	/** The value of a key, made when there is none. */
	use(key: string, make: () => Value): Value {
		const known = this.get(key) ?? make();
		this.set(key, known);
		return known;
	}

	delete(key: string): void {
		this.values.delete(key);
	}
}
