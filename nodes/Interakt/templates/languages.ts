import type { Findings } from '../input/findings';
import { text } from '../input/text';

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

/** Reads the English name of a language, as creating a template wants it (contract §1.5); a code is named for what it is. */
export function readLanguage(value: unknown, findings: Findings): string {
	const name = text(value, 'Language', findings, { required: true }).trim();
	const meant = languages.find(({ code }) => code.toLowerCase() === name.toLowerCase());
	if (meant)
		findings.add('Language', `"${name}" is a code`, `Give the English name of the language: ${meant.name}.`);
	return name;
}

/** Reads the code of a language, as messages want it (S3); an English name is named for what it is. */
export function readLanguageCode(value: unknown, findings: Findings): string {
	const code = text(value, 'Language Code', findings, { required: true }).trim();
	if (code === '' || /^[a-z]{2,3}(_[A-Za-z]{2,4})?$/.test(code)) return code;
	const meant = languages.find(({ name }) => name.toLowerCase() === code.toLowerCase());
	const remedy = meant ? `Write ${meant.code}.` : 'Write it as in Interakt, like en or en_US.';
	findings.add('Language Code', `"${code}" is not a language code`, remedy);
	return code;
}

/** Categories of templates, as the API writes them (contract §1.5). */
export const categories = ['Authentication', 'Marketing', 'Utility'] as const;
