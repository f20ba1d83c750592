import { DateTime, FixedOffsetZone, IANAZone } from 'luxon';

/** How a text says its time zone: by minutes ahead of UTC, an IANA name, both, or an abbreviation of several. */
export interface Zone {
	readonly offset?: number;
	readonly name?: string;
	/** Hours ahead of UTC of each zone that the abbreviation may mean, by the calling code of its country. */
	readonly oneOf?: Readonly<Record<string, number>>;
}

/** What tells zones of the same abbreviation apart. */
export interface ZoneHints {
	/** IANA zone in which a time without a zone is meant. */
	readonly timeZone: string;
	/** Country of the account, e.g. `+91`. */
	readonly country: string;
}

/** A time as it is written, without its zone. */
export interface LocalTime {
	readonly year: number;
	readonly month: number;
	readonly day: number;
	readonly hour: number;
	readonly minute: number;
	readonly second: number;
	readonly millisecond: number;
}

/** Names that mean one zone only: hours ahead of UTC. RFC 2822 §4.3 has the American ones. */
const hoursOfNames: Readonly<Record<string, number>> = {
	'coordinated universal time': 0,
	'greenwich mean time': 0,
	'india standard time': 5.5,
	est: -5,
	edt: -4,
	cdt: -5,
	mst: -7,
	mdt: -6,
	pdt: -7,
	'eastern standard time': -5,
	'eastern daylight time': -4,
	'central standard time': -6,
	'central daylight time': -5,
	'mountain standard time': -7,
	'mountain daylight time': -6,
	'pacific standard time': -8,
	'pacific daylight time': -7,
	brt: -3,
	wet: 0,
	west: 1,
	cet: 1,
	cest: 2,
	eet: 2,
	eest: 3,
	'british summer time': 1,
	'central european standard time': 1,
	'central european summer time': 2,
	msk: 3,
	wat: 1,
	cat: 2,
	eat: 3,
	sast: 2,
	gst: 4,
	'gulf standard time': 4,
	pkt: 5,
	npt: 5.75,
	wib: 7,
	ict: 7,
	sgt: 8,
	'singapore standard time': 8,
	hkt: 8,
	myt: 8,
	awst: 8,
	jst: 9,
	kst: 9,
	aest: 10,
	aedt: 11,
	nzst: 12,
	nzdt: 13,
};

/** Abbreviations that several zones share: hours ahead of UTC by the calling code of the country. */
const sharedNames: Readonly<Record<string, Readonly<Record<string, number>>>> = {
	ist: { 91: 5.5, 353: 1, 972: 2 },
	cst: { 1: -6, 53: -5, 86: 8, 886: 8 },
	pst: { 1: -8, 63: 8 },
	bst: { 44: 1, 880: 6 },
};

/** `Z`, `UTC` and `GMT`, alone or with an offset behind them: `+05:30`, `+0530`, `+5:30`, `+05`. */
const fixed =
	/^(?:z|(?:utc?|gmt)?(?: ?([+-])(?:(\d{1,2}):(\d\d)(?::00)?|(\d\d)(\d\d)|(\d{1,2})))?)(?![a-z\d:])/;

/**
 * Reads how a zone is written: `Z`, `UTC`, `+05:30`, `+0530`, `+05`, `GMT+5:30`, `Asia/Kolkata`, each in brackets
 * too, an abbreviation, and behind an offset a name or a comment: `+0530 (India Standard Time)`.
 *
 * @param text In lower case.
 * @returns nothing when it is no zone.
 */
export function readZone(text: string): Zone | undefined {
	const given = text.trim();
	const inner = withoutBrackets(given);
	if (inner !== given) return readZone(inner);
	const [written = '', sign, hours, minutes, plainHours, plainMinutes, only] = fixed.exec(given) ?? [];
	if (written === '') return readName(given);
	const ahead = Number(hours ?? plainHours ?? only ?? 0) * 60 + Number(minutes ?? plainMinutes ?? 0);
	if (ahead > 14 * 60 || Number(minutes ?? plainMinutes ?? 0) > 59) return undefined;
	const offset = sign === '-' ? -ahead : ahead;
	const comment = given.slice(written.length).trim();
	if (comment === '') return { offset };
	const bare = withoutBrackets(comment);
	// UTC is a moment in every zone, so a name behind it has nothing to fit.
	if (isZoneName(bare)) return sign === undefined ? { offset } : { offset, name: bare };
	return bare !== comment || /^[a-z]{2,5}$/.test(comment) ? { offset } : undefined;
}

function readName(name: string): Zone | undefined {
	const ahead = Object.hasOwn(hoursOfNames, name) ? hoursOfNames[name] : undefined;
	if (ahead !== undefined) return { offset: ahead * 60 };
	const oneOf = Object.hasOwn(sharedNames, name) ? sharedNames[name] : undefined;
	if (oneOf !== undefined) return { oneOf };
	return isZoneName(name) ? { name } : undefined;
}

const withoutBrackets = (text: string) =>
	/^\[([^[\]()]*)\]$|^\(([^[\]()]*)\)$/.exec(text)?.slice(1).join('') ?? text;

const isZoneName = (text: string) =>
	/^[a-z_]+(?:\/[a-z\d_+-]+){1,2}$/.test(text) && IANAZone.isValidZone(text);

/** The moment of a time in a zone; nothing when the zone stays open, or its name and its offset contradict. */
export function inZone(
	local: LocalTime,
	{ offset, name, oneOf }: Zone,
	hints: ZoneHints,
): DateTime | undefined {
	if (oneOf !== undefined) {
		const ahead = chosen(oneOf, local, hints);
		return ahead === undefined ? undefined : at(local, ahead);
	}
	if (offset === undefined) return DateTime.fromObject(local, { zone: name ?? hints.timeZone });
	const moment = at(local, offset);
	return name === undefined || moment.setZone(name).offset === offset ? moment : undefined;
}

const at = (local: LocalTime, minutes: number) =>
	DateTime.fromObject(local, { zone: FixedOffsetZone.instance(minutes) });

/** The one zone of several that the account's country or the workflow's zone points to, in minutes. */
function chosen(
	oneOf: Readonly<Record<string, number>>,
	local: LocalTime,
	{ country, timeZone }: ZoneHints,
): number | undefined {
	const hoursOfWorkflow = DateTime.fromObject(local, { zone: timeZone }).offset / 60;
	const meant = [
		oneOf[country.replace(/\D/g, '')],
		Object.values(oneOf).find((one) => one === hoursOfWorkflow),
	];
	const different = [...new Set(meant)].filter((one) => one !== undefined);
	return different.length === 1 && different[0] !== undefined ? different[0] * 60 : undefined;
}
