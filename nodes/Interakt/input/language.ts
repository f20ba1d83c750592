import { type Findings, quoted } from './findings';
import { text } from './text';

/** Languages of WhatsApp templates, by the English name that the API wants and the code that messages use. */
export const languages: ReadonlyArray<{ readonly name: string; readonly code: string }> = [
	['Afrikaans', 'af'],
	['Albanian', 'sq'],
	['Arabic', 'ar'],
	['Azerbaijani', 'az'],
	['Bengali', 'bn'],
	['Bulgarian', 'bg'],
	['Catalan', 'ca'],
	['Chinese (CHN)', 'zh_CN'],
	['Chinese (HKG)', 'zh_HK'],
	['Chinese (TAI)', 'zh_TW'],
	['Croatian', 'hr'],
	['Czech', 'cs'],
	['Danish', 'da'],
	['Dutch', 'nl'],
	['English', 'en'],
	['English (UK)', 'en_GB'],
	['English (US)', 'en_US'],
	['Estonian', 'et'],
	['Filipino', 'fil'],
	['Finnish', 'fi'],
	['French', 'fr'],
	['German', 'de'],
	['Greek', 'el'],
	['Gujarati', 'gu'],
	['Hausa', 'ha'],
	['Hebrew', 'he'],
	['Hindi', 'hi'],
	['Hungarian', 'hu'],
	['Indonesian', 'id'],
	['Irish', 'ga'],
	['Italian', 'it'],
	['Japanese', 'ja'],
	['Kannada', 'kn'],
	['Kazakh', 'kk'],
	['Korean', 'ko'],
	['Lao', 'lo'],
	['Latvian', 'lv'],
	['Lithuanian', 'lt'],
	['Macedonian', 'mk'],
	['Malay', 'ms'],
	['Malayalam', 'ml'],
	['Marathi', 'mr'],
	['Norwegian', 'nb'],
	['Persian', 'fa'],
	['Polish', 'pl'],
	['Portuguese (BR)', 'pt_BR'],
	['Portuguese (POR)', 'pt_PT'],
	['Punjabi', 'pa'],
	['Romanian', 'ro'],
	['Russian', 'ru'],
	['Serbian', 'sr'],
	['Slovak', 'sk'],
	['Slovenian', 'sl'],
	['Spanish', 'es'],
	['Spanish (ARG)', 'es_AR'],
	['Spanish (MEX)', 'es_MX'],
	['Spanish (SPA)', 'es_ES'],
	['Swahili', 'sw'],
	['Swedish', 'sv'],
	['Tamil', 'ta'],
	['Telugu', 'te'],
	['Thai', 'th'],
	['Turkish', 'tr'],
	['Ukrainian', 'uk'],
	['Urdu', 'ur'],
	['Uzbek', 'uz'],
	['Vietnamese', 'vi'],
	['Zulu', 'zu'],
].map(([name = '', code = '']) => ({ name, code }));

/** A name without its case, brackets and blanks: `English (US)` and `english us` are alike. */
const plain = (words: string) => words.toLowerCase().replace(/[^\p{L}]/gu, '');

const byName = new Map(languages.map((language) => [plain(language.name), language]));
const byCode = new Map(languages.map((language) => [language.code.toLowerCase(), language]));

/** English names, made when the first is asked for: making them takes some ten milliseconds. */
function names(type: 'language' | 'region' | 'script') {
	let all: Intl.DisplayNames | undefined;
	return {
		of: (code: string) => (all ??= new Intl.DisplayNames(['en'], { type, fallback: 'none' })).of(code),
	};
}
const languageNames = names('language');
const regionNames = names('region');
const scriptNames = names('script');

/** The code in use of a language: of two letters where it has one (`hin`, `eng`), today's of two (`iw`, `no`). */
function usual(code: string): string {
	const canonical = code === '' ? '' : (Intl.getCanonicalLocales(code)[0] ?? code);
	// Of a language that Intl knows by its region (Dari, `prs`, is `fa-AF`) the code stays.
	if (canonical.includes('-')) return code;
	return canonical === 'no' ? 'nb' : canonical;
}

let ownNames: ReadonlyMap<string, string> | undefined;

/** Codes by what the languages call themselves: `हिन्दी`, `Deutsch`. Those of countries are not among them. */
function codesByOwnName(): ReadonlyMap<string, string> {
	ownNames ??= new Map([
		...languages
			.filter(({ code }) => !code.includes('_'))
			.map(({ code }): [string, string] => {
				const own = new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code;
				return [own.toLowerCase().normalize('NFC'), code];
			}),
		['हिंदी'.normalize('NFC'), 'hi'],
	]);
	return ownNames;
}

/** Longest text that can be a language. */
const maxLength = 60;

/**
 * The code of a language, as messages want it, from a code in any case and with either dash, or from its English
 * name: `EN_us`, `en-US` and `English (US)` are `en_US`. Nothing when there is no such language.
 */
export function languageCode(given: string): string | undefined {
	const words = given.trim();
	if (words.length > maxLength) return undefined;
	// `en_US.UTF-8` of a system and `en-IN,en;q=0.9` of a browser begin with the code.
	const written = words.replace(/[.,;].*$/, '').replace(/[-\s]/, '_');
	const known = byCode.get(written.toLowerCase()) ?? byName.get(plain(words));
	if (known !== undefined) return known.code;
	const own = codesByOwnName().get(words.toLowerCase().normalize('NFC'));
	if (own !== undefined) return own;
	// A language that is not in the list, or a country's own form of one.
	const [, language = '', part] = /^([a-z]{2,3})(?:_([a-z]{2}|[a-z]{4}))?$/i.exec(written) ?? [];
	const code = usual(language.toLowerCase());
	if (language === '' || languageNames.of(code) === undefined) return undefined;
	if (part === undefined) return code;
	if (part.length === 2) {
		// The United Kingdom is GB, whatever people write.
		const region = new Intl.Locale(`und-${part}`).region ?? part.toUpperCase();
		return regionNames.of(region) === undefined ? undefined : `${code}_${region}`;
	}
	const script = part.charAt(0).toUpperCase() + part.slice(1).toLowerCase();
	return scriptNames.of(script) === undefined ? undefined : `${code}_${script}`;
}

/** The name of a language code for people: `English (US)`; the code itself where it has none. */
export const languageName = (code: string): string => byCode.get(code.toLowerCase())?.name ?? code;

/** Reads the English name of a language, as creating a template wants it (contract §1.5), from its name or code. */
export function readLanguage(value: unknown, findings: Findings): string {
	const given = text(value, 'Language', findings, { required: true }).trim();
	if (given === '') return given;
	const code = languageCode(given);
	const known = byCode.get(code?.toLowerCase() ?? '');
	if (known !== undefined) return known.name;
	findings.add(
		'Language',
		`${quoted(given)} is not a language of templates`,
		'Pick it from the list, or give its English name, like English or Portuguese (BR).',
	);
	return given;
}

/** Reads the code of a language, as messages want it (S3), from a code or an English name. */
export function readLanguageCode(value: unknown, findings: Findings, field = 'Language Code'): string {
	const given = text(value, field, findings, { required: true }).trim();
	if (given === '') return given;
	const code = languageCode(given);
	if (code !== undefined) return code;
	findings.add(
		field,
		`${quoted(given)} is not a language code`,
		'Write it as in Interakt, like en or en_US.',
	);
	return given;
}
