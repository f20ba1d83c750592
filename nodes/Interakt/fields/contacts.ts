import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { readMoment, utcText } from '../input/date';
import { collection, type Parameters, rows, text } from '../input/parameters';
import { isObject } from '../shared/isObject';

/** A condition on contacts as the API takes it (S0). */
export interface Filter {
	readonly trait: string;
	readonly op: string;
	readonly val: string | number | boolean;
}

const dateFilters = [
	{ name: 'createdAfter', field: 'Created After', trait: 'created_at_utc', op: 'gt' },
	{ name: 'createdBefore', field: 'Created Before', trait: 'created_at_utc', op: 'lt' },
	{ name: 'modifiedAfter', field: 'Modified After', trait: 'modified_at_utc', op: 'gt' },
	{ name: 'modifiedBefore', field: 'Modified Before', trait: 'modified_at_utc', op: 'lt' },
] as const;

export const isDateTrait = (trait: string) => trait === 'created_at_utc' || trait === 'modified_at_utc';

/** Reads the Filters collection: times on creation and modification, then free conditions on traits. */
export function readFilters(parameters: Parameters): Filter[] {
	const { findings } = parameters;
	const given = collection(parameters, 'filters');
	const onDates = dateFilters.flatMap(({ name, field, trait, op }) => {
		const value = given[name];
		if (value === undefined || value === null || value === '') return [];
		return [{ trait, op, val: utc(value, field, parameters) }];
	});
	const onTraits = rows(given.conditions).map((condition) => {
		const trait = text(condition.trait, 'Filter Trait', findings, { required: true }).trim();
		const op = text(condition.op, 'Filter Operator', findings, { required: true }).trim();
		if (isDateTrait(trait) && op !== 'gt' && op !== 'lt') {
			findings.add('Filter Operator', `"${op}" does not go with ${trait}`, 'Use gt (after) or lt (before).');
		}
		const { value } = condition;
		const field = `Filter Value for "${trait}"`;
		if (isDateTrait(trait)) return { trait, op, val: utc(value, field, parameters) };
		return {
			trait,
			op,
			val: typeof value === 'number' || typeof value === 'boolean' ? value : text(value, field, findings),
		};
	});
	return [...onDates, ...onTraits];
}

function utc(value: unknown, field: string, { timeZone, findings }: Parameters): string {
	const moment = readMoment(value, timeZone);
	if (moment) return utcText(moment);
	findings.add(field, `"${String(value)}" is not a date`, 'Write it like 2026-01-31 or 2026-01-31T17:00.');
	return '';
}

/** A contact with its traits beside its own members; a trait of the same name gets `trait_` in front. */
export function flatContact({ traits, ...own }: IDataObject): IDataObject {
	const flat: IDataObject = { ...own };
	for (const [name, value] of Object.entries(isObject(traits) ? traits : {})) {
		flat[name in own ? `trait_${name}` : name] = value;
	}
	return flat;
}

const zoneHint = 'A time without a zone is in the time zone of the workflow; a date alone means 00:00 UTC';

/** Which contacts are meant, the same wherever contacts are listed. Read by `readFilters`. */
export const contactFiltersField: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: [
		{
			displayName: 'Created After',
			name: 'createdAfter',
			type: 'dateTime',
			default: '',
			description: `Only contacts created after this moment. ${zoneHint}.`,
		},
		{
			displayName: 'Created Before',
			name: 'createdBefore',
			type: 'dateTime',
			default: '',
			description: `Only contacts created before this moment. ${zoneHint}.`,
		},
		{
			displayName: 'Modified After',
			name: 'modifiedAfter',
			type: 'dateTime',
			default: '',
			description: `Only contacts changed after this moment. ${zoneHint}.`,
		},
		{
			displayName: 'Modified Before',
			name: 'modifiedBefore',
			type: 'dateTime',
			default: '',
			description: `Only contacts changed before this moment. ${zoneHint}.`,
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
							displayName: 'Trait',
							name: 'trait',
							type: 'string',
							default: '',
							placeholder: 'e.g. city',
							description: 'Name of the trait as it appears in Interakt',
						},
						{
							displayName: 'Operator',
							name: 'op',
							type: 'string',
							default: 'gt',
							placeholder: 'e.g. gt',
							description:
								'How to compare, in the words of the API: gt (greater or after) and lt (less or before) are documented',
						},
						{
							displayName: 'Value',
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
	],
};
