import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { Findings } from '../../../nodes/Interakt/input/findings';
import {
	languageCode,
	languageName,
	languages,
	readLanguage,
	readLanguageCode,
} from '../../../nodes/Interakt/input/language';
import { searchLanguages } from '../../../nodes/Interakt/methods/lists';

const unique = (values: string[]) => new Set(values).size;

test('the languages have names and codes of their own, in the order of their names', () => {
	const names = languages.map(({ name }) => name);

	expect(languages.length).toBeGreaterThan(60);
	expect(unique(names)).toBe(languages.length);
	expect(unique(languages.map(({ code }) => code))).toBe(languages.length);
	expect([...names].sort((one, other) => one.localeCompare(other, 'en'))).toEqual(names);
});

test('every code is one that a message takes', () => {
	expect(languages.filter(({ code }) => !/^[a-z]{2,3}(_[A-Z]{2})?$/.test(code))).toEqual([]);
});

describe('the list shows the languages', () => {
	const search = async (filter?: string) => {
		const { results } = await searchLanguages.call({} as ILoadOptionsFunctions, filter);
		return results.map(({ name, value }) => {
			expect(value).toBe(name);
			return name;
		});
	};

	test('all, when nothing is typed', async () => {
		for (const typed of [undefined, '', '  ']) expect(await search(typed)).toHaveLength(languages.length);
	});

	test.each<[string, string[]]>([
		['engl', ['English', 'English (UK)', 'English (US)']],
		['HINDI', ['Hindi']],
		[' tamil ', ['Tamil']],
		['hi', expect.arrayContaining(['Hindi', 'Chinese (CHN)'])],
		['en_US', ['English (US)']],
		['pt_br', ['Portuguese (BR)']],
		['Klingon', []],
	])('that contain %j', async (typed, names) => {
		expect(await search(typed)).toEqual(names);
	});

	test('a code is found whole only', async () => {
		expect(await search('m')).not.toEqual(languages.map(({ name }) => name));
		expect(await search('mr')).toEqual(['Marathi']);
	});
});

describe('the code of a language', () => {
	test.each([
		[' hi ', 'hi'],
		['EN-us', 'en_US'],
		['(english) us', 'en_US'],
		['KA', 'ka'],
		['en_in', 'en_IN'],
		['en_uk', 'en_GB'],
		['prs_AF', 'prs_AF'],
		['zh-hans', 'zh_Hans'],
		['SR_LATN', 'sr_Latn'],
	])('%j is %s', (given, code) => {
		expect(languageCode(given)).toBe(code);
	});

	test('is that of its name, and its own in any case', () => {
		for (const { name, code } of languages) {
			expect([name, code, code.toLowerCase()].map(languageCode)).toEqual([code, code, code]);
		}
	});

	test.each([
		['हिन्दी', 'hi'],
		['हिंदी', 'hi'],
		['Deutsch', 'de'],
		['DEUTSCH', 'de'],
		['français', 'fr'],
		['français'.normalize('NFD'), 'fr'],
		['தமிழ்', 'ta'],
		['मराठी', 'mr'],
		['العربية', 'ar'],
	])('is that of its own name: %s is %s', (given, code) => {
		expect(languageCode(given)).toBe(code);
	});

	test.each([
		['en_US.UTF-8', 'en_US'],
		['en-IN,en;q=0.9', 'en_IN'],
		['de;q=1', 'de'],
		['hin', 'hi'],
		['eng', 'en'],
		['no', 'nb'],
		['iw', 'he'],
	])('is in what systems and browsers write: %s is %s', (given, code) => {
		expect(languageCode(given)).toBe(code);
	});

	test('is not looked for in a text that is too long', () => {
		expect(languageCode(`en${';'.repeat(58)}`)).toBe('en');
		expect(languageCode(`en${';'.repeat(59)}`)).toBeUndefined();
	});

	test.each(['', 'xx', 'en_QX', 'en_XX', 'zh_xxxx', 'zh_1234', 'klen_in', 'en_inx', 'en_us_x'])(
		'%j is none',
		(given) => {
			expect(languageCode(given)).toBeUndefined();
		},
	);

	test.each([
		['EN_us', 'English (US)'],
		['ka', 'ka'],
	])('%s is called %s', (code, name) => {
		expect(languageName(code)).toBe(name);
	});
});

describe('a field', () => {
	const emptyOf = (field: string) => ({
		field,
		what: 'is empty',
		remedy: `Fill in ${field}; if it comes from an expression, check that the item has this value.`,
	});

	test.each([
		['pt_br', 'Portuguese (BR)'],
		[' hindi ', 'Hindi'],
		['English', 'English'],
	])('takes a language of templates by its name or code: %j', (given, name) => {
		const findings = new Findings();

		expect(readLanguage(given, findings)).toBe(name);
		expect(findings.found).toEqual([]);
	});

	test.each(['Klingon', 'ka'])('refuses what is no language of templates: %s', (given) => {
		const findings = new Findings();
		readLanguage(given, findings);

		expect(findings.found).toEqual([
			{
				field: 'Language',
				what: `"${given}" is not a language of templates`,
				remedy: 'Pick it from the list, or give its English name, like English or Portuguese (BR).',
			},
		]);
	});

	test('refuses what is no code, by its own name', () => {
		const findings = new Findings();
		readLanguageCode('xx', findings);
		readLanguageCode(' Klingon ', findings, 'Fallback Language');

		const remedy = 'Write it as in Interakt, like en or en_US.';
		expect(findings.found).toEqual([
			{ field: 'Language Code', what: '"xx" is not a language code', remedy },
			{ field: 'Fallback Language', what: '"Klingon" is not a language code', remedy },
		]);
	});

	test('has to be there, which is said once', () => {
		const findings = new Findings();

		expect([readLanguage(' ', findings), readLanguageCode('', findings)]).toEqual(['', '']);
		expect(findings.found).toEqual([emptyOf('Language'), emptyOf('Language Code')]);
	});
});
