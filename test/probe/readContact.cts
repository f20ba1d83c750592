/** Questions about one contact, and about requests as such. Nothing of them changes an account. */
import { randomUUID } from 'node:crypto';

import type { Account } from './account.cts';
import { cannotBeTold, inShort, judged, otherwise, type Answerable } from './question.cts';
import { always, contactRows, contacts } from './readContacts.cts';

/** The first contact of the list, for questions about one. */
async function someContact(account: Account) {
	const [first] = contactRows(await contacts(account, { offset: 0, limit: 1 }));
	return first;
}

export const contactQuestions: readonly Answerable[] = [
	{
		name: 'contact: by phone number',
		assumed: 'A contact is found by its number without the country code',
		source: 'P',
		matters: 'Contact > Get',
		async find(account) {
			const contact = await someContact(account);
			const phone = contact?.phone_number;
			if (typeof phone !== 'string' || !/^\d+$/.test(phone))
				return cannotBeTold('the first contact has no number');
			const route = '/apis/users/phone_number/{phone}';
			const answer = await account.ask({ method: 'GET', path: route.replace('{phone}', phone), route });
			const found = contactRows(answer).some(({ id }) => id === contact?.id);
			return judged(answer.status === 200 && found, answer, found ? 'found' : inShort(answer));
		},
	},
	{
		name: 'contact: by ID',
		assumed: "A contact is found by Interakt's ID",
		source: 'P',
		matters: 'Contact > Get',
		async find(account) {
			const contact = await someContact(account);
			if (typeof contact?.id !== 'string') return cannotBeTold('the account has no contact');
			const route = '/apis/users/id/{userId}';
			const path = route.replace('{userId}', encodeURIComponent(contact.id));
			const answer = await account.ask({ method: 'GET', path, route });
			const found = contactRows(answer).some(({ id }) => id === contact.id);
			return judged(answer.status === 200 && found, answer, found ? 'found' : inShort(answer));
		},
	},
	{
		name: 'contact: nobody',
		assumed: 'Looking up somebody who is not there is refused with 400',
		source: 'guess',
		matters: 'the reason unknownCustomer of Contact > Get; an empty list is read the same way',
		async find(account) {
			const route = '/apis/users/id/{userId}';
			const path = route.replace('{userId}', randomUUID());
			const answer = await account.ask({ method: 'GET', path, route, isRefused: true });
			return judged(answer.status === 400, answer);
		},
	},
	{
		name: 'requests: size',
		assumed: 'A body of more than 32 KB is refused with 400',
		source: 'S0',
		matters: 'the reason tooLarge',
		async find(account) {
			const body = { filters: always, padding: 'n8n-probe '.repeat(3_400) };
			const query = { offset: 0, limit: 1 };
			const answer = await account.ask({
				...{ method: 'POST', path: '/apis/users/', query, body },
				isRefused: true,
			});
			return judged(answer.status === 400, answer);
		},
	},
	{
		name: 'limit: headers',
		assumed: 'No header says how much of the limit is left',
		source: 'guess',
		matters: 'with such a header the rate limiter need not learn from 429',
		async find(account) {
			const answer = await contacts(account, { offset: 0, limit: 1 });
			const telling = answer.headers.filter((name) => /limit|retry|quota/.test(name));
			return telling.length > 0
				? otherwise(`headers: ${telling.join(', ')}`)
				: judged(answer.status > 0, answer, 'no such header');
		},
	},
];
