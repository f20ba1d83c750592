import type { Failure, Reason } from './outcome';

interface Refusal {
	readonly when: RegExp;
	readonly reason: Reason;
	readonly message: string;
	readonly description: string;
}

/**
 * The refusals of the contract, recognised by the server's words (contract §1.1, §1.3, §1.4; S0), each with
 * its meaning and the next step. The first match counts.
 */
const refusals: readonly Refusal[] = [
	{
		when: /not messaged within|24[- ]?hours?/i,
		reason: 'outsideWindow',
		message: 'The customer has not written to you within the last 24 hours',
		description: 'WhatsApp only lets an approved template through now. Use Send Template instead.',
	},
	{
		when: /not available for the organi[sz]ation|customer (does )?not (exist|found)/i,
		reason: 'unknownCustomer',
		message: 'Interakt does not know this customer yet',
		description: 'Create the contact first with Contact > Create or Update, then send the message again.',
	},
	{
		when: /categor/i,
		reason: 'categoryChanged',
		message: 'The template no longer has the category that you asked for',
		description:
			'Meta has moved the template to another category, which changes the price of the message. Check it in Interakt under Templates, then change or remove Only If Category Is.',
	},
	{
		when: /no approved template|template .*(not found|does not exist|not approved)/i,
		reason: 'templateNotFound',
		message: 'Interakt has no approved template with this name and language',
		description:
			'Use the code name (in Interakt, open the template: it is the part of the address between /template/ and /view) and the exact language code: "en" is not "en_US". If the template was made in Meta Business Manager, click Sync in Interakt under Templates.',
	},
	{
		when: /\b(new ?line|tabs?|consecutive spaces|white ?space)\b/i,
		reason: 'whiteSpace',
		message: 'Interakt refused a value with a line break, a tab or more than two spaces in a row',
		description: 'Set White Space to Clean Up, or take these characters out of the values.',
	},
	{
		when: /variable|(body|header|button)[ _]?values?|number of (params|parameters)/i,
		reason: 'variableMismatch',
		message: 'The values do not match the variables of the template',
		description:
			'Give exactly one value for each variable of the header, the body and the buttons with a dynamic URL.',
	},
	{
		when: /user ?_?id/i,
		reason: 'userIdTaken',
		message: 'This user ID belongs to another contact',
		description: 'A user ID can be given to one contact only. Use another one, or leave it out.',
	},
	{
		when: /phone/i,
		reason: 'invalidPhone',
		message: 'Interakt does not accept this phone number',
		description:
			'Check Phone Number and Default Country Code: the number must be one that WhatsApp can reach.',
	},
	{
		when: /too large|32 ?kb|size/i,
		reason: 'tooLarge',
		message: 'The request is larger than Interakt accepts (32 KB)',
		description: 'Send fewer or shorter values.',
	},
];

/** Turns the server's words on a 400 into a reason and a next step; its own words are kept. */
export function refusal(words: string): Pick<Failure, 'reason' | 'message' | 'description'> {
	// Names in quotes are the person's own words, not the server's.
	const unquoted = words.replace(/'[^']*'|"[^"]*"/g, '');
	const known = refusals.find(({ when }) => when.test(unquoted));
	if (!known) {
		return {
			reason: 'refused',
			message: 'Interakt refused the request',
			description: words
				? `Check the values of this item. Interakt says: "${words}".`
				: 'Check the values of this item; Interakt does not say what is wrong.',
		};
	}
	const { reason, message, description } = known;
	return { reason, message, description: `${description} Interakt says: "${words}".` };
}
