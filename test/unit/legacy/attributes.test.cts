import type { INodeParameters } from 'n8n-workflow';
import { DateTime } from 'luxon';

import {
	readAttributes,
	readCustomFields,
	timeField,
	timestamp,
} from '../../../nodes/InteraktLegacy/attributes';
import { list } from '../../contract/row.cts';
import { build, plainParameters } from '../parameters.cts';

const email = 'asha@example.com';
const seconds = 1467875969;

function attributesOf(values: unknown, timeZone?: string, additionalFields = {}) {
	const parameters = plainParameters(
		{ attributesInput: 'json', attributesJson: values, additionalFields },
		{ ...(timeZone !== undefined && { timeZone }) },
	);
	const attributes = readAttributes(parameters, []);
	const { found, notices } = parameters.findings;
	return { attributes, found, notices };
}

describe('an attribute whose name ends in _at is sent as Unix seconds', () => {
	test.each<[string, unknown, unknown]>([
		['seconds, as they are', seconds, seconds],
		['seconds as text, as they are', String(seconds), String(seconds)],
		['milliseconds', seconds * 1000, seconds],
		['milliseconds as text', String(seconds * 1000), seconds],
		['milliseconds with a rest', seconds * 1000 + 999, seconds],
		['ISO in UTC', '2016-07-07T07:19:29Z', seconds],
		['ISO with an offset', '2016-07-07T12:49:29+05:30', seconds],
		['luxon DateTime', DateTime.fromSeconds(seconds), seconds],
		['JavaScript Date', new Date(seconds * 1000), seconds],
		['a day alone', '2016-07-07', Date.UTC(2016, 6, 7) / 1000],
		['a day alone, day first', '07/07/2016', Date.UTC(2016, 6, 7) / 1000],
	])('%s', (_, value, sent) => {
		expect(attributesOf({ joined_at: value })).toEqual({
			attributes: { joined_at: sent },
			found: [],
			notices: [],
		});
	});

	test.each(['2016-07-07T12:49:29', '07/07/2016 12:49:29'])('%s, with a notice of its time zone', (value) => {
		expect(attributesOf({ joined_at: value })).toEqual({
			attributes: { joined_at: seconds },
			found: [],
			notices: ['Attribute "joined_at": the time has no zone, so it was read in Asia/Kolkata'],
		});
	});

	test('of the time zone of the workflow', () => {
		expect(attributesOf({ joined_at: '2016-07-07T12:49:29' }, 'UTC').attributes).toEqual({
			joined_at: seconds + 5.5 * 60 * 60,
		});
	});

	test.each<[unknown]>([['Interakt'], ['1467875969test'], ['soon'], [true]])(
		'or, when it is no date, as it is, with a notice: %p',
		(value) => {
			expect(attributesOf({ joined_at: value })).toEqual({
				attributes: { joined_at: value },
				found: [],
				notices: [`Attribute "joined_at": "${String(value)}" is not a date, so Interakt stores it as text`],
			});
		},
	);

	test.each<[unknown, number]>([
		[46205, Date.UTC(2026, 6, 2) / 1000],
		['20260329', Date.UTC(2026, 2, 29) / 1000],
		['31 Jan 2026 5:00 pm', 1769859000],
		['Sat, 31 Jan 2026 17:00:00 +0530', 1769859000],
		['Sat Jan 31 2026 17:00:00 GMT+0530 (India Standard Time)', 1769859000],
	])('in every form of date: %j', (value, sent) => {
		expect(attributesOf({ joined_at: value }).attributes).toEqual({ joined_at: sent });
	});

	// Interakt turns nine or ten digits into a date, whatever they are (S1).
	test.each<[unknown]>([[9999999999], ['9999999999'], ['012345678'], [new Date('no')]])(
		'or refused, when it is no date and would not stay the text it is: %p',
		(value) => {
			expect(attributesOf({ phone_at: value }).found).toMatchObject([
				{ field: 'Attribute "phone_at"', what: expect.stringContaining(' is not a date') },
			]);
		},
	);

	test('and no other attribute is', () => {
		const others = { born: '2016-07-07', at: '2016-07-07', late_at_night: '2016-07-07', age: 25, vip: false };

		expect(attributesOf(others)).toEqual({ attributes: others, found: [], notices: [] });
	});
});

describe('what the product does not accept', () => {
	test('is left out with one notice that names it', () => {
		const record = { plan: { name: 'pro' }, sizes: ['S'], city: 'Pune', none: {}, empty: [] };

		expect(attributesOf(record)).toEqual({
			attributes: { city: 'Pune' },
			found: [],
			notices: [
				'Attributes left out, because they hold objects or lists: plan, sizes; Nested Values in Additional Fields can flatten objects',
			],
		});
	});

	test('is flattened on request', () => {
		const record = { plan: { name: 'pro', started_at: seconds }, sizes: ['S'] };

		expect(attributesOf(record, undefined, { nestedValues: 'flatten' })).toEqual({
			attributes: { 'plan.name': 'pro', 'plan.started_at': seconds },
			found: [],
			notices: ['Attributes left out, because they hold objects or lists: sizes'],
		});
	});
});

describe('what the product does not accept is refused by name, where nested values are', () => {
	const refuse = { nestedValues: 'refuse' };

	test.each<[string, unknown, string]>([
		['plan', { name: 'pro' }, 'is an object, which Interakt does not accept here'],
		['plan', ['pro'], 'is a list, which Interakt does not accept here'],
		['seen_at', { day: 1 }, 'is an object, which Interakt does not accept here'],
		['seen_at', [seconds], 'is a list, which Interakt does not accept here'],
	])('%s %j', (name, value, what) => {
		expect(attributesOf({ [name]: value }, undefined, refuse).found).toMatchObject([
			{ field: `Attribute "${name}"`, what },
		]);
	});

	test.each<[unknown, string]>([
		[{ name: 'pro' }, 'is an object, which Interakt does not accept here'],
		[['pro'], 'is a list, which Interakt does not accept here'],
	])('in custom fields, too: %j', (value, what) => {
		const parameters = plainParameters({
			customFields: { values: [{ name: 'plan', value }] },
			additionalFields: refuse,
		});
		readCustomFields(parameters);

		expect(parameters.findings.found).toMatchObject([{ field: 'Custom Field "plan"', what }]);
	});
});

test.each([null, undefined, '', ' '])(
	'an empty value is left out, so that it overwrites nothing: %j',
	(value) => {
		expect(attributesOf({ plan: value, seen_at: value, city: 'Pune' })).toMatchObject({
			attributes: { city: 'Pune' },
			found: [],
		});

		const values = [{ name: 'plan', value }];
		const parameters = plainParameters({ customFields: { values } });
		expect(readCustomFields(parameters)).toEqual({});
		expect(parameters.findings.found).toEqual([]);
	},
);

test.each(['constructor', 'prototype'])('a name that would vanish on the way is refused: %s', (name) => {
	const { attributes, found } = attributesOf(`{ "${name}": "x" }`);

	expect(attributes).toEqual({});
	expect(found).toMatchObject([{ field: `Attribute "${name}"`, what: 'has a name that cannot be sent' }]);
});

test.each(['toString', 'valueOf'])('a name may be %s', (name) => {
	const { attributes, found } = attributesOf(`{ "${name}": "x" }`);

	expect(found).toEqual([]);
	expect(Object.entries(attributes)).toEqual([[name, 'x']]);
});

test('dates outside _at are texts in UTC', () => {
	expect(attributesOf({ born: new Date('2016-07-07T07:19:29Z') }).attributes).toEqual({
		born: '2016-07-07T07:19:29.000Z',
	});
});

describe('a time that has a field of its own', () => {
	test.each<[INodeParameters, unknown, string[]]>([
		[
			{ createdAt: '2016-07-07T12:49:29' },
			{ created_at: seconds },
			['Created At: the time has no zone, so it was read in Asia/Kolkata'],
		],
		[{ createdAt: `${seconds}` }, { created_at: seconds }, []],
		[{ signedupAt: '2016-07-07' }, { signedup_at: Date.UTC(2016, 6, 7) / 1000 }, []],
		[{ createdAt: '' }, {}, []],
	])('%j', (additionalFields, sent, told) => {
		const { request, found, notices } = build('member.upsert', { email, additionalFields });

		expect({ found, notices }).toEqual({ found: [], notices: told });
		expect(request.body).toEqual({ email, ...(sent as object) });
	});

	test.each([
		['createdAt', 'Created At', 'created_at'],
		['signedupAt', 'Signed Up At', 'signedup_at'],
	])('is refused by name when it is no date: %s', (name, field, sent) => {
		for (const value of ['soon', 'N/A', '2026-02-30', 'Invalid Date', '0001-01-01', '9999999999']) {
			const { request, found, notices } = build('member.upsert', {
				email,
				additionalFields: { [name]: value },
			});

			expect(found).toMatchObject([{ field, what: `"${value}" is not a date` }]);
			expect(notices).toEqual([]);
			expect(request.body).not.toHaveProperty(sent);
		}
	});

	test('is refused when an expression gives an invalid date', () => {
		const parameters = plainParameters({});

		expect(timeField('created_at', new Date('no'), 'Created At', parameters)).toEqual({});
		expect(parameters.findings.found).toMatchObject([{ field: 'Created At' }]);
	});
});

test('the same value twice, in a field and as an attribute, is refused by name', () => {
	const attributes = list({ name: 'name', value: 'Ravi' });

	expect(build('member.upsert', { email, additionalFields: { name: 'Asha' }, attributes }).message).toContain(
		'"name" is given twice',
	);
});

test('an attribute cannot take the place of the e-mail', () => {
	const attributes = list({ name: 'email', value: 'ravi@example.com' });

	expect(build('lead.upsert', { email, attributes }).message).toContain('"email" is given twice');
});

test.each([seconds, 0, 1_000_000_000, '-5'])('%p keeps its meaning', (value) => {
	const parameters = plainParameters({});
	const read = timestamp(value, 'It', parameters);

	expect(Number(read)).toBe(Number(value));
});

test('the e-mail address of a member is taken out of a list with one; of several the refusal names the way to the first', () => {
	const read = (email: unknown) => build('member.upsert', { email: email as string });

	expect(read([{ value: 'asha@example.com', primary: true }]).request.body).toEqual({
		email: 'asha@example.com',
	});
	expect(read([{ value: 'a@example.com' }, { value: 'b@example.com' }]).found).toEqual([
		{
			field: 'Email',
			what: 'holds a list with several email addresses',
			remedy: 'Choose one: for the first, write [0].value at the end of the expression.',
		},
	]);
});
