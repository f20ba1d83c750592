import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { languages } from '../../../nodes/Interakt/input/language';
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
