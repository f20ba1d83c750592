/**
 * Country calling codes of ITU-T E.164. No code is the beginning of another, so a number in international
 * form has exactly one split into code and national number.
 */
const codes = new Set(
	(
		'1 7 20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 ' +
		'81 82 84 86 90 91 92 93 94 95 98 211 212 213 216 218 220 221 222 223 224 225 226 227 228 229 230 231 ' +
		'232 233 234 235 236 237 238 239 240 241 242 243 244 245 246 247 248 249 250 251 252 253 254 255 256 ' +
		'257 258 260 261 262 263 264 265 266 267 268 269 290 291 297 298 299 350 351 352 353 354 355 356 357 ' +
		'358 359 370 371 372 373 374 375 376 377 378 379 380 381 382 383 385 386 387 389 420 421 423 500 501 ' +
		'502 503 504 505 506 507 508 509 590 591 592 593 594 595 596 597 598 599 670 672 673 674 675 676 677 ' +
		'678 679 680 681 682 683 685 686 687 688 689 690 691 692 850 852 853 855 856 870 880 886 888 960 961 ' +
		'962 963 964 965 966 967 968 970 971 972 973 974 975 976 977 979 992 993 994 995 996 998'
	).split(' '),
);

/** Digits of a national number where a country has one length for mobile numbers: fewest and most. */
const nationalLengths: Readonly<Record<string, readonly [number, number]>> = {
	1: [10, 10],
	7: [10, 10],
	27: [9, 9],
	33: [9, 9],
	34: [9, 9],
	44: [10, 10],
	61: [9, 9],
	65: [8, 8],
	86: [11, 11],
	91: [10, 10],
	92: [10, 10],
	94: [9, 9],
	254: [9, 9],
	852: [8, 8],
	880: [10, 10],
	966: [9, 9],
	971: [9, 9],
	974: [8, 8],
	977: [10, 10],
};

/** Shortest and longest national number anywhere: E.164 allows 15 digits with the code. */
export function nationalLength(code: string): readonly [number, number] {
	return nationalLengths[code] ?? [4, 15 - code.length];
}

export const isCallingCode = (code: string): boolean => codes.has(code);

/** The calling code that a number in international form begins with, or nothing when there is none. */
export function callingCodeOf(digits: string): string | undefined {
	return [1, 2, 3].map((length) => digits.slice(0, length)).find(isCallingCode);
}

/** A phone number as the API takes it: no country code and no leading zero in the number (S3, contract §1). */
export interface Phone {
	/** e.g. `9999999999` */
	readonly phoneNumber: string;
	/** e.g. `+91` */
	readonly countryCode: string;
}

/** What is wrong with a phone number, for a finding. */
export interface PhoneFinding {
	readonly field: 'Phone Number' | 'Default Country Code';
	readonly what: string;
	readonly remedy: string;
}

const example = 'Write it like 99999 99999 or, with the country, +91 99999 99999.';

const wrong = (what: string, remedy = example): PhoneFinding => ({ field: 'Phone Number', what, remedy });

/** Decimal digits of any script (Devanagari, Arabic, full width …) as 0 to 9. */
function plainDigits(text: string): string {
	return text.replace(/\p{Nd}/gu, (digit) => {
		let zero = digit.codePointAt(0) ?? 48;
		while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && (digit.codePointAt(0) ?? 0) - zero < 9) zero--;
		return String((digit.codePointAt(0) ?? 0) - zero);
	});
}

/** The digits of a country code as people write it (`+91`, `91`, `0091`, `+1-`), or nothing. */
function countryCodeDigits(countryCode: string): string | undefined {
	const digits = plainDigits(countryCode).replace(/\D/g, '').replace(/^0+/, '');
	return isCallingCode(digits) ? digits : undefined;
}

/**
 * Splits a phone number, in any form a person or a spreadsheet may give, into what the API wants; or says
 * what is wrong with it.
 *
 * With `+` or `00` in front the number carries its own country; otherwise it is one of the default country,
 * with or without its trunk zero or the country's code in front.
 *
 * @param given e.g. `+91 99999-99999`, `09999999999`, `(+1) 415 555 0100`, `tel:+919999999999`.
 * @param defaultCountryCode e.g. `+91`.
 */
export function parsePhone(given: string, defaultCountryCode: string): Phone | PhoneFinding {
	const text = plainDigits(given.normalize('NFKC'))
		.replace(/[\p{Cf}\p{Z}\s]+/gu, ' ')
		.replace(/^ ?(?:tel|whatsapp|phone):/i, '')
		.replace(/^ ?(?:p:|')/, '')
		.trim();
	if (text === '') {
		return wrong(
			'is empty',
			`${example} If it comes from an expression, check that the item has this value.`,
		);
	}
	if (/^[\d.,]+e\+?\d+$/i.test(text)) {
		return wrong(
			`"${text}" was shortened by a spreadsheet`,
			'Format the column as text in the spreadsheet, then export it again.',
		);
	}
	// A spreadsheet's way of writing a whole number; dots elsewhere only part the digits.
	const number = text.replace(/^(\+?\d{10,})\.0$/, '$1');
	if (/\p{L}/u.test(number)) return wrong(`"${given.trim()}" holds letters`);
	if (/[,;/|]|\d\D+\+/.test(number)) {
		return wrong(`"${given.trim()}" holds more than one number`, 'Give one number for each item.');
	}
	if (/[^\d\s+().-]/.test(number.replace(/[\u2010-\u2015\u2212]/g, '-'))) {
		return wrong(`"${given.trim()}" holds characters that no phone number has`);
	}

	const international = /^\W*\+/.test(number) || /^\D*00/.test(number);
	const digits = number.replace(/\D/g, '');
	if (international) {
		// Some write the trunk zero behind the country: +44 (0)20 …
		const bare = digits.replace(/^0+/, '');
		const code = callingCodeOf(bare);
		if (code === undefined) return wrong(`"${given.trim()}" begins with no country code that exists`);
		return national(given, code, bare.slice(code.length));
	}
	const code = countryCodeDigits(defaultCountryCode);
	if (code === undefined) {
		return {
			field: 'Default Country Code',
			what: `"${defaultCountryCode}" is not a country code`,
			remedy: 'Write it like +91.',
		};
	}
	const bare = withoutTrunkZero(code, digits);
	const [, longest] = nationalLength(code);
	const carriesCode = bare.startsWith(code) && bare.length > longest;
	return national(given, code, carriesCode ? bare.slice(code.length) : bare);
}

function national(given: string, code: string, digits: string): Phone | PhoneFinding {
	const phoneNumber = withoutTrunkZero(code, digits);
	const [fewest, most] = nationalLength(code);
	const length = phoneNumber.length;
	if (length < fewest || length > most) {
		const wanted = fewest === most ? `${fewest}` : `${fewest} to ${most}`;
		return wrong(
			`"${given.trim()}" is too ${length < fewest ? 'short' : 'long'} (${length} digits after the country code, +${code} numbers have ${wanted})`,
		);
	}
	return { phoneNumber, countryCode: `+${code}` };
}

/** The zero in front is only for calls inside the country; but in Italy (39) it belongs to the number. */
function withoutTrunkZero(code: string, digits: string): string {
	return code === '39' ? digits : digits.replace(/^0+/, '');
}
