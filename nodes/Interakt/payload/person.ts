import { text, type Parameters } from './parameters';
import { parsePhone, type Phone } from '../input/phone';

/** How a request says who it is about: the pair of phone fields, or the business's own ID (contract §1). */
export type Person = Phone | { readonly userId: string };

/** Reads the person fields (`fields/person.ts`). What is wrong becomes a finding, and the person is then a blank. */
export function readPerson(parameters: Parameters): Person {
	if (parameters.value('identifyBy') === 'userId') {
		return {
			userId: text(parameters.value('userId'), 'User ID', parameters.findings, {
				required: true,
			}).trim(),
		};
	}
	return readPhone(parameters);
}

/** Reads the phone fields alone, for routes that know people by their number only. */
export function readPhone(parameters: Parameters): Phone {
	const { findings } = parameters;
	const given = text(parameters.value('phoneNumber'), 'Phone Number', findings);
	const countryCode = text(parameters.value('countryCode'), 'Default Country Code', findings);
	const phone = parsePhone(given, countryCode);
	if (!('what' in phone)) return phone;
	findings.add(phone.field, phone.what, phone.remedy);
	return { phoneNumber: '', countryCode: '' };
}

/** One string per person, by which delivery keeps the order of their messages: `+919999999999` or the user ID. */
export function recipient(person: Person): string {
	return 'userId' in person ? person.userId : `${person.countryCode}${person.phoneNumber}`;
}
