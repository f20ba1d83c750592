/**
 * What customers read of the values that other apps hand over: kinds of values of some 25 apps, shops, forms, databases
 * and files, with at most a Show As, and no expression of the person's own.
 */
import type { INodeParameters } from 'n8n-workflow';
import { DateTime } from 'luxon';

import { valueReader } from '../../nodes/Interakt/fields/showAs.ts';
import { list } from '../contract/row.cts';
import { plainParameters } from '../unit/parameters.cts';

type Kind = [source: string, given: unknown, showAs: INodeParameters | undefined, read: string];

const day = { showAs: 'date' };
const moment = { showAs: 'dateTime' };
const money = { showAs: 'money', currency: 'INR' };
const minor = { ...money, inMinorUnits: true };
const dollars = { showAs: 'money', currency: 'USD' };
const name = { showAs: 'name' };
const firstName = { showAs: 'firstName' };
const items = { showAs: 'list' };
const html = { showAs: 'html' };
const none = undefined;

const kinds: Kind[] = [
	['Google Sheets: a day', '31/01/2026', day, '31 Jan 2026'],
	['Google Sheets: a day as its number', 46053, day, '31 Jan 2026'],
	['Google Sheets: a time as its number', 46053.708333, moment, '31 Jan 2026, 5:00 pm'],
	['Google Sheets: a name with blanks', ' ASHA RAO ', name, 'Asha Rao'],
	['Google Sheets: an amount with its sign', '₹1,499.00', none, '₹1,499.00'],
	['Google Sheets: a number', 1042, none, '1042'],
	['Google Forms: its timestamp', '1/31/2026 17:00:00', moment, '31 Jan 2026, 5:00 pm'],
	['Google Forms: several answers', 'Kurta, Dupatta', items, 'Kurta, Dupatta'],
	['Airtable: a time', '2026-01-31T11:30:00.000Z', moment, '31 Jan 2026, 5:00 pm'],
	['Airtable: a day', '2026-01-31', day, '31 Jan 2026'],
	['Airtable: several choices', ['Kurta', 'Dupatta'], items, 'Kurta, Dupatta'],
	['Airtable: one linked name', ['Asha'], none, 'Asha'],
	['Airtable: a currency field', 1499, money, '₹1,499.00'],
	['Airtable: a duration as its number', 3600, none, '3600'],
	['HubSpot v3: a time', '2026-01-31T11:30:00Z', moment, '31 Jan 2026, 5:00 pm'],
	['HubSpot v1: milliseconds', '1769859000000', moment, '31 Jan 2026, 5:00 pm'],
	['HubSpot: a first name', 'asha', firstName, 'Asha'],
	['HubSpot: several choices', 'Kurta;Dupatta', items, 'Kurta, Dupatta'],
	['HubSpot: an amount', '1499.5', money, '₹1,499.50'],
	['Zoho: a time with its zone', '2026-01-31T17:00:00+05:30', moment, '31 Jan 2026, 5:00 pm'],
	['Zoho: a day', '2026-01-31', day, '31 Jan 2026'],
	['Zoho: a full name', 'RAO, ASHA', firstName, 'Asha'],
	['Zoho: a description', '<div>Wants <b>200</b> units</div>', html, 'Wants 200 units'],
	['Salesforce: a time', '2026-01-31T11:30:00.000+0000', moment, '31 Jan 2026, 5:00 pm'],
	['Salesforce: an amount', 149900, money, '₹1,49,900.00'],
	['Salesforce: several choices', 'Kurta;Dupatta', items, 'Kurta, Dupatta'],
	['Salesforce: a name', "O'BRIEN", name, "O'Brien"],
	['Pipedrive: a time', '2026-01-31 11:30:00', day, '31 Jan 2026'],
	['Pipedrive: a value', 1499, { showAs: 'money', currency: 'EUR' }, '€1,499.00'],
	['Pipedrive: a title', 'Asha Rao deal', none, 'Asha Rao deal'],
	['Shopify order: created at', '2026-01-31T17:00:00+05:30', moment, '31 Jan 2026, 5:00 pm'],
	['Shopify order: its name', '#1042', none, '#1042'],
	['Shopify order: total', '1499.00', money, '₹1,499.00'],
	['Shopify order: total in dollars', '149.9', dollars, '$149.90'],
	['Shopify order: titles of lines', ['Silk saree', 'Brass lamp'], items, 'Silk saree, Brass lamp'],
	['Shopify order: one title', ['Silk saree'], none, 'Silk saree'],
	['Shopify order: a note', 'Leave at the door', none, 'Leave at the door'],
	['Shopify customer: first name', 'ASHA', firstName, 'Asha'],
	['Shopify customer: tags', 'vip, wholesale', items, 'vip, wholesale'],
	['Shopify checkout: a price', '2998.00', money, '₹2,998.00'],
	['Shopify product: its text', '<p>Soft &amp; light</p>', html, 'Soft & light'],
	['WooCommerce: a day', '2026-01-31T17:00:00', day, '31 Jan 2026'],
	['WooCommerce: total', '1499.00', money, '₹1,499.00'],
	['WooCommerce: a product name', 'Kurta &#8211; M', html, 'Kurta – M'],
	['WooCommerce: a short description', 'Silk<br>Red', html, 'Silk Red'],
	['WooCommerce: a number as text', '1042', none, '1042'],
	['WooCommerce: a first name', 'asha', firstName, 'Asha'],
	['Stripe: seconds', 1769859000, moment, '31 Jan 2026, 5:00 pm'],
	['Stripe: an amount in cents', 149900, { ...dollars, inMinorUnits: true }, '$1,499.00'],
	['Stripe: an amount in yen', 1499, { showAs: 'money', currency: 'JPY', inMinorUnits: true }, 'JP¥1,499'],
	['Stripe: a currency in small letters', 149900, { ...minor, currency: 'inr' }, '₹1,499.00'],
	['Stripe: a receipt number', '2026-1042', none, '2026-1042'],
	['Razorpay: seconds', '1769859000', moment, '31 Jan 2026, 5:00 pm'],
	['Razorpay: paise', 149900, minor, '₹1,499.00'],
	['Razorpay: paise as text', '149900', minor, '₹1,499.00'],
	['Calendly: a start', '2026-01-31T11:30:00.000000Z', moment, '31 Jan 2026, 5:00 pm'],
	['Calendly: a name', 'asha rao', name, 'Asha Rao'],
	['Calendly: an answer', 'On the phone', none, 'On the phone'],
	['Cal.com: a start', '2026-01-31T11:30:00Z', moment, '31 Jan 2026, 5:00 pm'],
	['Cal.com: a title', 'Fitting between Asha and Ravi', none, 'Fitting between Asha and Ravi'],
	['Typeform: a day', '2026-01-31', day, '31 Jan 2026'],
	['Typeform: submitted at', '2026-01-31T11:30:00Z', moment, '31 Jan 2026, 5:00 pm'],
	['Typeform: several choices', ['Kurta', 'Dupatta'], none, 'Kurta, Dupatta'],
	['Typeform: yes or no', true, none, 'true'],
	['Typeform: a rating', 5, none, '5'],
	['Tally: several choices as JSON', '["Kurta","Dupatta"]', items, 'Kurta, Dupatta'],
	['Tally: created at', '2026-01-31T11:30:00.000Z', day, '31 Jan 2026'],
	['JotForm: a full name', 'Asha  Rao', name, 'Asha Rao'],
	['JotForm: several lines', 'Kurta\nDupatta', items, 'Kurta, Dupatta'],
	['JotForm: created at', '2026-01-31 17:00:00', moment, '31 Jan 2026, 5:00 pm'],
	['Facebook Lead Ads: created time', '2026-01-31T11:30:00+0000', moment, '31 Jan 2026, 5:00 pm'],
	['Facebook Lead Ads: full name', 'ASHA RAO', firstName, 'Asha'],
	['Facebook Lead Ads: one answer', ['Pune'], none, 'Pune'],
	['Notion: a day', '2026-01-31', day, '31 Jan 2026'],
	['Notion: a time', '2026-01-31T17:00:00.000+05:30', moment, '31 Jan 2026, 5:00 pm'],
	['Notion: several tags', ['vip', 'Pune'], items, 'vip, Pune'],
	['Postgres: a time', new Date('2026-01-31T11:30:00.000Z'), moment, '31 Jan 2026, 5:00 pm'],
	['Postgres: a time without Show As', new Date('2026-01-31T11:30:00.000Z'), none, '31 Jan 2026, 5:00 pm'],
	['Postgres: a numeric', '1499.00', money, '₹1,499.00'],
	['Postgres: an array', ['Kurta', 'Dupatta'], none, 'Kurta, Dupatta'],
	['Postgres: a big number', '9007199254740993', none, '9007199254740993'],
	['MySQL: a time', '2026-01-31 17:00:00', moment, '31 Jan 2026, 5:00 pm'],
	['MySQL: a padded text', 'Pune   ', none, 'Pune'],
	['n8n: $now', DateTime.fromISO('2026-01-31T17:00:00+05:30'), none, '31 Jan 2026, 5:00 pm'],
	['n8n: $now as a day', DateTime.fromISO('2026-01-31T17:00:00+05:30'), day, '31 Jan 2026'],
	['Webflow: a rich text', '<p>Silk &lt; 1 kg</p>', html, 'Silk < 1 kg'],
	['Wix: created', '2026-01-31T11:30:00.000Z', day, '31 Jan 2026'],
	['Wix: an amount', '1499.0', money, '₹1,499.00'],
	['IndiaMART: query time', '2026-01-31 17:00:00', moment, '31 Jan 2026, 5:00 pm'],
	['IndiaMART: a message', 'I want 200 units<br>Soon', html, 'I want 200 units Soon'],
	['IndiaMART: a name', 'Mr. ASHA RAO', firstName, 'Asha'],
	['JustDial: a day', '31-01-2026', day, '31 Jan 2026'],
	['CSV: an amount as Indians group it', '1,49,900.50', money, '₹1,49,900.50'],
	['Excel: an amount with the name of its currency', 'INR 1499', money, '₹1,499.00'],
];

/** What the customer reads, or what is wrong. */
function read(given: unknown, showAs: INodeParameters | undefined): string {
	const parameters = plainParameters({}, { timeZone: 'Asia/Kolkata' });
	const rows = showAs && list({ variable: '1', ...showAs });
	const reader = valueReader(parameters, { whiteSpace: 'clean', showAs: rows, language: 'en' });
	const words = reader.read(given, { label: '{{1}}', names: ['1'], required: true });
	const { found } = parameters.findings;
	return found.length > 0 ? found.map(({ field, what }) => `${field} ${what}`).join('; ') : words;
}

test('there are 94 kinds of values, each of another source or form', () => {
	expect(kinds).toHaveLength(94);
	expect(new Set(kinds.map(([source]) => source)).size).toBe(94);
});

test('all read well, with at most a Show As', () => {
	const otherwise = kinds.flatMap(([source, given, showAs, wanted]) => {
		const words = read(given, showAs);
		return words === wanted ? [] : [`${source}: "${words}", wanted "${wanted}"`];
	});

	expect(otherwise).toEqual([]);
});
