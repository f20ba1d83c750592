import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { utcText } from '../input/date';
import { requireDate, zoneHint } from '../input/dateField';
import { readNumber } from '../input/number';
import { collection, isAdded, type Parameters, rows } from '../input/parameters';
import { isInvisible } from '../input/placeholder';
import { identifier } from '../input/text';
import { camelCased, byDisplayName } from '../shared/strings';
import { isObject } from '../shared/isObject';
import { dayMonthOrderField } from './additional';
import { type Filter, isDateTrait, serverTime } from './contactPages';

const dateFilters = [
	{ name: 'createdAfter', field: 'Created After', trait: 'created_at_utc', op: 'gt' },
	{ name: 'createdBefore', field: 'Created Before', trait: 'created_at_utc', op: 'lt' },
	{ name: 'modifiedAfter', field: 'Modified After', trait: 'modified_at_utc', op: 'gt' },
	{ name: 'modifiedBefore', field: 'Modified Before', trait: 'modified_at_utc', op: 'lt' },
] as const;

/** Reads the Filters collection: times on creation and modification, then free conditions on traits. */
export function readFilters(parameters: Parameters): Filter[] {
	const { findings } = parameters;
	const given = collection(parameters, 'filters');
	const onDates = dateFilters.flatMap(({ name, field, trait, op }) => {
		return isAdded(given, name) ? [{ trait, op, val: utc(given[name], field, parameters) }] : [];
	});
	if (isAdded(given, 'conditions') && !isObject(given.conditions))
		findings.add('Trait Conditions', ...gaveNothing);
	const onTraits = rows(given.conditions).map((condition) => {
		const trait = identifier(condition.trait, 'Filter Trait', findings, { required: true });
		const op = identifier(condition.op, 'Filter Operator', findings, { required: true });
		if (isDateTrait(trait) && op !== 'gt' && op !== 'lt') {
			findings.add('Filter Operator', `"${op}" does not go with ${trait}`, 'Use gt (after) or lt (before).');
		}
		const { value } = condition;
		const field = `Filter Value for "${trait}"`;
		if (isDateTrait(trait)) return { trait, op, val: utc(value, field, parameters) };
		if (typeof value === 'boolean') return { trait, op, val: value };
		if (typeof value === 'number') return { trait, op, val: readNumber(value, field, findings) ?? 0 };
		if (isNothing(value)) findings.add(field, ...gaveNothing);
		return { trait, op, val: identifier(value, field, findings) };
	});
	return [...onDates, ...onTraits];
}

/** A filter that gives nothing would let every contact through. */
const gaveNothing = [
	'gives nothing, so every contact would come out',
	'Check that its expression finds a value, or remove the filter.',
] as const;

const isNothing = (value: unknown) =>
	value === undefined || value === null || (typeof value === 'string' && isInvisible(value));

function utc(value: unknown, field: string, parameters: Parameters): string {
	if (isNothing(value)) {
		parameters.findings.add(field, ...gaveNothing);
		return '';
	}
	// The zone of a trait's name is that of what is stored, not of what a person compares it with.
	const moment = requireDate(value, field, parameters, undefined, []);
	return moment ? utcText(moment) : '';
}

/** A time in ISO 8601 with its zone; what is no time stays as it came. */
const timeText = (value: IDataObject[string]) => {
	const time = serverTime(value);
	return Number.isNaN(time) ? value : new Date(time).toISOString();
};

/** The number of a contact in full, e.g. `+919999999999`; `null` when it has none. */
function fullNumber(countryCode: unknown, phoneNumber: unknown): string | null {
	if (phoneNumber === undefined || phoneNumber === null || phoneNumber === '') return null;
	const code = typeof countryCode === 'string' ? countryCode.replace(/\D/g, '') : '';
	return code === '' ? String(phoneNumber) : `+${code}${String(phoneNumber)}`;
}

/**
 * A contact in the words of all outputs, with its traits beside its own members; name, number and email come first. A trait
 * of a name that is taken gets `trait_` in front.
 *
 * @param before Members that the caller puts in front, whose names are taken too.
 */
export function contactOutput(contact: IDataObject, before: IDataObject = {}): IDataObject {
	const { id, user_id, phone_number, country_code, created_at_utc, modified_at_utc, tags, traits, ...more } =
		contact;
	const given = isObject(traits) ? traits : {};
	const trait = (name: string) => (name in given ? { [name]: given[name] } : {});
	const own: IDataObject = {
		...before,
		...trait('name'),
		phoneNumber: fullNumber(country_code, phone_number),
		...trait('email'),
		countryCode: country_code,
		contactId: id,
		userId: user_id,
		createdAt: timeText(created_at_utc),
		modifiedAt: timeText(modified_at_utc),
		tags,
		...camelCased(more),
	};
	const output: IDataObject = { ...own };
	for (const [name, value] of Object.entries(given)) {
		if (name !== 'name' && name !== 'email') output[name in own ? `trait_${name}` : name] = value;
	}
	return output;
}

const dateHint = `${zoneHint}; a date alone means 00:00 UTC`;

const filters: INodeProperties[] = [
	{
		displayName: 'Created After',
		name: 'createdAfter',
		type: 'dateTime',
		default: '',
		description: `Only contacts created after this moment. ${dateHint}.`,
	},
	{
		displayName: 'Created Before',
		name: 'createdBefore',
		type: 'dateTime',
		default: '',
		description: `Only contacts created before this moment. ${dateHint}.`,
	},
	{
		displayName: 'Modified After',
		name: 'modifiedAfter',
		type: 'dateTime',
		default: '',
		description: `Only contacts changed after this moment. ${dateHint}.`,
	},
	{
		displayName: 'Modified Before',
		name: 'modifiedBefore',
		type: 'dateTime',
		default: '',
		description: `Only contacts changed before this moment. ${dateHint}.`,
	},
	{
		displayName: 'Trait Conditions',
		name: 'conditions',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Condition',
		default: {},
		description: 'Conditions on any trait; all of them have to hold',
		options: [
			{
				displayName: 'Condition',
				name: 'values',
				values: [
					{
						displayName: 'Filter Trait',
						name: 'trait',
						type: 'string',
						default: '',
						placeholder: 'e.g. city',
						description: 'Name of the trait as it appears in Interakt',
					},
					{
						displayName: 'Filter Operator',
						name: 'op',
						type: 'string',
						default: 'gt',
						placeholder: 'e.g. gt',
						description:
							'How to compare, in the words of the API: gt (greater or after) and lt (less or before) are documented',
					},
					{
						displayName: 'Filter Value',
						name: 'value',
						type: 'string',
						default: '',
						placeholder: 'e.g. Pune',
						description: 'What to compare with; for created_at_utc and modified_at_utc any form of date',
					},
				],
			},
		],
	},
];

/** Which contacts are meant, the same wherever contacts are listed. Read by `readFilters`. */
export const contactFiltersField: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: filters,
};

/** The same where no options stand beside them. */
export const contactQueryField: INodeProperties = {
	...contactFiltersField,
	options: [...filters, dayMonthOrderField].sort(byDisplayName),
};
