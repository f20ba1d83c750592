import type { NotAccepted } from '../../delivery/outcome';
import { contactOutput, customers } from '../../fields/contacts';
import { simplifyField, wantsSimple } from '../../fields/list';
import { type Person, personFields, readPerson, recipient } from '../../fields/person';
import type { Reply } from '../../transport/reply';
import type { InteraktRequest } from '../../transport/request';
import type { ListOperation } from '../operation';

const notFound = (person: Person): NotAccepted => ({
	status: 'rejected',
	failure: {
		reason: 'unknownCustomer',
		message: `Interakt has no contact ${recipient(person)}`,
		description: 'Check the number or ID, or create the contact with Contact > Create or Update.',
	},
});

/** Looks a contact up. The route takes the number without its country, so the country is compared in the answer. Source: P. */
export const get: ListOperation = {
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get a contact',
		description: 'Get one contact with its traits and tags, by phone number or user ID',
	},
	fields: [...personFields, simplifyField],
	list(parameters) {
		const person = readPerson(parameters);
		const simplify = wantsSimple(parameters);
		const first: InteraktRequest = {
			method: 'GET',
			path:
				'userId' in person
					? `/apis/users/id/${encodeURIComponent(person.userId)}`
					: `/apis/users/phone_number/${person.phoneNumber}`,
			effect: 'read',
		};
		return {
			first,
			async collect(send) {
				const outcome = await send(first);
				if (outcome.status !== 'accepted') {
					const { reason } = outcome.failure;
					return reason === 'notFound' || reason === 'unknownCustomer' ? notFound(person) : outcome;
				}
				const contact = meant(outcome.result, person);
				if (contact === undefined) return notFound(person);
				return { status: 'accepted', result: [simplify ? contactOutput(contact) : contact] };
			},
		};
	},
};

/** The customer in the answer who is meant: the same number may exist in another country. */
function meant(reply: Reply, person: Person) {
	return customers(reply).find(
		({ country_code: country }) =>
			'userId' in person ||
			typeof country !== 'string' ||
			country === '' ||
			digits(country) === digits(person.countryCode),
	);
}

const digits = (code: string) => code.replace(/\D/g, '');
