/** Each way of Show As by itself, and what a text tells of how it was made; with templates in unit/fields/showAs. */
import { readMoment } from '../../../nodes/Interakt/input/date';
import {
	gapIn,
	machineTextIn,
	momentText,
	readableLists,
	shows,
	type ShowSettings,
} from '../../../nodes/Interakt/input/readable';

const india: ShowSettings = {
	locale: 'en-IN',
	timeZone: 'Asia/Kolkata',
	moment: (value) => readMoment(value, { timeZone: 'Asia/Kolkata' }),
};

type Way = keyof typeof shows;
const shown = (way: Way, value: unknown, settings: Partial<ShowSettings> = {}) =>
	shows[way].show(value, { ...india, ...settings });

describe('a value is shown', () => {
	test.each<[Way, unknown, string, Partial<ShowSettings>?]>([
		['dateTime', '2026-01-31T11:30:00Z', '31 Jan 2026, 5:00 pm'],
		['date', '2026-01-31T11:30:00Z', '31 Jan 2026'],
		['dateTime', '2026-01-31', '31 Jan 2026'],
		['dateTime', '2026-01-31', '31 Jan 2026', { timeZone: 'America/New_York' }],
		// Where the calendar of the country is another one, the year stays that of the sender.
		['date', '2026-01-31', '31 ม.ค. 2026', { locale: 'th-TH' }],

		['money', '1499.5', '₹1,499.50'],
		['money', 9007199254740991, '₹9,00,71,99,25,47,40,991.00'],
		['money', 1499, '$14.99', { currency: 'USD', inMinorUnits: true, locale: 'en-US' }],
		['money', 1499, 'KWD 1.499', { currency: 'KWD', inMinorUnits: true }],
		['money', -1499, '-₹14.99', { inMinorUnits: true }],

		['name', 'ASHA   RAO', 'Asha Rao'],
		['name', 'j.r. tata', 'J.R. Tata'],
		['name', 'asha-rani rao', 'Asha-Rani Rao'],
		['name', "ASHA'S", "Asha's"],
		['name', "D'SA", "D'sa"],
		['name', "o'brien", "O'Brien"],
		['name', 'asha Rao', 'asha Rao'],
		['name', 'ışıl', 'Işıl', { locale: 'tr' }],
		['name', 'ipek', 'İpek', { locale: 'tr' }],
		['name', 'IPEK', 'Ipek'],
		['name', 'ILGIN', 'Ilgın', { locale: 'tr' }],

		['firstName', 'Rao, Asha Devi', 'Asha'],
		['firstName', 'Rao,', 'Rao'],
		['firstName', 'Rao, ', 'Rao'],
		['firstName', ' asha  rao', 'Asha'],
		['firstName', 'Dr.  Asha Rao', 'Asha'],
		...['Mr', 'mrs.', 'MS', 'Miss', 'Dr.', 'Prof.', 'Shri', 'Smt.'].map((title): [Way, unknown, string] => [
			'firstName',
			`${title} Asha Rao`,
			'Asha',
		]),
		['firstName', 'Dr.', 'Dr.'],
		['firstName', 'Drishti Rao', 'Drishti'],
		['firstName', 'Amr Khan', 'Amr'],

		['list', 'Kurta;Dupatta', 'Kurta, Dupatta'],
		['list', 'Kurta, M;Dupatta, S', 'Kurta, M, Dupatta, S'],
		['list', 'Kurta\r\nDupatta\n', 'Kurta, Dupatta'],
		['list', '  ["Kurta;M","Dupatta"]', 'Kurta;M, Dupatta'],
		['list', 7, '7'],
		['list', ['Kurta', null, undefined, '', ' ', 2], 'Kurta, 2'],
		['list', 'Kurta [M]; Dupatta', 'Kurta [M], Dupatta'],

		['html', 1499, '1499'],
		['html', '5 < 6 <3', '5 < 6 <3'],
		['html', 'Wan<b>ts</b> 2<SUP>nd</SUP>', 'Wants 2nd'],
		['html', '<span class="blue">Kur</span>ta', 'Kurta'],
		['html', 'Kurta<p class="x">Dupatta</p>', 'Kurta Dupatta'],
		['html', 'Kurta<br/>Dupatta', 'Kurta Dupatta'],
		['html', 'Kur<!-- small -->ta', 'Kurta'],
		['html', '<H1>Sale</H1>  today', 'Sale today'],
		['html', '&AMP; &#65;&#x42;&#X43; &lsquo;a&rsquo;', '& ABC ‘a’'],
		['html', 'a &nothing; &#0; &#x110000; b', 'a &nothing; &#0; &#x110000; b'],
		['html', 'a&#1;&#x10FFFF;b', 'a\u0001\u{10ffff}b'],
	])('%s of %j: %s', (way, value, text, ...[settings]) => {
		expect(shown(way, value, settings)).toEqual({ text });
	});

	test('as a day, also where a time is asked for', () => {
		expect(momentText({ day: '2026-01-31' }, india, true)).toBe('31 Jan 2026');
	});
});

describe('what cannot be shown is said, with what to do', () => {
	const { givenDate, givenAmount, givenText, list, listOf } = {
		givenDate: 'Give a date, or show the value As Given.',
		givenAmount: 'Give digits, like 1499.50 or 1,499.50.',
		givenText: 'Give text, or show the value As Given.',
		list: 'Give a list of texts.',
		listOf: (member: string) =>
			`Add .map(i => i.${member}) behind the list in the expression, with the member that the customer is to read.`,
	};
	const objects = 'holds a list of objects instead of texts';
	const noTexts = 'holds a list whose items are no texts';

	test.each<[Way, unknown, string, string, Partial<ShowSettings>?]>([
		['date', 'soon', '"soon" is not a date', givenDate],
		['money', 'many', '"many" is not an amount', givenAmount],
		['money', 9007199254740992, '"9007199254740992" is not an amount', givenAmount],
		['money', -9007199254740992, '"-9007199254740992" is not an amount', givenAmount],
		[
			'money',
			'14.99',
			'"14.99" has decimals, so it is not in paise or cents',
			'Turn off In Paise or Cents.',
			{ inMinorUnits: true },
		],
		['name', ['Asha'], 'a list is not a name', givenText],
		['firstName', 7, '"7" is not a name', givenText],
		['list', [['Kurta']], noTexts, list],
		['list', ['Kurta', NaN], noTexts, list],
		['list', ['Kurta', true], noTexts, list],
		['list', [{ id: 7, label: 'Kurta' }], objects, listOf('label')],
		['list', [{ value: 1, name: 'Kurta' }], objects, listOf('name')],
		['list', [{ value: 1, id: 7 }], objects, listOf('value')],
		['list', [{ name: 'Kurta', title: 'K' }], objects, listOf('title')],
		['list', [{ sku: 7 }], objects, listOf('sku')],
		['list', [{}], objects, listOf('title')],
		['html', null, '"null" is not text', 'Give the text with its HTML.'],
		['html', Infinity, '"Infinity" is not text', 'Give the text with its HTML.'],
	])('%s of %j', (way, value, what, remedy, ...[settings]) => {
		expect(shown(way, value, settings)).toEqual({ what, remedy });
	});
});

describe('what looks like it was written for machines', () => {
	test.each([
		['2026-01-31T11:30:00Z', 'a time as machines write it', 'Date and Time'],
		['1769859000', 'a time in Unix seconds or milliseconds', 'Date and Time'],
		['46053.7083', 'a day of a spreadsheet', 'Date and Time'],
		['1499.5', 'an amount without its currency', 'Money'],
		['Kurta<br>M', 'HTML', 'Text from HTML'],
		['R&amp;D', 'HTML', 'Text from HTML'],
	])('%j is %s', (given, what, way) => {
		expect(machineTextIn(given)).toBe(
			`looks like ${what} and is sent as it is; Show As > ${way} makes it readable`,
		);
	});

	test.each(['Asha', '9999999999', '31 Jan 2026', '₹1,499.50', '5 < 6'])('%j is none', (given) => {
		expect(machineTextIn(given)).toBeUndefined();
	});
});

describe('a text whose expression gave nothing', () => {
	test.each([
		'Rs ',
		'Rs. ',
		'INR ',
		'Hi ',
		'hello ',
		'Hey ',
		'Dear ',
		'Oh hi ',
		'Due: ',
		'# ',
		'a= ',
		'€ ',
		'₹',
	])('%j ends where its value belongs', (given) => {
		expect(gapIn(given)).toMatchObject({ before: given.trim(), after: '' });
	});

	test.each(['Hi', 'Due:', 'Delhi ', 'Hi there ', 'hi, ', 'Rs 5 ', 'Pay ₹', '₹5', ''])(
		'%j does not',
		(given) => {
			expect(gapIn(given)).toBeUndefined();
		},
	);
});

describe('a list inside a text', () => {
	test.each([
		['Kurta,Dupatta', 'Kurta, Dupatta'],
		['You bought ["Kurta","Dupatta"]!', 'You bought Kurta, Dupatta!'],
		['["Kurta",2,"Dupatta"]', 'Kurta, 2, Dupatta'],
		['["Kurta",{"size":"M"},"Dupatta"]', '["Kurta",{"size":"M"},"Dupatta"]'],
		['[Kurta]', '[Kurta]'],
		['चाय,की,रोटी', 'चाय, की, रोटी'],
		['1,499 2,a a,2', '1,499 2,a a,2'],
		...['e.com/a,b', 'a,b@e.com', 'q=a,b', 'a:a,b', 'x&a,b'].map((word): [string, string] => [word, word]),
		['see e.com/a,b and Kurta,Dupatta', 'see e.com/a,b and Kurta, Dupatta'],
	])('%j reads %j', (given, text) => {
		expect(readableLists(given)).toBe(text);
	});
});
