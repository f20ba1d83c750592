import { PhoneNumberUtil } from 'google-libphonenumber';
import metadata from 'libphonenumber-js/metadata.max.json';

/** What libphonenumber knows of the numbers of one calling code. Patterns are those of `pattern.cts`. */
export interface CodeMetadata {
	readonly code: string;
	/** ISO codes of the countries that have it, the main one first; none for codes of no country, such as 800. */
	readonly regions: readonly string[];
	readonly mobile: readonly string[];
	/** Patterns of all other numbers: landlines, toll-free … */
	readonly other: readonly string[];
	/** Expression of what stands before a number inside the main country, and what it becomes. */
	readonly trunk: string;
	readonly becomes: string;
	/** Expression of what is dialled before a calling code in the main country, `00` in most. */
	readonly exit: string;
}

/** One country of libphonenumber-js. Its order of members is given by the package's `source/metadata.js`. */
type Country = readonly unknown[];
const member = { exit: 1, prefix: 5, prefixForParsing: 7, becomes: 8, types: 11 } as const;
const mobileType = 1;

const countries: Readonly<Record<string, Country>> = metadata.countries;
const nonGeographic: Readonly<Record<string, Country>> = metadata.nonGeographic;
const google = PhoneNumberUtil.getInstance();

const otherTypes = [
	'FixedLine',
	'TollFree',
	'PremiumRate',
	'PersonalNumber',
	'Voicemail',
	'Uan',
	'Pager',
	'Voip',
	'SharedCost',
] as const;

type Patterns = Pick<CodeMetadata, 'mobile' | 'other'>;
const existing = (patterns: readonly unknown[]) =>
	patterns.filter((one): one is string => typeof one === 'string' && one !== '' && one !== 'NA');

function patternsOfJs(country: Country): Patterns {
	const types = (country[member.types] ?? []) as readonly (readonly [string] | 0)[];
	const patterns = types.map((type) => (type === 0 ? undefined : type[0]));
	return {
		mobile: existing([patterns[mobileType]]),
		other: existing(patterns.filter((_, index) => index !== mobileType)),
	};
}

function patternsOfGoogle(plan: ReturnType<PhoneNumberUtil['getMetadataForRegion']>): Patterns {
	const pattern = (type: (typeof otherTypes)[number] | 'Mobile') =>
		plan[`get${type}`]()?.getNationalNumberPattern();
	return { mobile: existing([pattern('Mobile')]), other: existing(otherTypes.map(pattern)) };
}

/**
 * What a country gave up and its people still write, which the metadata no longer has.
 * Mexico: 01, 044, 045 and the 1 of +52 1, until 2019.
 */
const formerTrunks: Readonly<Record<string, string>> = { 52: '01|04[45]|1' };

/** Both packages carry the same metadata, of different days: what either of them has is a number. */
function metadataOf(code: string): CodeMetadata {
	const byCode: Readonly<Record<string, readonly string[]>> = metadata.country_calling_codes;
	const regions = (byCode[code] ?? []).filter((region) => region in countries);
	const main = (regions[0] === undefined ? nonGeographic[code] : countries[regions[0]]) ?? [];
	const all = [
		...(regions.length === 0 ? [patternsOfJs(main)] : []),
		...regions.flatMap((region) => [
			patternsOfJs(countries[region]!),
			patternsOfGoogle(google.getMetadataForRegion(region)),
		]),
	];
	const text = (value: unknown) => (typeof value === 'string' ? value : '');
	return {
		code,
		regions,
		mobile: [...new Set(all.flatMap(({ mobile }) => mobile))],
		other: [...new Set(all.flatMap(({ other }) => other))],
		trunk: formerTrunks[code] ?? (text(main[member.prefixForParsing]) || text(main[member.prefix])),
		becomes: text(main[member.becomes]),
		exit: text(main[member.exit]),
	};
}

/** Everything that libphonenumber knows, by calling code. */
export const metadataByCode: readonly CodeMetadata[] = [
	...new Set([...Object.keys(metadata.country_calling_codes), ...Object.keys(nonGeographic)]),
]
	.sort((one, other) => Number(one) - Number(other))
	.map(metadataOf);
