import { countryCodeOf, placeOf } from '../../../nodes/Interakt/input/country';
import { parsePhone } from '../../../nodes/Interakt/input/phone';
import { interaktApi } from '../../../nodes/Interakt/transport/interaktApi';
import { callingCodes, numberingPlan } from '../../../nodes/Interakt/input/numberingPlan';

test('a country is known by its codes, its name in full and in short, and others that are in use', () => {
	const names = ['DE', 'DEU', 'Germany', 'Myanmar', 'Myanmar (Burma)', 'England', 'UAE', 'Congo - Kinshasa'];

	expect(names.map(countryCodeOf)).toEqual(['+49', '+49', '+49', '+95', '+95', '+44', '+971', '+243']);
});

test.each([
	['+91', '+91'],
	['91', '+91'],
	['0091', '+91'],
	[' (+91) ', '+91'],
	['＋９１', '+91'],
	['+1-', '+1'],
	['IN', '+91'],
	['in', '+91'],
	['IND', '+91'],
	['India', '+91'],
	[' INDIA ', '+91'],
	['US', '+1'],
	['USA', '+1'],
	['United States', '+1'],
	['The United States of America', '+1'],
	['Canada', '+1'],
	['UK', '+44'],
	['GB', '+44'],
	['Great Britain', '+44'],
	['uae', '+971'],
	['United Arab Emirates', '+971'],
	['AND', '+376'],
	['Türkiye', '+90'],
	['Turkey', '+90'],
	['Côte d’Ivoire', '+225'],
	["Cote d'Ivoire", '+225'],
	['Ivory Coast', '+225'],
	['Bosnia and Herzegovina', '+387'],
	['Bosnia & Herzegovina', '+387'],
	['Saint Vincent and the Grenadines', '+1'],
	['Hong Kong', '+852'],
	['Viet Nam', '+84'],
	['South Korea', '+82'],
])('%j has the calling code %s', (country, code) => {
	expect(countryCodeOf(country)).toBe(code);
});

test.each([
	['America', '+1'],
	['Bharat', '+91'],
	['Burma', '+95'],
	['Cabo Verde', '+238'],
	['Congo, Democratic Republic of the', '+243'],
	['Congo, Republic of the', '+242'],
	['Congo, The Democratic Republic of the', '+243'],
	['Czech Republic', '+420'],
	["Democratic People's Republic of Korea", '+850'],
	['Democratic Republic of the Congo', '+243'],
	['East Timor', '+670'],
	['Great Britain and Northern Ireland', '+44'],
	['Holland', '+31'],
	['Hong Kong SAR', '+852'],
	["Korea, Democratic People's Republic of", '+850'],
	['Korea, Republic of', '+82'],
	['KSA', '+966'],
	["Lao People's Democratic Republic", '+856'],
	['Lao PDR', '+856'],
	['Macau', '+853'],
	['Macedonia', '+389'],
	['Northern Ireland', '+44'],
	['PRC', '+86'],
	['Republic of China', '+886'],
	['Republic of Korea', '+82'],
	['Republic of the Congo', '+242'],
	['Russian Federation', '+7'],
	['Scotland', '+44'],
	['Swaziland', '+268'],
	['Wales', '+44'],
	['Iran, Islamic Republic of', '+98'],
	['Iran (Islamic Republic of)', '+98'],
	['Bolivia, Plurinational State of', '+591'],
	['Tanzania, United Republic of', '+255'],
	['Micronesia, Federated States of', '+691'],
	['Taiwan, Province of China', '+886'],
	['Republic of India', '+91'],
	['The Kingdom of Saudi Arabia', '+966'],
	['Sultanate of Oman', '+968'],
	['Commonwealth of Australia', '+61'],
	['Federal Republic of Germany', '+49'],
	['India (IN)', '+91'],
	['India (IND)', '+91'],
	['Gambia, The', '+220'],
	['Netherlands (Kingdom of the)', '+31'],
	['Saint Lucia', '+1'],
	['St. Lucia', '+1'],
	['Curaçao', '+599'],
])('%s has the calling code %s', (country, code) => expect(countryCodeOf(country)).toBe(code));

test.each([
	['91.0', '+91'],
	['91.00', '+91'],
	['1-684', '+1'],
	['+1 684', '+1'],
	['+1(684)', '+1'],
	['1684', '+1'],
	['44-1481', '+44'],
	['+44 1481', '+44'],
	['441481', undefined],
	['91.5', undefined],
	['1-68', undefined],
	['1-68400', undefined],
	['7-1-684', undefined],
])('the code %s is that of %s', (country, code) => expect(countryCodeOf(country)).toBe(code));

test('a text that is too long is no country', () => {
	expect(countryCodeOf(`India${' '.repeat(100)}x`)).toBe('+91');
	expect(countryCodeOf(`${' '.repeat(60)}India`)).toBeUndefined();
});

test.each([
	'',
	' ',
	'N/A',
	'n.a.',
	'+',
	'+0',
	'999',
	'+91 22',
	'91 abc',
	'Indie',
	'XX',
	'Korea',
	'Congo',
	'constructor',
	'__proto__',
])('%j is no country', (country) => {
	expect(countryCodeOf(country)).toBeUndefined();
});

test('every country has a code of two letters, one of three, and a name', () => {
	const names = new Intl.DisplayNames('en', { type: 'region' });
	const regions = callingCodes.flatMap((code) =>
		numberingPlan(code)!.regions.map((region) => ({ region, code })),
	);

	expect(regions).toHaveLength(245);
	for (const { region, code } of regions) {
		expect(countryCodeOf(region)).toBe(`+${code}`);
		expect(countryCodeOf(names.of(region)!)).toBe(`+${code}`);
	}
});

test('the codes of three letters are those of ISO 3166', () => {
	const threeLetters = [
		'AFG',
		'BRA',
		'CHN',
		'DEU',
		'EGY',
		'FRA',
		'GRC',
		'HUN',
		'IDN',
		'JPN',
		'KEN',
		'LKA',
		'MEX',
		'NPL',
		'OMN',
		'PAK',
		'QAT',
		'RUS',
		'SAU',
		'TZA',
		'UKR',
		'VNM',
		'YEM',
		'ZAF',
	];
	const codes = [
		'93',
		'55',
		'86',
		'49',
		'20',
		'33',
		'30',
		'36',
		'62',
		'81',
		'254',
		'94',
		'52',
		'977',
		'968',
		'92',
		'974',
		'7',
		'966',
		'255',
		'380',
		'84',
		'967',
		'27',
	];

	expect(threeLetters.map(countryCodeOf)).toEqual(codes.map((code) => `+${code}`));
});

describe('where an account is', () => {
	const zoneOfWorkflow = 'America/New_York';
	const place = (credential: Record<string, string>) =>
		placeOf(interaktApi.account(credential), zoneOfWorkflow);

	test.each([
		[{}, '+91', zoneOfWorkflow],
		[{ country: '', timeZone: ' ' }, '+91', zoneOfWorkflow],
		[{ country: 'United States', timeZone: 'Asia/Kolkata' }, '+1', 'Asia/Kolkata'],
		[{ country: ' fr ', timeZone: ' utc ' }, '+33', 'utc'],
	])('%j', (credential, country, timeZone) => {
		expect(place(credential)).toEqual({ country, timeZone });
	});

	test('by a credential of a kind that asks for neither', () => {
		const { baseUrl, requestsPerMinute, processes, timeout, identity } = interaktApi.account({});

		expect(placeOf({ baseUrl, requestsPerMinute, processes, timeout, identity }, zoneOfWorkflow)).toEqual({
			country: '+91',
			timeZone: zoneOfWorkflow,
		});
	});

	const asCountry = 'Open the credential and write it like +91, IN or India. Nothing was sent.';
	const asZone =
		'Open the credential and write it like Asia/Kolkata, or leave it empty for the time zone of the workflow. Nothing was sent.';
	const long = 'x'.repeat(61);

	test.each([
		[{ country: long }, `Country in the credential is "${long.slice(1)}", which is not a country`],
		[{ timeZone: long }, `Time Zone in the credential is "${long.slice(1)}", which is not a time zone`],
		[{ country: 'Narnia' }, 'Country in the credential is "Narnia", which is not a country'],
		[{ timeZone: 'India' }, 'Time Zone in the credential is "India", which is not a time zone'],
		[{ timeZone: 'IST' }, 'Time Zone in the credential is "IST", which is not a time zone'],
		[{ timeZone: 'x utc' }, 'Time Zone in the credential is "x utc", which is not a time zone'],
		[{ timeZone: 'utc+5' }, 'Time Zone in the credential is "utc+5", which is not a time zone'],
		[{ timeZone: 'Asia/Poona' }, 'Time Zone in the credential is "Asia/Poona", which is not a time zone'],
	])('%j is refused', (credential, message) => {
		expect(place(credential)).toEqual({
			reason: 'invalidInput',
			message,
			description: 'country' in credential ? asCountry : asZone,
		});
	});
});

test.each(['IN', 'in', 'IND', 'India', '+91', '91', '0091'])(
	'a number without a country is of %s',
	(country) => {
		expect(parsePhone('99999 99999', country)).toEqual({ phoneNumber: '9999999999', countryCode: '+91' });
	},
);

test.each(['US', 'United States', '+1', '1'])('a number of %s is not one of India', (country) => {
	expect(parsePhone('(312) 345-6789', country)).toEqual({ phoneNumber: '3123456789', countryCode: '+1' });
});
