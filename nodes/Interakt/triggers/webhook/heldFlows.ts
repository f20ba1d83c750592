import type { InteraktEvent } from './event';

/** Milliseconds that the first arrival of a submitted flow waits for its second one. */
const waitMs = 5_000;

/** The first arrival of a submitted flow, while it waits for the second, which says more. */
export class HeldFlow {
	private release: (() => void) | undefined;
	isReplaced = false;

	constructor(
		readonly event: InteraktEvent,
		readonly keys: readonly string[],
	) {}

	/** Lets the second arrival go out in place of this one. */
	replace(): void {
		this.isReplaced = true;
		this.release?.();
	}

	/** Ends when the second arrival has come, or after the wait. */
	async wait(): Promise<void> {
		if (this.isReplaced) return;
		await new Promise<void>((resolve) => {
			this.release = resolve;
			AbortSignal.timeout(waitMs).addEventListener('abort', () => resolve());
		});
	}
}

/**
 * The submitted flows of one trigger whose first arrival waits for the second: Interakt sends a flow as
 * `message_received`, and again as a flow response, which has what was given when the flow was sent
 * (docs/decisions/flows-are-joined.md).
 */
export class HeldFlows {
	private readonly byKey = new Map<string, HeldFlow>();

	hold(event: InteraktEvent, keys: readonly string[]): HeldFlow {
		const held = new HeldFlow(event, keys);
		for (const key of keys) this.byKey.set(key, held);
		return held;
	}

	/** The first arrival that waits for this second one, which replaces it; nothing when none does. */
	takeFor(keys: readonly string[]): InteraktEvent | undefined {
		const held = keys.map((key) => this.byKey.get(key)).find((one) => one !== undefined);
		if (held === undefined) return undefined;
		this.end(held);
		held.replace();
		return held.event;
	}

	/** Ends the wait of a flow whose second arrival has not come. */
	end(held: HeldFlow): void {
		for (const key of held.keys) if (this.byKey.get(key) === held) this.byKey.delete(key);
	}
}
