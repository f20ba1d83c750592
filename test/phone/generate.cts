/**
 * Writes the table of phone numbers that the nodes read: `pnpm phones`, after an update of either package of
 * libphonenumber's metadata.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { metadataByCode, type CodeMetadata } from './metadata.cts';
import { readPattern } from './pattern.cts';
import { column, shapesOf, type Shapes } from './shapes.cts';

export const tableFile = join(__dirname, '../../nodes/Interakt/input/phoneTable.ts');

const shapesOfAll = (patterns: readonly string[]): Shapes =>
	new Set(patterns.flatMap((pattern) => [...shapesOf(readPattern(pattern))]));

const without = (shapes: Shapes, others: Shapes): Shapes =>
	new Set([...shapes].filter((shape) => !others.has(shape)));

const none = '-';

function row({ code, regions, mobile, other, trunk, becomes, exit }: CodeMetadata): string {
	const most = 15 - code.length;
	const mobiles = shapesOfAll(mobile);
	const columns = [
		code,
		regions.join(',') || none,
		column(mobiles, most) || none,
		column(without(shapesOfAll(other), mobiles), most) || none,
		trunk || none,
		becomes || none,
		exit === '00' || exit === '' ? none : exit,
	];
	while (columns.at(-1) === none) columns.pop();
	return columns.join(' ');
}

/** The table as it should stand in its file. */
export function tableSource(): string {
	return `/**
 * The phone numbers of all countries, one calling code a line, made by \`pnpm phones\` from the metadata of
 * libphonenumber (Copyright The Libphonenumber Authors, Apache License 2.0). Read by \`numberingPlan.ts\`.
 *
 * Columns, \`-\` for none: calling code; countries, the main one first; mobile numbers; all others; what stands before a
 * number inside the country, as an expression; what that becomes; what is dialled before another country's code there
 * besides 00. Numbers are given as lengths, colon, beginnings: \`10:16,6-9\` is ten digits that begin with 16, 6, 7, 8 or 9.
 */
export const phoneTable = String.raw\`
${metadataByCode.map(row).join('\n')}
\`;
`;
}

if (require.main === module) writeFileSync(tableFile, tableSource());
