import { parsePhone } from '../../../nodes/Interakt/input/phone';
import { broken, forms, randomFrom, realNumbers, type RealNumber } from '../../phone/numbers.cts';

/** A larger sample: `PHONES=20 npx jest phonesOfAllCountries`. */
const times = Number(process.env.PHONES ?? 1);

const random = randomFrom(20_260_731);
const samples = {
	mobile: realNumbers('mobile', 6 * times, random),
	landline: realNumbers('landline', 3 * times, random),
	other: realNumbers('other', times, random),
};
const all = Object.values(samples).flat();

type Classification = 'right' | 'wrong' | 'refused';
interface Case {
	readonly number: RealNumber;
	readonly form: string;
	readonly classification: Classification;
}

function classify({ code, national }: RealNumber, written: string, defaultCode: string): Classification {
	const parsed = parsePhone(written, `+${defaultCode}`);
	if ('what' in parsed) return 'refused';
	return parsed.countryCode + parsed.phoneNumber === `+${code}${national}` ? 'right' : 'wrong';
}

/** Every number in every form; where the form says the country, with the default of another country too. */
const casesOf = (numbers: readonly RealNumber[]): Case[] =>
	numbers.flatMap((number, index) =>
		forms.flatMap(({ name, write, anyDefault }) => {
			const another = all[(index * 7919) % all.length]!.code;
			const written = write(number);
			return [number.code, ...(anyDefault ? [another] : [])].map((defaultCode) => ({
				number,
				form: name,
				classification: classify(number, written, defaultCode),
			}));
		}),
	);

const percent = (cases: readonly Case[], classification: Classification) =>
	(100 * cases.filter((one) => one.classification === classification).length) / cases.length;

const judged = {
	mobile: casesOf(samples.mobile),
	landline: casesOf(samples.landline),
	other: casesOf(samples.other),
};
const everyCase = Object.values(judged).flat();

test('the sample has numbers of every country', () => {
	expect(new Set(all.map(({ region }) => region)).size).toBe(245);
	expect(all.length).toBeGreaterThan(2000);
	expect(forms.length).toBeGreaterThan(12);
});

test('at least 98.5 % come out right, and at most 0.1 % as another number', () => {
	expect(percent(everyCase, 'right')).toBeGreaterThan(98.5);
	expect(percent(everyCase, 'wrong')).toBeLessThan(0.1);
});

test('of mobile numbers at least 99.9 % come out right, and at most 0.02 % as another number', () => {
	expect(percent(judged.mobile, 'right')).toBeGreaterThan(99.9);
	expect(percent(judged.mobile, 'wrong')).toBeLessThan(0.02);
});

test.each(forms)('$name: at least 98 % come out right', ({ name }) => {
	expect(
		percent(
			everyCase.filter(({ form }) => form === name),
			'right',
		),
	).toBeGreaterThan(98);
});

test('no country is left behind: of the mobile numbers of each at least 95 % come out right', () => {
	const regions = [...new Set(samples.mobile.map(({ region }) => region))];
	const behind = regions.filter(
		(region) =>
			percent(
				judged.mobile.filter(({ number }) => number.region === region),
				'right',
			) < 95,
	);

	expect(behind).toEqual([]);
});

test('with a digit missing or one too many, at most 15 % are taken, of mobile numbers at most 10 %', () => {
	const taken = (numbers: readonly RealNumber[]) =>
		(100 * numbers.filter((number) => !('what' in parsePhone(broken(number, random), '+91'))).length) /
		numbers.length;

	expect(taken(all)).toBeLessThan(15);
	expect(taken(samples.mobile)).toBeLessThan(10);
});
