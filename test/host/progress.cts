/**
 * Says now and then what a long step is doing, so that a person who waits knows that something moves.
 *
 * A line every few seconds: the name of the step, the time since its start and the last thing it said.
 */
export interface Progress {
	/** The last thing the step said; shown with the next line. */
	note(text: string): void;
	/** Ends the lines with one that tells how long the step took. */
	done(): void;
	/** Ends the lines without a word; for a step that did not come to its end. */
	stop(): void;
}

export type Report = (line: string) => void;

const EVERY_MS = 5_000;

/** Starts the lines of a step. */
export function progress(step: string, report: Report): Progress {
	const start = Date.now();
	const seconds = () => `${Math.round((Date.now() - start) / 1000)} s`;
	let latest = '';
	report(`${step} …`);
	const timer = setInterval(
		() => report(`${step} … ${seconds()}${latest === '' ? '' : ` (${latest})`}`),
		EVERY_MS,
	);
	return {
		note: (text) => {
			const lastLine = text.trim().split('\n').at(-1)?.trim() ?? '';
			if (lastLine !== '') latest = lastLine.slice(0, 90);
		},
		done: () => {
			clearInterval(timer);
			report(`${step}: done in ${seconds()}`);
		},
		stop: () => clearInterval(timer),
	};
}

/** Does the work of a step, with its lines. */
export async function inStep<Result>(
	step: string,
	report: Report,
	work: () => Promise<Result>,
): Promise<Result> {
	const lines = progress(step, report);
	try {
		const result = await work();
		lines.done();
		return result;
	} finally {
		lines.stop();
	}
}

/** Standard error: the one stream that Jest, a pipe and a terminal all pass on as it is. */
export const toStandardError: Report = (line) => void process.stderr.write(`${line}\n`);
