/** What a process costs, read from outside by way of Linux' /proc. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';

/** Clock ticks in a second: fixed in Linux for what it tells programs. */
const TICKS = 100;

const EVERY_MS = 100;

/** Throws where a bench could not measure. */
export function assertMeasurable(): void {
	if (!existsSync('/proc/self/clear_refs')) {
		throw new Error('CPU time and memory are read from /proc, which only Linux has: run the bench there.');
	}
}

interface Status {
	parent: number;
	/** Of the process and of its children that have ended. */
	cpuSeconds: number;
}

/** Nothing for a process that has ended. */
function statusOf(pid: number): Status | undefined {
	try {
		// The name of the process comes second, in parentheses, and may hold anything.
		const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
		const fields = text
			.slice(text.lastIndexOf(')') + 2)
			.split(' ')
			.map(Number);
		const [user = 0, system = 0, childrenUser = 0, childrenSystem = 0] = fields.slice(11);
		return { parent: fields[1] ?? 0, cpuSeconds: (user + system + childrenUser + childrenSystem) / TICKS };
	} catch {
		return undefined;
	}
}

/** CPU time of a process and of all that it has started, in seconds. */
export function cpuSeconds(pid: number): number {
	const all = new Map<number, Status>();
	for (const name of readdirSync('/proc')) {
		const status = /^\d+$/.test(name) ? statusOf(Number(name)) : undefined;
		if (status) all.set(Number(name), status);
	}
	const belongs = (each: number): boolean => each === pid || belongsToParent(each);
	const belongsToParent = (each: number) => {
		const parent = all.get(each)?.parent;
		return parent !== undefined && parent > 0 && belongs(parent);
	};
	let sum = 0;
	for (const [each, status] of all) if (belongs(each)) sum += status.cpuSeconds;
	return sum;
}

/** The most memory that a process held at once since `forgetPeak`, in megabytes. */
export function peakMegabytes(pid: number): number {
	const [, kilobytes = '0'] = /^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
	return Number(kilobytes) / 1024;
}

/** Lets the peak of a process begin anew with what it holds now. */
export const forgetPeak = (pid: number) => writeFileSync(`/proc/${pid}/clear_refs`, '5');

/** The CPU time of a process over time. */
export interface Meter {
	/** CPU seconds that were spent between two moments, in milliseconds since the epoch. */
	between(from: number, to: number): number;
	stop(): void;
}

/** Watches a process and all that it starts. */
export function meter(pid: number): Meter {
	const readings: Reading[] = [];
	const read = () => void readings.push({ at: Date.now(), cpuSeconds: cpuSeconds(pid) });
	read();
	const timer = setInterval(read, EVERY_MS);
	return {
		between: (from, to) => readingAt(readings, to) - readingAt(readings, from),
		stop() {
			clearInterval(timer);
			read();
		},
	};
}

export interface Reading {
	at: number;
	cpuSeconds: number;
}

/** The CPU time at a moment, on a straight line between the readings before and after it. */
export function readingAt(readings: readonly Reading[], at: number): number {
	const after = readings.findIndex((reading) => reading.at >= at);
	const next = readings[after] ?? readings.at(-1);
	const last = readings[after - 1] ?? next;
	if (!next || !last) return 0;
	const span = next.at - last.at;
	const part = span === 0 ? 1 : Math.min(1, Math.max(0, (at - last.at) / span));
	return last.cpuSeconds + (next.cpuSeconds - last.cpuSeconds) * part;
}
