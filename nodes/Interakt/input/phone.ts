import {
	callingCodeOf,
	exists,
	numberingPlan,
	numberLengths,
	withoutTrunk,
	type NumberingPlan,
} from './numberingPlan';
import { countryCodeOf } from './country';
import { quoted, readPhoneText, type WrittenNumber } from './phoneText';

/** A phone number as the API takes it: no country code and no trunk zero in the number (S3, contract §1). */
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

/** One thing that digits can mean: a national number of a country. */
interface Reading {
	readonly plan: NumberingPlan;
	readonly national: string;
}

const example = 'Write it like 99999 99999 or, with the country, +91 99999 99999.';

const wrong = (what: string, remedy = example): PhoneFinding => ({ field: 'Phone Number', what, remedy });

/** What is dialled inside a country: the national number itself, or with the trunk prefix before it. */
function dialled(plan: NumberingPlan, digits: string): Reading[] {
	const national = withoutTrunk(plan, digits);
	const all = national === undefined ? [digits] : [digits, national];
	return all.map((one) => ({ plan, national: one }));
}

/** Zeros in front that the country does not have; people carry the habit from one that does. */
function withoutZeros(plan: NumberingPlan, digits: string): Reading[] {
	if (!digits.startsWith('0')) return [];
	return [digits.slice(1), digits.replace(/^0+/, '')].map((national) => ({ plan, national }));
}

/**
 * What digits with a country code in front can mean. Like `nationalReadings` in groups, of which an earlier one is
 * believed before a later one.
 */
function internationalReadings(digits: string): Reading[][] {
	const full = digits.replace(/^0+/, '');
	const code = callingCodeOf(full);
	const plan = code === undefined ? undefined : numberingPlan(code);
	if (plan === undefined) return [];
	const behind = full.slice(plan.code.length);
	return [dialled(plan, behind), withoutZeros(plan, behind), behindCode(plan, dialled(plan, behind))];
}

/** What is left behind the country's own code. */
const behindCode = ({ code }: NumberingPlan, readings: readonly Reading[]): Reading[] =>
	readings
		.filter(({ national }) => national.startsWith(code))
		.flatMap(({ plan, national }) => dialled(plan, national.slice(code.length)));

/** What digits mean in a country: a number of it, also with its own calling code, or one that leaves the country. */
function nationalReadings(digits: string, plan: NumberingPlan): Reading[][] {
	const inside = dialled(plan, digits);
	const withCode = behindCode(plan, inside);
	const [leaving] = plan.exit.exec(digits) ?? [''];
	return [
		[...inside, ...withCode],
		withoutZeros(plan, digits),
		behindCode(plan, withCode),
		...(leaving === '' ? [] : internationalReadings(digits.slice(leaving.length))),
	];
}

function allReadings(
	{ digits, inner, country }: WrittenNumber,
	plan: NumberingPlan | undefined,
): Reading[][] {
	// The first plus may be the expression's and the second the number's, or the other way round.
	const [first = []] = internationalReadings(digits[0] ?? '');
	const [second = []] = internationalReadings(inner ?? '');
	return [
		[...(inner === undefined ? [] : [...first, ...second])],
		...digits.flatMap((one) => [
			...(country === 'notSaid' ? [] : internationalReadings(one)),
			...(country === 'said' || plan === undefined ? [] : nationalReadings(one, plan)),
		]),
	];
}

/** The numbers among some readings: mobile ones alone when there are any, as these have WhatsApp. */
function numbersAmong(readings: readonly Reading[]): Phone[] {
	const mobile = readings.filter(({ plan, national }) => exists(national, plan.mobile));
	const other = readings.filter(({ plan, national }) => exists(national, plan.other));
	const found = (mobile.length > 0 ? mobile : other).map(({ plan, national }) => ({
		phoneNumber: national,
		countryCode: `+${plan.code}`,
	}));
	return found.filter((one, index) => found.findIndex((first) => e164(first) === e164(one)) === index);
}

/** A phone number in full, as E.164 has it: `+919999999999`. */
export const e164 = ({ countryCode, phoneNumber }: Phone): string => countryCode + phoneNumber;

/**
 * Splits a phone number, in any form a person or a spreadsheet may give, into what the API wants; or says
 * what is wrong with it.
 *
 * With `+` or `00` in front the number carries its own country; otherwise it is one of the default country,
 * with or without its trunk prefix or the country's code in front. What can be two numbers is refused.
 *
 * @param given e.g. `+91 99999-99999`, `09999999999`, `(+1) 415 555 0100`, `tel:+919999999999`.
 * @param defaultCountry In any form that `countryCodeOf` takes, e.g. `+91`, `IN`, `India`.
 */
export function parsePhone(given: string, defaultCountry: string): Phone | PhoneFinding {
	const written = readPhoneText(given);
	if ('what' in written) {
		const isEmpty = written.what === 'is empty';
		return wrong(written.what, isEmpty ? `${example} ${written.remedy ?? ''}` : written.remedy);
	}
	const plan = numberingPlan(countryCodeOf(defaultCountry)?.slice(1) ?? '');
	if (written.country === 'notSaid' && plan === undefined) {
		return {
			field: 'Default Country Code',
			what: `${quoted(defaultCountry)} is not a country`,
			remedy: 'Write it like +91, IN or India.',
		};
	}
	for (const readings of allReadings(written, plan)) {
		const [number, another] = numbersAmong(readings);
		if (number === undefined) continue;
		if (another === undefined) return number;
		return wrong(
			`${quoted(given)} can be ${e164(number)} or ${e164(another)}`,
			'Write it with + and the country code.',
		);
	}
	return noNumber(given, written, plan);
}

/** Says what is wrong with digits that are no number. */
function noNumber(
	given: string,
	{ digits: [digits = ''], country }: WrittenNumber,
	own: NumberingPlan | undefined,
): PhoneFinding {
	const full = digits.replace(/^0+/, '');
	const isInFull = country !== 'notSaid';
	const plan = isInFull ? numberingPlan(callingCodeOf(full) ?? '') : own;
	if (plan === undefined) return wrong(`${quoted(given)} begins with no country code that exists`);
	const [fewest, most] = numberLengths(plan);
	const bare = (number: string) => withoutTrunk(plan, number) ?? number;
	const inside = bare(isInFull ? full.slice(plan.code.length) : digits);
	const hasCode = !isInFull && inside.startsWith(plan.code) && inside.length > most;
	const national = hasCode ? bare(inside.slice(plan.code.length)) : inside;
	const { length } = national;
	const [abroad] = isInFull ? [] : numbersAmong(internationalReadings(digits).flat());
	const remedy = abroad && `If ${e164(abroad)} is meant, write it with the plus.`;
	if (length >= fewest && length <= most) {
		const beginning = national.slice(0, 2);
		return wrong(
			`${quoted(given)} is no number of +${plan.code} (none with ${length} digits begins with ${beginning})`,
			remedy,
		);
	}
	const wanted = fewest === most ? `${fewest}` : `${fewest} to ${most}`;
	return wrong(
		`${quoted(given)} is too ${length < fewest ? 'short' : 'long'} (${length} digits after the country code, +${plan.code} numbers have ${wanted})`,
		remedy,
	);
}
