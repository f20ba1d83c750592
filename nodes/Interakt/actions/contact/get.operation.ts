import type { IDataObject } from 'n8n-workflow';

import { failureOf, type NotAccepted } from '../../delivery/outcome';
import { contradicted } from '../../delivery/paging';
import { additionalFieldsOf, countryFieldBy } from '../../fields/additional';
import { customers, listsCustomers } from '../../fields/contactPages';
import { contactOutput } from '../../fields/contacts';
import { simplifyField, wantsSimple } from '../../fields/list';
import { type Person, personFields, readPerson, recipient } from '../../fields/person';
import type { InteraktRequest } from '../../transport/request';
import type { ListOperation } from '../operation';

const notFound = (person: Person): NotAccepted => ({
	status: 'rejected',
	failure: failureOf('unknownCustomer', {
		message: `Interakt has no contact ${recipient(person)}`,
		description: 'Check the number or ID, or create the contact with Contact > Create or Update.',
	}),
});

/** Looks a contact up. The route takes the number without its country, so the country is compared in the answer. Source: P. */
export const get: ListOperation = {
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get a contact',
		description: 'Get one contact with its traits and tags, by phone number or user ID',
	},
	fields: [...personFields, simplifyField, additionalFieldsOf(countryFieldBy('identifyBy'))],
	list(parameters) {
		const person = readPerson(parameters);
		if ('userId' in person && /^\.{1,2}$/.test(person.userId)) {
			const what = `"${person.userId}" would ask for another address than that of a contact`;
			parameters.findings.add('User ID', what, 'Give the ID of the contact.');
		}
		const simplify = wantsSimple(parameters);
		const first: InteraktRequest = {
			method: 'GET',
			path:
				'userId' in person
					? `/apis/users/id/${encodeURIComponent(person.userId)}`
					: `/apis/users/phone_number/${person.phoneNumber}`,
			effect: 'read',
			recipient: recipient(person),
			isComplete: listsCustomers,
		};
		return {
			first,
			async collect(send) {
				const outcome = await send(first);
				if (outcome.status !== 'accepted') {
					return outcome.failure.reason === 'unknownCustomer' ? notFound(person) : outcome;
				}
				const found = customers(outcome.result);
				const own = found.filter((contact) => isOf(contact, person));
				if (found.length > 0 && own.length === 0) {
					return contradicted(`Interakt was asked for ${recipient(person)}, and has given another contact.`);
				}
				const contact = own.find((one) => isOfCountry(one, person));
				if (contact === undefined) return notFound(person);
				return { status: 'accepted', result: [simplify ? contactOutput(contact) : contact] };
			},
		};
	},
};

const isGiven = (value: unknown) => value !== undefined && value !== null && value !== '';

/** Whether a contact has the number or the ID that was asked for, as far as it shows them. */
function isOf(contact: IDataObject, person: Person): boolean {
	const { id, user_id: userId, phone_number: number } = contact;
	if ('userId' in person) {
		const ids = [id, userId].filter(isGiven);
		return ids.length === 0 || ids.some((one) => String(one).trim() === person.userId);
	}
	const { phoneNumber, countryCode } = person;
	const shown = digits(String(number ?? ''));
	return shown === '' || shown === phoneNumber || shown === digits(countryCode) + phoneNumber;
}

/** The same number may exist in another country. */
function isOfCountry({ country_code: country }: IDataObject, person: Person): boolean {
	if ('userId' in person || typeof country !== 'string' || country === '') return true;
	return digits(country) === digits(person.countryCode);
}

const digits = (code: string) => code.replace(/\D/g, '');
