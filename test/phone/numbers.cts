import { PhoneNumberFormat, PhoneNumberUtil } from 'google-libphonenumber';

import { numberOf, readPattern } from './pattern.cts';

const google = PhoneNumberUtil.getInstance();

/** A number that Google's library takes for a real one. */
export interface RealNumber {
	readonly region: string;
	/** Calling code without plus. */
	readonly code: string;
	/** The number behind it. */
	readonly national: string;
	/** What stands before it inside its country, often 0; empty where nothing does. */
	readonly trunk: string;
}

/** Numbers from 0 to 1 that are the same at every run. */
export function randomFrom(seed: number): () => number {
	let state = seed;
	return () => {
		// The generator of Park and Miller.
		state = (state * 48_271) % 2_147_483_647;
		return state / 2_147_483_647;
	};
}

const kinds = {
	mobile: ['Mobile'],
	landline: ['FixedLine'],
	other: ['TollFree', 'PremiumRate', 'PersonalNumber', 'Uan', 'Voip', 'SharedCost'],
} as const;

export type Kind = keyof typeof kinds;

/** Random real numbers of every country that has some of the kind, as many of each. */
export function realNumbers(kind: Kind, ofEach: number, random: () => number): RealNumber[] {
	return google
		.getSupportedRegions()
		.sort()
		.flatMap((region) => {
			const plan = google.getMetadataForRegion(region);
			const code = String(plan.getCountryCode());
			const trunk = plan.getNationalPrefix() ?? '';
			const patterns = kinds[kind]
				.map((type) => plan[`get${type}`]()?.getNationalNumberPattern() ?? 'NA')
				.filter((pattern) => pattern !== 'NA')
				.map(readPattern);
			const found: RealNumber[] = [];
			for (let tries = 0; patterns.length > 0 && found.length < ofEach && tries < ofEach * 10; tries++) {
				const national = numberOf(patterns[tries % patterns.length]!, random);
				if (isReal(code, national)) found.push({ region, code, national, trunk });
			}
			return found;
		});
}

/** Whether there is such a number, of at most the 15 digits of E.164. */
function isReal(code: string, national: string): boolean {
	if (code.length + national.length > 15) return false;
	const number = google.parse(`+${code}${national}`);
	return google.isValidNumber(number) && google.getNationalSignificantNumber(number) === national;
}

/** A way of writing a number, and whether the default country has to be its own. */
export interface Form {
	readonly name: string;
	readonly write: (number: RealNumber) => string;
	readonly anyDefault?: true;
}

const grouped = (digits: string, by: number, between: string) =>
	digits.replace(new RegExp(`(\\d{${by}})(?=\\d{2})`, 'g'), `$1${between}`);

const asGoogle = (format: keyof typeof PhoneNumberFormat) => (number: RealNumber) =>
	google.format(google.parse(`+${number.code}${number.national}`), PhoneNumberFormat[format]);

export const forms: readonly Form[] = [
	{ name: 'national', write: ({ national }) => national },
	{ name: 'with trunk prefix', write: ({ trunk, national }) => trunk + national },
	{ name: 'as it is printed in its country', write: asGoogle('NATIONAL') },
	{ name: 'national in groups', write: ({ national }) => grouped(national, 3, '-') },
	{ name: 'code without plus', write: ({ code, national }) => code + national },
	{
		name: 'code without plus in groups',
		write: ({ code, national }) => `${code} ${grouped(national, 2, ' ')}`,
	},
	{ name: 'national with decimal place', write: ({ national }) => `${national}.0` },
	{ name: 'code without plus with decimal place', write: ({ code, national }) => `${code}${national}.0` },
	{ name: 'E.164', write: ({ code, national }) => `+${code}${national}`, anyDefault: true },
	{ name: '00', write: ({ code, national }) => `00${code}${national}`, anyDefault: true },
	{ name: 'as it is printed abroad', write: asGoogle('INTERNATIONAL'), anyDefault: true },
	{ name: 'link', write: asGoogle('RFC3966'), anyDefault: true },
	{ name: 'code in brackets', write: ({ code, national }) => `(+${code}) ${national}`, anyDefault: true },
	{ name: 'zero in brackets', write: ({ code, national }) => `+${code} (0)${national}`, anyDefault: true },
	{
		name: 'trunk prefix behind the code',
		write: ({ code, trunk, national }) => `+${code} ${trunk}${national}`,
		anyDefault: true,
	},
];

/** A number with one digit missing or one too many behind its code. */
export function broken({ code, national }: RealNumber, random: () => number): string {
	const below = (limit: number) => Math.floor(random() * limit);
	const isMissing = random() < 0.5;
	const at = below(national.length);
	const digit = isMissing ? '' : String(below(10));
	return `+${code}${national.slice(0, at)}${digit}${national.slice(isMissing ? at + 1 : at)}`;
}
