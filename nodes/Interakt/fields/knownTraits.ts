import type {
	FieldType,
	IDataObject,
	INodeProperties,
	INodePropertyOptions,
	ResourceMapperField,
} from 'n8n-workflow';

import { AccountCache } from '../delivery/accountCache';
import type { Outcome } from '../delivery/outcome';
import { isReservedName, type Values } from '../input/parameters';
import { isObject } from '../shared/isObject';
import { newestContacts, type Source } from './newestContacts';
import { isMissing, type NamedValue } from './readNamedValues';

/** Contacts whose traits are looked at: a page of the newest. */
const contactsRead = 100;

/** Traits that the editor shows. */
const mostTraits = 100;

/** By account. */
const cache = new AccountCache<ResourceMapperField[]>();

/** What a field of the editor's map is for, and the Type that a row of Traits would have. */
const fieldTypes = {
	string: 'string',
	number: 'number',
	// A switch of the map begins as "off" and would be sent; a list of two begins empty.
	options: 'boolean',
	dateTime: 'date',
	array: 'list',
} as const satisfies Partial<Record<FieldType, string>>;

type TraitFieldType = keyof typeof fieldTypes;

const booleans: INodePropertyOptions[] = [
	{ name: 'False', value: false },
	{ name: 'True', value: true },
];

/** Dates as Interakt shows them. */
const dateText = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:?\d\d)?)?$/;

function fieldTypeOf(value: unknown): TraitFieldType {
	if (typeof value === 'boolean') return 'options';
	if (typeof value === 'number') return 'number';
	if (Array.isArray(value)) return 'array';
	return typeof value === 'string' && dateText.test(value.slice(0, 40)) ? 'dateTime' : 'string';
}

/** n8n finds the field of a trait by its name between brackets and quotes. */
const isNameable = (name: string) => name.trim() !== '' && !/["\\[\]]/.test(name) && !isReservedName(name);

/** What every contact may have comes first, then by the alphabet. */
const rank = ({ id }: ResourceMapperField) => ['name', 'email'].indexOf(id) + 1 || 3;

/** The traits of contacts as fields of the editor's map: each with the type of its values, text where they differ. */
export function traitFieldsOf(contacts: readonly IDataObject[]): ResourceMapperField[] {
	const types = new Map<string, TraitFieldType>();
	for (const { traits } of contacts) {
		for (const [name, value] of Object.entries(isObject(traits) ? traits : {})) {
			if (!isNameable(name) || isMissing(value)) continue;
			const type = fieldTypeOf(value);
			types.set(name, (types.get(name) ?? type) === type ? type : 'string');
		}
	}
	return [...types]
		.slice(0, mostTraits)
		.map(
			([id, type]): ResourceMapperField => ({
				id,
				displayName: id,
				type,
				required: false,
				defaultMatch: false,
				canBeUsedToMatch: false,
				display: true,
				...(type === 'options' && { options: booleans }),
			}),
		)
		.sort((one, other) => rank(one) - rank(other) || one.id.localeCompare(other.id));
}

/**
 * The traits that the newest contacts of an account have, as fields of the editor's map; read once a minute at most.
 *
 * @param key Tells accounts apart; see `Client.key`.
 * @param now Milliseconds since the epoch.
 */
export async function knownTraits(
	key: string,
	source: Source,
	now: number,
): Promise<Outcome<ResourceMapperField[]>> {
	return await cache.read(key, now, async () => {
		const contacts = await newestContacts('modified_at_utc', contactsRead, source);
		return contacts.status === 'accepted'
			? { status: 'accepted', result: traitFieldsOf(contacts.result) }
			: contacts;
	});
}

/** The traits of the account's contacts, a field for each. Read by `mappedValues`. */
export const traitColumnsField: INodeProperties = {
	displayName: 'Traits of the Account',
	name: 'traitsColumns',
	type: 'resourceMapper',
	default: { mappingMode: 'defineBelow', value: null },
	noDataExpression: true,
	description: 'The traits that the newest contacts have. Those left empty stay as they are.',
	typeOptions: {
		resourceMapper: {
			resourceMapperMethod: 'contactTraits',
			mode: 'map',
			valuesLabel: 'Traits of the Account',
			fieldWords: { singular: 'trait', plural: 'traits' },
			addAllFields: true,
			multiKeyMatch: false,
			// Map Automatically is a choice of Specify Traits, beside rows and JSON.
			supportAutoMap: false,
		},
	},
};

const valuesOf = (map: unknown): Values => (isObject(map) && isObject(map.value) ? map.value : {});

function storedFields(map: unknown): ResourceMapperField[] {
	const { schema } = (isObject(map) ? map : {}) as Values;
	return Array.isArray(schema) ? schema.filter(isField) : [];
}

const isField = (field: unknown): field is ResourceMapperField =>
	isObject(field) && typeof field.id === 'string';

/**
 * The fields of the editor's map: those that are known, and those in use. The editor forgets the values of fields that
 * are gone, also where they only could not be read.
 *
 * @param map What the editor has stored.
 * @param known Nothing where the traits could not be read.
 */
export function shownTraits(
	map: unknown,
	known: readonly ResourceMapperField[] | undefined,
): ResourceMapperField[] {
	const stored = storedFields(map);
	if (known === undefined) return stored;
	const inUse = valuesOf(map);
	return [...known, ...stored.filter(({ id }) => id in inUse && !known.some((field) => field.id === id))];
}

/** The values of a map as rows of their types; a field that was not filled in gives none. */
export function mappedValues(map: unknown): NamedValue[] {
	const fields = storedFields(map);
	return Object.entries(valuesOf(map))
		.filter(([, value]) => !isMissing(value))
		.map(([name, value]) => {
			const type = fields.find(({ id }) => id === name)?.type ?? '';
			return {
				name,
				value,
				row: Object.hasOwn(fieldTypes, type) ? { type: fieldTypes[type as TraitFieldType] } : {},
			};
		});
}
