import { phoneTable } from './phoneTable';

/** The numbers of a kind: how many digits they have, by the one or two digits that they begin with. */
type Shapes = ReadonlyMap<string, ReadonlySet<number>>;

/** The numbering plan that belongs to one calling code. A national number is the number without that code. */
export interface NumberingPlan {
	/** Without plus, e.g. `91`. */
	readonly code: string;
	/** ISO codes of the countries that have the calling code, the main one first. */
	readonly regions: readonly string[];
	readonly mobile: Shapes;
	/** Landlines, toll-free and all other numbers. */
	readonly other: Shapes;
	/** What stands before a national number inside the country, and what it becomes in a number in full. */
	readonly trunk: RegExp;
	readonly becomes: string;
	/** What is dialled before another country's calling code, where that is not 00. */
	readonly exit: RegExp;
}

const rows: ReadonlyMap<string, string> = new Map(
	phoneTable
		.trim()
		.split('\n')
		.map((row) => [row.slice(0, row.indexOf(' ')), row]),
);

const plans = new Map<string, NumberingPlan>();

/** The members of a run: `7` is 7, `08-11` is 08, 09, 10, 11. */
function members(run: string): string[] {
	const [first = '', last = first] = run.split('-');
	return Array.from({ length: Number(last) - Number(first) + 1 }, (_, index) =>
		String(Number(first) + index).padStart(first.length, '0'),
	);
}

const listed = (column: string, separator: string) => column.split(separator).filter(Boolean);

/** Reads a column of the table: `10:16,6-9;8-13:18`. */
function shapes(column: string): Shapes {
	const all = new Map<string, Set<number>>();
	for (const kind of listed(column, ';')) {
		const [lengths = '', beginnings = ''] = kind.split(':');
		for (const beginning of beginnings.split(',').flatMap(members)) {
			const known = all.get(beginning) ?? new Set<number>();
			for (const length of lengths.split(',').flatMap(members)) known.add(Number(length));
			all.set(beginning, known);
		}
	}
	return all;
}

function read(row: string): NumberingPlan {
	const columns = row.split(' ').map((column) => (column === '-' ? '' : column));
	const [code = '', regions = '', mobile = '', other = '', trunk = '', becomes = '', exit = ''] = columns;
	// Where there is none, an expression of nothing.
	const expression = (column: string) => new RegExp(`^(?:${column})`);
	return {
		code,
		regions: listed(regions, ','),
		mobile: shapes(mobile),
		other: shapes(other),
		trunk: expression(trunk),
		becomes,
		exit: expression(exit),
	};
}

/** Every calling code there is, without plus. */
export const callingCodes: readonly string[] = [...rows.keys()];

export const isCallingCode = (code: string): boolean => rows.has(code);

/** The calling code that a number in full begins with; none is the beginning of another. */
export function callingCodeOf(digits: string): string | undefined {
	return [1, 2, 3].map((length) => digits.slice(0, length)).find(isCallingCode);
}

/** The plan of a calling code, or nothing when there is no such code. */
export function numberingPlan(code: string): NumberingPlan | undefined {
	const known = plans.get(code);
	const row = rows.get(code);
	if (known !== undefined || row === undefined) return known;
	const plan = read(row);
	plans.set(code, plan);
	return plan;
}

/** Whether there can be such a national number of the kind. */
export function exists(national: string, kind: Shapes): boolean {
	const has = (beginning: string) => kind.get(beginning)?.has(national.length) === true;
	return has(national.slice(0, 1)) || has(national.slice(0, 2));
}

/** A number as it is dialled inside the country without what stands before it there; nothing when nothing does. */
export function withoutTrunk({ trunk, becomes }: NumberingPlan, digits: string): string | undefined {
	const found = trunk.exec(digits);
	if (!found?.[0]) return undefined;
	// What it becomes needs the last group.
	return found.at(-1) === undefined ? digits.slice(found[0].length) : digits.replace(trunk, becomes);
}

/** Fewest and most digits: of mobile numbers where these all have as many, else of all numbers. */
export function numberLengths({ mobile, other }: NumberingPlan): readonly [fewest: number, most: number] {
	const lengths = (...kinds: Shapes[]) =>
		kinds.flatMap((kind) => [...kind.values()].flatMap((set) => [...set]));
	const mobiles = new Set(lengths(mobile));
	const all = mobiles.size === 1 ? [...mobiles] : lengths(mobile, other);
	return [Math.min(...all), Math.max(...all)];
}
