/**
 * Reads CSV text into one object a row, by the names in its first line. Fields may be quoted, and then hold commas,
 * doubled quotes and line breaks.
 */
export function readCsv(text: string): Array<Record<string, string>> {
	const [header = [], ...rows] = cells(text.replace(/^\uFEFF/, ''));
	return rows.map((row) => Object.fromEntries(header.map((name, column) => [name, row[column] ?? ''])));
}

/** Every match is one cell and what ends it: a comma, a line break or the end of the text. */
const CELL = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/gy;

function cells(text: string): string[][] {
	const rows: string[][] = [];
	let row: string[] = [];
	for (const [, quoted, plain, end] of text.matchAll(CELL)) {
		row.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
		if (end === ',') continue;
		// The end of a text that closes with a line break looks like one more, empty row.
		if (row.length > 1 || row[0] !== '') rows.push(row);
		row = [];
	}
	return rows;
}
