/** Times as the webhooks write them: UTC, with microseconds, and without a zone (contract §13). */

/** `2024-01-01T10:00:00.000000` of milliseconds since the epoch. */
export const withoutZone = (at: number): string => new Date(at).toISOString().replace('Z', '000');

/** A click's time has a space in place of the `T` (P). */
export const clickTime = (at: number): string => withoutZone(at).replace('T', ' ');
