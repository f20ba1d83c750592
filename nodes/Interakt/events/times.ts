import { DateTime } from 'luxon';

import { fromUnix } from '../input/dateNumber';

/**
 * A time of a webhook in ISO 8601 with its zone, e.g. `2024-01-01T10:00:00.000Z`. The WhatsApp family writes
 * its times without a zone and means UTC, a click's with a space in place of the `T` (contract §13).
 *
 * @param given Text, or seconds or milliseconds since the epoch; what is no time gives nothing.
 */
export function utc(given: unknown): string | undefined {
	const moment = typeof given === 'number' ? fromNumber(given) : fromText(given);
	return (moment?.isValid && moment.toUTC().toISO()) || undefined;
}

function fromNumber(given: number): DateTime | undefined {
	const millis = fromUnix(given);
	return millis === undefined ? undefined : DateTime.fromMillis(millis);
}

function fromText(given: unknown): DateTime | undefined {
	if (typeof given !== 'string') return undefined;
	const text = given.trim();
	if (/^\d{10}$|^\d{13}$/.test(text)) return fromNumber(Number(text));
	return DateTime.fromISO(text.replace(/^(\d{4}-\d\d-\d\d) +/, '$1T'), { zone: 'utc', setZone: true });
}
