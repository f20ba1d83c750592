import { later, ownReasons, stop } from './ownReasons';
import type { ReasonRow } from './reasonRow';
import { rules } from './rules';

/** Statuses with which a server says in words what is wrong with a request. */
export const usually = ['400', '404', '409', '422', '2xx'] as const;

/** Why something was not done, one row each; those that no answer means stand in `ownReasons`. README, docs/reasons.md and all that delivery does are derived from it. */
const table = {
	invalidInput: {
		message: 'A value of this item cannot be sent',
		description: 'Correct the field that the message names.',
		forModel: 'Correct what the message names and call again. What you did not give, a person has to mend.',
	},
	unreadableFile: {
		message: 'The file of this item could not be read',
		description: 'Check that the node before this one still gives the file, then run the workflow again.',
		forModel: 'Send it without the file, or tell the person who runs this.',
	},
	noCredential: {
		message: 'This node has no credential that can be used',
		description: 'Choose a credential in this node, or open it and save it again.',
		forModel: stop,
	},
	invalidKey: {
		message: 'Interakt does not accept the key',
		description: 'Copy the key again from Interakt and paste it into the credential as it is.',
		forModel: stop,
		http: ['401'],
		said: ['401', '403', ...usually],
		rules: rules.invalidKey,
		cause: 'credential-invalid',
	},
	planLacksFeature: {
		message: 'Your Interakt account does not include this',
		description: 'Check your plan in Interakt, or ask their support.',
		forModel: stop,
		http: ['403'],
		said: ['403', ...usually],
		rules: rules.planLacksFeature,
	},
	walletEmpty: {
		message: 'The wallet of your Interakt account has no balance left for this',
		description:
			'Add credits in Interakt under Settings > Billing > Wallet, then send the items that were not accepted again.',
		forModel: stop,
		http: ['402'],
		said: ['402', '403', ...usually],
		rules: rules.walletEmpty,
		cause: 'quota-exhausted',
	},
	rateLimited: {
		message: 'The requests-per-minute limit of your Interakt plan is used up',
		description: 'Wait a minute and send the items that were not accepted again.',
		forModel: 'It was not sent. Wait, a minute if no time is named, then call again once.',
		repeat: 'always',
		http: ['429'],
		said: ['403', '429', ...usually],
		rules: rules.rateLimited,
		cause: 'rate-limited',
	},
	unknownCustomer: {
		message: 'Interakt does not know this customer yet',
		description: 'Create the contact first with Contact > Create or Update, then send the message again.',
		forModel: 'Check the number or ID. If it is right, create the contact first with a tool for that.',
		rules: rules.unknownCustomer,
	},
	outsideWindow: {
		message: 'The customer has not written to you within the last 24 hours',
		description: 'WhatsApp only lets an approved template through now. Use Send Template instead.',
		forModel: 'Use a tool that does Send Template; without one, tell the person who runs this.',
		said: ['403', ...usually],
		rules: rules.outsideWindow,
	},
	templatePaused: {
		message: 'Meta has paused or disabled this template',
		description:
			'Look at its quality in Interakt under Templates. A paused template comes back by itself after some hours; until then, and for a disabled one, choose another template.',
		forModel: 'Use another template that fits; without one, tell the person who runs this.',
		said: ['403', ...usually],
		rules: rules.templatePaused,
	},
	templateNotFound: {
		message: 'Interakt has no approved template with this name and language',
		description:
			'Use the code name (in Interakt, open the template: it is the part of the address between /template/ and /view) and the exact language code: "en" is not "en_US". If the template was made in Meta Business Manager, click Sync in Interakt under Templates.',
		forModel:
			'Correct the name or language of the template if you gave it; otherwise tell the person who runs this.',
		rules: rules.templateNotFound,
	},
	variableMismatch: {
		message: 'The values do not match the variables of the template',
		description:
			'Give exactly one value for each variable of the header, the body and the buttons with a dynamic URL.',
		forModel: 'Give exactly one value for each variable of the template, and call again.',
		rules: rules.variableMismatch,
	},
	categoryChanged: {
		message: 'The template no longer has the category that you asked for',
		description:
			'Meta has moved the template to another category, which changes the price of the message. Check it in Interakt under Templates, then change or remove Only If Category Is.',
		forModel: 'A person has to decide, because the price is another. Tell the person who runs this.',
		rules: rules.categoryChanged,
	},
	invalidPhone: {
		message: 'Interakt does not accept this phone number',
		description:
			'Check Phone Number and Default Country Code: the number must be one that WhatsApp can reach.',
		forModel: 'Correct the phone number, with its country code, and call again. Do not guess a number.',
		rules: rules.invalidPhone,
	},
	userIdTaken: {
		message: 'This user ID belongs to another contact',
		description: 'A user ID can be given to one contact only. Use another one, or leave it out.',
		forModel: 'Use another user ID or leave it out, and call again.',
		rules: rules.userIdTaken,
	},
	whiteSpace: {
		message: 'Interakt refused a value with a line break, a tab or more than two spaces in a row',
		description: 'Set White Space to Clean Up, or take these characters out of the values.',
		forModel: 'Call again with values without line breaks, tabs and more than two spaces in a row.',
		rules: rules.whiteSpace,
	},
	tooLarge: {
		message: 'The request is larger than Interakt accepts (32 KB)',
		description: 'Send fewer or shorter values.',
		forModel: 'Call again with fewer or shorter values.',
		http: ['413'],
		said: ['413', ...usually],
		rules: rules.tooLarge,
	},
	mediaTooLarge: {
		message: 'The media file is larger than WhatsApp accepts',
		description:
			'Send a smaller file: images up to 5 MB, video and audio up to 16 MB, documents up to 100 MB, stickers up to 500 KB.',
		forModel: 'Use a smaller file, or send a text in its place.',
		said: ['413', ...usually],
		rules: rules.mediaTooLarge,
	},
	notFound: {
		message: 'Interakt does not know this address',
		description: 'Check the Base URL in the credential.',
		forModel: stop,
		http: ['404', '405', '3xx'],
		said: ['403', '404'],
		rules: rules.notFound,
		cause: 'configuration-invalid',
	},
	refused: {
		message: 'Interakt refused the request',
		description: 'Check the values of this item.',
		forModel:
			'Correct what Interakt names and call again once; if it names nothing, tell the person who runs this.',
		said: ['4xx', '2xx'],
	},
	unreachable: {
		message: 'Interakt could not be reached',
		description:
			'Check the Base URL in the credential and the internet connection of this n8n. Nothing was sent.',
		forModel: later,
		repeat: 'always',
		cause: 'temporarily-unavailable',
	},
	serverUnavailable: {
		message: 'Interakt is not available right now',
		description: 'Try again in a few minutes.',
		forModel: later,
		endsAs: 'rejected or unknown',
		repeat: 'harmless',
		http: ['408', '460', '499', '5xx'],
		cause: 'temporarily-unavailable',
	},
	noAnswer: {
		message: 'Interakt did not answer',
		description: 'The connection broke or took too long.',
		forModel: later,
		endsAs: 'rejected or unknown',
		repeat: 'harmless',
		cause: 'temporarily-unavailable',
	},
	unreadableAnswer: {
		message: 'Interakt answered with something that is not JSON',
		description: 'Check the Base URL in the credential; a proxy may have answered in its place.',
		forModel: later,
		endsAs: 'rejected or unknown',
		repeat: 'harmless',
		said: ['2xx'],
	},
	contradictoryAnswer: {
		message: 'The answers of Interakt contradict what was asked',
		description:
			'Nothing of it was put out. Run the workflow again, and ask the support of Interakt if it stays so.',
		forModel: 'Do not use the answer. Tell the person who runs this if it comes again.',
		said: ['2xx'],
	},
	...ownReasons,
} as const satisfies Record<string, ReasonRow>;

/** Why something was not done, stable for IF nodes. */
export type Reason = keyof typeof table;

/** The reasons that are recognised by words of the server. */
export type ReasonWithRules = {
	[Name in Reason]: (typeof table)[Name] extends { readonly rules: unknown } ? Name : never;
}[Reason];

export const reasons: Readonly<Record<Reason, ReasonRow>> = table;

export const reasonNames = Object.keys(table) as readonly Reason[];
