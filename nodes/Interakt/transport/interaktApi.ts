import { LruCache } from '../shared/lruCache';
import { withoutEnd } from '../shared/strings';
import { isObject } from '../shared/isObject';
import { type Api, baseUrl, pasted, timeoutOf, wrongSetting } from './api';
import { judgeObject } from './judge';

/** What people copy along before the key: the option of a command line, a header's name, the word Basic, a label. */
const before =
	/^(?:-H |--header |export |authorization ?[:=] ?|authorization |basic:? |(?:[a-z]{1,20}[ _-]){0,3}(?:secret|api)?[ _-]?key ?[:= ] ?)*/i;

/** What stands behind it in a command line or a list of headers. */
const after = / (?:-{1,2}[a-z]|https?:|[a-z-]{2,40} ?: ).*$/i;

/** The text behind a base64 string, or nothing when it is not the base64 of readable text. */
function decoded(text: string): string | undefined {
	const bytes = Buffer.from(text, 'base64');
	const given = withoutEnd(text.replace(/\+/g, '-').replace(/\//g, '_'), '=');
	const plain = bytes.toString('latin1');
	return bytes.toString('base64url') === given && /^[\x21-\x7e]{4,}$/.test(plain) ? plain : undefined;
}

/** A word without the brackets and separators of JSON and command lines around it. */
function withoutMarks(word: string): string {
	const isMark = (at: number) => '{}()[]<>,;\\'.includes(word.charAt(at));
	let [start, end] = [0, word.length];
	while (start < end && isMark(start)) start++;
	while (start < end && isMark(end - 1)) end--;
	return word.slice(start, end);
}

/** The token in a Secret Key in whatever form it was pasted. */
function tokenIn(secretKey: string): string {
	const line = pasted(secretKey).split(' ').map(withoutMarks).filter(Boolean).join(' ');
	// Around the header there may be a whole command.
	const [, user] = /^(?:curl (?:.* )?)?(?:-u|--user) (\S+)/.exec(line) ?? [];
	const start = line.search(/\bauthorization\b/i);
	const header = start < 0 ? line : line.slice(start).replace(after, '');
	let key = (user ?? `${header} `.replace(before, '')).replace(/ /g, '');
	for (let inner = decoded(key); inner !== undefined; inner = decoded(key)) key = inner;
	return withoutEnd(key, ':');
}

/** Headers by the key that was pasted, because n8n asks for one with every request. */
const headers = new LruCache<string>(100);

/**
 * The `Authorization` header for a Secret Key in whatever form it was pasted: as the dashboard shows it
 * (base64 of `token:`), with a leading `Basic` or as a whole header line, in quotes of any kind, with characters that
 * nobody sees, encoded once more, or decoded with or without its colon (contract §1, Authentication; S0, S2). All give
 * the same header, in time linear to the length.
 *
 * @throws never; an empty key gives a header that the API refuses with 401.
 */
export const authorization = (secretKey: string): string =>
	headers.use(secretKey, () => `Basic ${Buffer.from(`${tokenIn(secretKey)}:`).toString('base64')}`);

/** Requests per minute by plan (S0). Starter has no API access. */
const requestsPerMinuteByPlan = { growth: 300, advanced: 600 } as const;

const defaultBaseUrl = 'https://api.interakt.ai/v1/public';

/** The public API of interakt.ai (contract §1). */
export const interaktApi: Api = {
	credentialType: 'interaktApi',
	account(credential) {
		const {
			secretKey,
			plan,
			requestsPerMinute,
			processes,
			timeout,
			baseUrl: given,
			country,
			timeZone,
		} = credential;
		const own = Number(requestsPerMinute);
		const known = plan === 'growth' || plan === 'advanced' ? requestsPerMinuteByPlan[plan] : own;
		const limit = known >= 1 ? known : requestsPerMinuteByPlan.growth;
		const sharing = Math.max(1, Math.floor(Number(processes) || 1));
		return {
			baseUrl: baseUrl(given, defaultBaseUrl),
			requestsPerMinute: Math.max(1, Math.floor(limit / sharing)),
			processes: sharing,
			timeout: timeoutOf(timeout),
			identity: authorization(String(secretKey)),
			country: pasted(String(country ?? '')),
			timeZone: pasted(String(timeZone ?? '')),
			wrong: wrongSetting(credential, defaultBaseUrl),
		};
	},
	/** An HTML page is no answer of the API. */
	judge: ({ body }) => (isObject(body) ? judgeObject(body) : 'unreadable'),
	forbidden:
		'The Starter plan has no API access, and some plans lack session messages. Check your plan in Interakt, or ask their support.',
	usualUrl: defaultBaseUrl,
	invalidKey: {
		message: 'Interakt does not accept the Secret Key',
		description:
			'Copy the Secret Key again from Interakt > Settings > Developer Setting and paste it into the credential as it is, without encoding it.',
	},
};
