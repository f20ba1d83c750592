import type { Rule } from './reasonRow';

const template = /template/i;
const media = /image|video|audio|document|sticker|media|file\b|attachment/i;
const blanks =
	/\b(new[- ]?lines?|line[- ]?breaks?|carriage returns?|tabs?|(consecutive|multiple|extra) spaces|more than \w+ spaces|white ?spaces?)\b/i;
const tooBig = /too (large|big)|larger|size|exceed|\d ?[km]b\b/i;
const emptied = /insufficient|too low|\blow\b|empty|exhausted|not enough|used up|recharge|top[- ]?up/i;

/** How a reason is recognised by the words of a server, whatever words of its own an API has for it; see `recognise`. */
export const rules = {
	invalidKey: [
		[/\b(invalid|incorrect|wrong|expired) (api[- _]?key|secret[- _]?key|credentials?|auth\w* token)\b/i],
		[/\b(api|secret)[- _]?key\b[^.;]{0,30}\b(invalid|incorrect|wrong|expired|not valid)\b/i],
		[/authentication credentials/i],
		[/^\W*(invalid|expired) token\W*$/i],
	],
	planLacksFeature: [
		[/\bnot (available|supported|included)\b[^.;]{0,40}\byour (plan|account|subscription)\b/i],
		[/\b(plan|subscription)\b[^.;]{0,40}\b(does not|doesn't) (support|include|allow|have)\b/i],
		[/\b(plan|subscription|trial)\b[^.;]{0,40}\b(expired|ended|over)\b/i],
		[/\bupgrade\b[^.;]{0,20}\b(plan|account|subscription)\b/i],
	],
	walletEmpty: [
		[/\bwallet\b/i],
		[/\bbalance\b/i],
		[/\bcredits?\b/i],
		[/payment required|\brecharge\b/i],
		[/\b(wallet|balance|credits?|funds?)\b/i, emptied],
	],
	rateLimited: [[/\brate[- ]?limit/i], [/too many requests/i], [/\bthrottled\b/i]],
	unknownCustomer: [
		[/not available for the organi[sz]ation/i],
		[
			/\b(customer|contact|user)\b[^.,;]{0,60}\b(not (be )?found|not exist|\w+n't (exist|found)|not (available|registered))/i,
		],
		[/no (such )?(customer|contact|user)\b/i],
		[/\b(unable to|cannot|can't|could not|couldn't) find (the |this |a |any )?(customer|contact|user)\b/i],
		[/\binvalid (customer|contact)\b(?! (no\b|number))/i],
	],
	outsideWindow: [
		[/not messaged within/i],
		[/24[- ]?(hours?|hrs?)\b/i],
		[/re-?engagement/i],
		[/\bwindow\b[^.;]{0,30}\b(closed|expired|over)\b|\boutside\b[^.;]{0,40}\bwindow\b/i],
	],
	templatePaused: [[template, /\b(paused|disabled)\b/i]],
	templateNotFound: [
		[/\bno (approved |active |such )?template/i],
		[
			/template [^.;]{0,80}\b(not (be )?found|not exist|\w+n't (exist|found)|not (yet )?(in )?(an )?approved|(is|was|been) deleted|pending)/i,
		],
		[/\b(unable to|cannot|can't|could not|couldn't) find [^.;]{0,20}template/i],
		[/\b(unknown|invalid) template( name)?\b/i],
		[/template name\b[^.;]{0,20}\b(invalid|not valid)/i],
		[/\blanguage ?code\b/i],
	],
	variableMismatch: [
		[/variable/i],
		[/(body|header|button)[ _]?values?/i],
		[/number of (\w+_)?(params|parameters)/i],
		[/placeholder/i],
		[/\bparam(eter)?s?\b/i, /mismatch|count\b|not match/i],
	],
	categoryChanged: [[/categor/i]],
	invalidPhone: [
		[/phone/i],
		[/phone/i, /\bvalid|invalid|incorrect|too (long|short|large)|size|digits?/i],
		[/\b(mobile|contact) (no\b|number)|\binvalid number\b|\bcountry ?_?code\b/i],
		[/\bnot (on|a valid|registered (on|with)) whatsapp\b/i],
	],
	userIdTaken: [[/user ?_?id/i, /already|belongs|taken|in use|\bexists\b|another|duplicate|unique/i]],
	whiteSpace: [[blanks], [/variable|param|value|text|trait/i, blanks]],
	tooLarge: [
		[/too large/i],
		[/32 ?kb/i],
		[/\b(size|request body|payload)\b[^.;]{0,40}\b(exceed|larg|limit|maximum)/i],
	],
	mediaTooLarge: [[media, tooBig]],
	notFound: [
		[/^\W*(?:(?:http|status|code|error|404|page|path|resource|url)\W*)*not[ _]found\W*$/i],
		[/cannot (get|post)\b/i],
		[/\b(route|endpoint|requested (url|path|resource)|static resource|handler found|mapping found)\b/i],
		// What a gateway says of a path that it does not have.
		[/missing authentication token/i],
	],
} as const satisfies Record<string, readonly Rule[]>;
