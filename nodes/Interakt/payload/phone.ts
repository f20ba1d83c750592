import { callingCodeOf, isCallingCode, nationalLength } from './callingCodes';

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
