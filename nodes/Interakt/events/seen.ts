import { Recent } from '../delivery/recent';

/** How many marks a process keeps of one trigger: a few minutes at a hundred events a second. */
export const mostInMemory = 20_000;

/** How many of them n8n stores with the workflow. They are written with every new event, so they are few. */
export const mostStored = 500;

/**
 * The marks of the events that a trigger has seen, the latest of each process's events. Bounded: the oldest
 * give way.
 */
export class Seen {
	private readonly marks = new Set<string>();

	/** The latest marks, the oldest first; the very same list for as long as this lives. */
	readonly latest: string[] = [];

	has(mark: string): boolean {
		return this.marks.has(mark);
	}

	hasAny(marks: readonly string[]): boolean {
		return marks.some((mark) => this.marks.has(mark));
	}

	add(marks: readonly string[]): void {
		for (const mark of marks) {
			if (this.marks.has(mark)) continue;
			this.marks.add(mark);
			this.latest.push(mark);
		}
		while (this.latest.length > mostStored) this.latest.shift();
		for (const oldest of this.marks) {
			if (this.marks.size <= mostInMemory) break;
			this.marks.delete(oldest);
		}
	}
}

/** By trigger, as many as a process keeps; only those that run here have any. */
const seenBy = new Recent<Seen>(500);

/** What this process has seen for a trigger. Survives the workflow's deactivation, not the process. */
export const seenOf = (workflowId: string, nodeId: string): Seen =>
	seenBy.use(`${workflowId} ${nodeId}`, () => new Seen());

/** The marks that were stored with a workflow, from whatever stands there. */
export const storedMarks = (stored: unknown): string[] =>
	Array.isArray(stored)
		? stored.filter((mark): mark is string => typeof mark === 'string').slice(-mostStored)
		: [];
