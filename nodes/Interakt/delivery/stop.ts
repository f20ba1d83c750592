/** When nothing more is to be started: the run was cancelled, or something made it stop. */
export class Stop {
	private requested = false;

	/** @param cancelled Whether the run was cancelled from outside. */
	constructor(readonly cancelled: () => boolean) {}

	/** Starts nothing more from now on. */
	request(): void {
		this.requested = true;
	}

	get reached(): boolean {
		return this.requested || this.cancelled();
	}
}

/** For work that nobody stops. */
export const unstoppable = new Stop(() => false);
