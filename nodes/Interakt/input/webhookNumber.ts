import { callingCodeOf, numberingPlan, numberLengths } from './numberingPlan';
import { e164, parsePhone } from './phone';
import { plainDigits } from './digits';

/** A number that Interakt says somebody has. */
export interface FullNumber {
	/** With plus and country code, e.g. `+919999999999`. */
	readonly phoneNumber: string;
	/** e.g. `+91`; nothing when the number begins with no country code that exists. */
	readonly countryCode: string | undefined;
}

function read(number: string, countryCode: string): FullNumber | undefined {
	const phone = parsePhone(number, countryCode);
	return 'what' in phone ? undefined : { phoneNumber: e164(phone), countryCode: phone.countryCode };
}

/**
 * The number of a webhook in full, as E.164 has it; nothing when there are no digits. A person is never refused: of what
 * is no number in any way the digits are given as they came.
 *
 * With a country code beside it, the number may have that code in front too. Without one it is a number in full, or,
 * when there is none such, one of the default country. Source: contract §13.
 *
 * @param number e.g. `919999999999` or `9999999999`.
 * @param countryCode The country code beside it, e.g. `+91`; may be empty.
 * @param defaultCountryCode The country of the account, e.g. `+91`.
 */
export function webhookNumber(
	number: string,
	countryCode: string,
	defaultCountryCode: string,
): FullNumber | undefined {
	const digits = plainDigits(number).replace(/\D/g, '');
	if (digits === '') return undefined;
	const plan = numberingPlan(plainDigits(countryCode).replace(/\D/g, ''));
	const inFull = () => read(`+${digits}`, '');
	const ofAccount = () => read(number, defaultCountryCode);
	const found =
		(plan && read(number, `+${plan.code}`)) ??
		// A zero in front belongs to no country code.
		(digits.startsWith('0') ? (ofAccount() ?? inFull()) : (inFull() ?? ofAccount()));
	if (found !== undefined) return found;
	const isShort = plan !== undefined && digits.length <= numberLengths(plan)[1];
	const full = plan !== undefined && (isShort || !digits.startsWith(plan.code)) ? plan.code + digits : digits;
	const code = callingCodeOf(full);
	return { phoneNumber: `+${full}`, countryCode: code === undefined ? undefined : `+${code}` };
}
