/** A time of day as it is written. 24:00 is the end of the day, as in ISO 8601. */
export interface Time {
	readonly hour: number;
	readonly minute: number;
	readonly second: number;
	readonly millisecond: number;
}

/** What stands in front of a time: `T`, which allows times without colons, or anything else. */
export type Before = 'T' | 'space';

interface TimeForm {
	readonly pattern: RegExp;
	/** Whether it is a time only behind a `T`, or with am, pm or hrs behind it. */
	readonly isBare: boolean;
}

/** Each gives hour, minute, second and the fraction of a second. */
const timeForms: readonly TimeForm[] = [
	{ pattern: /^(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,:](\d{1,30}))?)?(?!\d)/, isBare: false },
	{ pattern: /^(\d{1,2})\.(\d\d)(?:\.(\d\d)(?:[.,](\d{1,30}))?)?(?!\d)/, isBare: false },
	{ pattern: /^(\d\d)(\d\d)(?:(\d\d)(?:[.,](\d{1,30}))?)?(?!\d)/, isBare: true },
	{ pattern: /^(\d{1,2})(?!\d)/, isBare: true },
];

const halves = /^ ?([ap])\.?m(?![a-z])\.?/;
const unit = /^ ?(?:hrs?|hours|h)(?![a-z])\.?/;

/**
 * Reads the time that a text begins with: `17:00`, `17:00:00.123`, `5:00 pm`, `5 p.m.`, `17.00`, `1700 hrs`, and
 * `170000` and `17` behind a `T`.
 *
 * @param text In lower case.
 * @returns the time and what stands behind it, or nothing when the text does not begin with one.
 */
export function readTime(text: string, before: Before): { time: Time; remainder: string } | undefined {
	for (const { pattern, isBare } of timeForms) {
		const found = pattern.exec(text);
		if (found === null) continue;
		const [written, hours, minutes, seconds, fraction] = found;
		const behind = text.slice(written.length);
		const half = halves.exec(behind);
		const suffix = half ?? unit.exec(behind);
		if (isBare && before !== 'T' && suffix === null) continue;
		const hour = hourOf(Number(hours), half?.[1]);
		const time = {
			hour: hour ?? NaN,
			minute: Number(minutes ?? 0),
			second: Number(seconds ?? 0),
			millisecond: Number(`${fraction ?? ''}000`.slice(0, 3)),
		};
		return exists(time) ? { time, remainder: behind.slice(suffix?.[0].length ?? 0) } : undefined;
	}
	return undefined;
}

/** The hour from 0 to 23 of one that is written with am or pm; nothing when both do not go together. */
function hourOf(hour: number, half: string | undefined): number | undefined {
	if (half === undefined) return hour;
	return hour > 12 ? undefined : (hour % 12) + (half === 'p' ? 12 : 0);
}

function exists({ hour, minute, second, millisecond }: Time): boolean {
	if (hour === 24) return minute + second + millisecond === 0;
	return hour < 24 && minute < 60 && second < 60;
}
