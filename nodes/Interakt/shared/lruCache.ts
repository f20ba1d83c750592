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
		for (const oldest of this.values.keys()) {
			if (this.values.size <= this.most) break;
			this.values.delete(oldest);
		}
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
