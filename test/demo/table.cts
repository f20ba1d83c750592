/** How many columns a terminal gives to a text: marks that sit on the letter before them take none. */
const width = (text: string) => [...text.replace(/[\p{Mn}\p{Me}\p{Cf}]/gu, '')].length;

const padded = (text: string, to: number) => text + ' '.repeat(Math.max(0, to - width(text)));

/** Lays rows out under their headings. The last column may be long, so nothing comes after it. */
export function table(headings: string[], rows: string[][]): string {
	const widths = headings.map((_, column) =>
		Math.max(...[headings, ...rows].map((row) => width(row[column] ?? ''))),
	);
	const line = (row: string[]) =>
		row
			.map((cell, column) => (column === row.length - 1 ? cell : padded(cell, widths[column] ?? 0)))
			.join('  ')
			.trimEnd();
	const rule = headings.map((heading, column) =>
		'─'.repeat(column === headings.length - 1 ? width(heading) : (widths[column] ?? 0)),
	);
	return [headings, rule, ...rows].map(line).join('\n');
}
