import { type DateSettings, isoText, readMoment } from '../../../nodes/Interakt/input/date';
import { DateOrders, usualOrder } from '../../../nodes/Interakt/input/dateDay';
import { readDate, requireDate } from '../../../nodes/Interakt/input/dateField';
import type { Parameters } from '../../../nodes/Interakt/input/parameters';
import { build, plainParameters } from '../parameters.cts';

const timeZone = 'Asia/Kolkata';
const dayFirst: DateSettings = { timeZone, dayMonthOrder: 'dayFirst' };
const monthFirst: DateSettings = { timeZone, dayMonthOrder: 'monthFirst' };

describe('a date that may be meant both ways', () => {
	test.each<[string, string, string]>([
		['12/05/2024', '2024-05-12', '2024-12-05'],
		['2/5/2026', '2026-05-02', '2026-02-05'],
		['01-02-2026 17:00', '2026-02-01T11:30:00.000Z', '2026-01-02T11:30:00.000Z'],
		['01.02.2026', '2026-02-01', '2026-01-02'],
		['5:00 pm 01/02/2026', '2026-02-01T11:30:00.000Z', '2026-01-02T11:30:00.000Z'],
		['03/04/26', '2026-04-03', '2026-03-04'],
	])('%s is read in the order that is set', (text, asDayFirst, asMonthFirst) => {
		for (const [settings, expected] of [
			[dayFirst, asDayFirst],
			[monthFirst, asMonthFirst],
			[{ timeZone }, asDayFirst],
			[{ timeZone, country: '+44' }, asDayFirst],
			[{ timeZone, country: '+1' }, asMonthFirst],
			[{ ...dayFirst, country: '+1' }, asDayFirst],
		] as const) {
			const moment = readMoment(text, settings);

			expect(moment && isoText(moment)).toBe(expected);
			expect(moment).toMatchObject({
				order: expected === asDayFirst ? 'dayFirst' : 'monthFirst',
				ambiguous: true,
			});
		}
	});
});

describe('a date that can be meant one way only is read so, whatever is set', () => {
	test.each<[string, string, string | undefined]>([
		['31/01/2026', '2026-01-31', 'dayFirst'],
		['12/31/2024', '2024-12-31', 'monthFirst'],
		['3/29/2026 10:00:00', '2026-03-29T04:30:00.000Z', 'monthFirst'],
		['05/05/2026', '2026-05-05', undefined],
		// 12 May 2024 is a Sunday, 5 December 2024 a Thursday.
		['Sun, 12/05/2024', '2024-05-12', 'dayFirst'],
		['Thu, 12/05/2024', '2024-12-05', 'monthFirst'],
		['12 May 2024', '2024-05-12', undefined],
		['2024-12-05', '2024-12-05', undefined],
	])('%s', (text, expected, order) => {
		for (const settings of [dayFirst, monthFirst, { timeZone }]) {
			const moment = readMoment(text, settings);

			expect(moment && isoText(moment)).toBe(expected);
			expect(moment?.order).toBe(order);
			expect(moment).not.toHaveProperty('ambiguous');
		}
	});
});

test.each([
	['+91', 'dayFirst'],
	['+1', 'monthFirst'],
	['1', 'monthFirst'],
	['001', 'monthFirst'],
	['US', 'monthFirst'],
	['United States', 'monthFirst'],
	['+44', 'dayFirst'],
	['+211', 'dayFirst'],
	['', 'dayFirst'],
])('the usual order of "%s" is %s', (country, order) => {
	expect(usualOrder(country)).toBe(order);
});

describe('a guess is told', () => {
	function read(value: unknown, values: Record<string, unknown> = {}) {
		const parameters = plainParameters(values);
		const moment = requireDate(value, 'Created At', parameters);
		const { found, notices } = parameters.findings;
		return { read: moment && isoText(moment), found, notices };
	}

	test.each<[string, Record<string, unknown>, string, string[]]>([
		[
			'12/05/2024',
			{},
			'2024-05-12',
			[
				'Created At: "12/05/2024" was read as 2024-05-12, day first; choose the order under Day and Month Order to be sure',
			],
		],
		[
			'12/05/2024',
			{ additionalFields: { countryCode: '+1' } },
			'2024-12-05',
			[
				'Created At: "12/05/2024" was read as 2024-12-05, month first; choose the order under Day and Month Order to be sure',
			],
		],
		['12/05/2024', { additionalFields: { dayMonthOrder: 'dayFirst', countryCode: '+1' } }, '2024-05-12', []],
		['12/05/2024', { additionalFields: { dayMonthOrder: 'MONTHFIRST' } }, '2024-12-05', []],
		['12/05/2024', { filters: { dayMonthOrder: 'monthFirst' } }, '2024-12-05', []],
		['12/05/2024', { options: { dayMonthOrder: 'monthFirst' } }, '2024-12-05', []],
		['31/01/2026', {}, '2026-01-31', []],
		['12/31/2024', {}, '2024-12-31', []],
		[
			'12/31/2024',
			{ options: { dayMonthOrder: 'dayFirst' } },
			'2024-12-31',
			['Created At: "12/31/2024" was read as 2024-12-31, because it is no date day first'],
		],
		[
			'31-Jan-26',
			{},
			'2026-01-31',
			['Created At: "31-Jan-26" was read as 2026-01-31; write the year with four digits to be sure'],
		],
	])('%s %j', (value, values, expected, notices) => {
		expect(read(value, values)).toEqual({ read: expected, found: [], notices });
	});

	test('and a setting that does not exist is refused', () => {
		expect(read('12/05/2024', { options: { dayMonthOrder: 'yearFirst' } }).found).toMatchObject([
			{ field: 'Day and Month Order', what: '"yearFirst" is none of its values' },
		]);
	});

	test('and what is no date is shown shortened', () => {
		expect(read('x'.repeat(100_000)).found[0]?.what.length).toBeLessThan(200);
	});
});

describe('in a run', () => {
	/** The items of a run, read as often as a run does. */
	function readRun(items: ReadonlyArray<Record<string, unknown>>, values: Record<string, unknown> = {}) {
		const dateOrders = new DateOrders();
		const readAll = () =>
			items.map((item) => {
				const parameters: Parameters = { ...plainParameters(values), dateOrders };
				for (const [field, value] of Object.entries(item)) readDate(value, field, parameters);
				return parameters.findings;
			});
		const first = readAll();
		return dateOrders.isMixed ? readAll() : first;
	}
	const refused = (findings: ReturnType<typeof readRun>) =>
		findings.map(({ found }) => found.map(({ field }) => field));

	test('a guess that another item contradicts is refused, before it or behind it', () => {
		const findings = readRun([{ Born: '12/05/2024' }, { Born: '12/31/2024' }, { Born: '1/2/2024' }]);

		expect(refused(findings)).toEqual([['Born'], [], ['Born']]);
		expect(findings[0]).toMatchObject({
			found: [
				{
					what: '"12/05/2024" may be day first or, as the date of another item, month first',
					remedy: 'Choose Day First or Month First under Day and Month Order.',
				},
			],
			notices: [],
		});
	});

	test('fields are judged one by one', () => {
		const findings = readRun([
			{ Born: '12/05/2024', Seen: '1/2/2024' },
			{ Born: '12/31/2024', Seen: '31/1/2024' },
		]);

		expect(refused(findings)).toEqual([['Born'], []]);
	});

	test.each<[string, Array<Record<string, unknown>>, Record<string, unknown>]>([
		['in the same order', [{ Born: '12/05/2024' }, { Born: '31/12/2024' }], {}],
		['in another field', [{ Born: '12/05/2024' }, { Seen: '12/31/2024' }], {}],
		['in a plain form', [{ Born: '12/05/2024' }, { Born: '2024-12-31' }], {}],
		[
			'by the country',
			[{ Born: '12/05/2024' }, { Born: '12/31/2024' }],
			{ additionalFields: { countryCode: '+1' } },
		],
		[
			'where the order is set',
			[{ Born: '12/05/2024' }, { Born: '12/31/2024' }],
			{ additionalFields: { dayMonthOrder: 'dayFirst' } },
		],
	])('one that is not contradicted is read: %s', (_, items, values) => {
		expect(refused(readRun(items, values))).toEqual([[], []]);
	});

	test('both orders that can be meant one way only are read', () => {
		expect(refused(readRun([{ Born: '31/12/2024' }, { Born: '12/31/2024' }]))).toEqual([[], []]);
	});
});

describe('every field of a date reads alike', () => {
	const person = { phoneNumber: '99999 99999' };
	const order = { dayMonthOrder: 'monthFirst' };
	const trait = { traits: { values: [{ name: 'born', type: 'date', value: '12/05/2024' }] } };
	const attribute = { attributes: { values: [{ name: 'seen_at', value: '12/05/2024' }] } };
	const email = 'asha@example.com';

	test.each([
		['contact.upsert', { ...person, additionalFields: { createdAt: '12/05/2024', ...order } }],
		['contact.upsert', { ...person, ...trait, additionalFields: order }],
		['event.track', { ...person, event: 'Ordered', additionalFields: { createdAt: '12/05/2024', ...order } }],
		['event.track', { ...person, event: 'Ordered', ...trait, additionalFields: order }],
		['contact.getAll', { filters: { createdAfter: '12/05/2024', ...order } }],
		['member.upsert', { email, additionalFields: { createdAt: '12/05/2024', ...order } }],
		['member.upsert', { email, ...attribute, additionalFields: order }],
		['lead.upsert', { email, ...attribute, additionalFields: order }],
	])('%s %j', (operation, parameters) => {
		const monthFirst = build(operation, parameters);
		const sent = JSON.stringify(monthFirst.request.body);

		expect(monthFirst).toMatchObject({ found: [], notices: [] });
		expect(sent).toMatch(/2024-12-05|1733356800/);

		// Without the setting the country of the person, or India, decides.
		const automatic = JSON.parse(JSON.stringify(parameters).replace('monthFirst', 'automatic'));
		expect(JSON.stringify(build(operation, automatic).request.body)).toMatch(/2024-05-12|1715472000/);
		expect(build(operation, automatic).notices).toHaveLength(1);
		if ('phoneNumber' in parameters) {
			const american = build(operation, {
				...automatic,
				phoneNumber: '4155550100',
				additionalFields: { countryCode: '+1' },
			});
			expect(JSON.stringify(american.request.body)).toContain('2024-12-05');
		}
	});
});
