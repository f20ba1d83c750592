import {
	additionalFieldsOf,
	countryFieldBy,
	createdAtField,
	dayMonthOrderField,
	nestedValuesField,
	ownIdField,
	whiteSpaceField,
} from '../../fields/additional';
import { excludedColumnsField } from '../../fields/columns';
import { personFields, readOwnId, readPerson, recipient } from '../../fields/person';
import { contactTraitFields, readTags, readTraits } from '../../fields/traits';
import { readBoolean } from '../../input/boolean';
import { readCreatedAt } from '../../input/dateField';
import { collection } from '../../input/parameters';
import { whiteSpaceChoice } from '../../input/whiteSpace';
import type { Operation } from '../operation';

/** Creates or updates a contact with its traits and tags. Source: S0, S2, S4 §1.1. */
export const upsert: Operation = {
	option: {
		name: 'Create or Update',
		value: 'upsert',
		action: 'Create or update a contact',
		description: 'Create a new contact, or update the current one if it already exists (upsert)',
	},
	fields: [
		...personFields,
		...contactTraitFields,
		additionalFieldsOf(
			countryFieldBy('identifyBy'),
			{
				displayName: 'Add to Sales Cycle',
				name: 'addToSalesCycle',
				type: 'boolean',
				default: true,
				description: 'Whether to add the contact to the sales cycle of Interakt',
			},
			createdAtField,
			dayMonthOrderField,
			excludedColumnsField,
			nestedValuesField,
			{
				displayName: 'Tags',
				name: 'tags',
				type: 'string',
				default: '',
				placeholder: 'e.g. new customer, potential lead',
				description: 'Tags to add, separated by commas or as a list. Tags cannot be removed through the API.',
			},
			{ ...ownIdField, displayOptions: { show: { '/identifyBy': ['phoneNumber'] } } },
			whiteSpaceField,
		),
	],
	request(parameters) {
		const { findings } = parameters;
		const fields = collection(parameters, 'additionalFields');
		const whiteSpace = whiteSpaceChoice(fields.whiteSpace, findings);
		const addToSalesCycle = readBoolean(fields.addToSalesCycle, 'Add to Sales Cycle', findings);
		const person = readPerson(parameters);
		const traits = readTraits(parameters, whiteSpace);
		const tags = readTags(fields.tags, whiteSpace, findings);
		return {
			method: 'POST',
			path: '/track/users/',
			effect: 'upsert',
			recipient: recipient(person),
			body: {
				...readOwnId(fields, findings),
				...person,
				...(traits && { traits }),
				...(tags.length > 0 && { tags }),
				...readCreatedAt(fields.createdAt, parameters),
				...(addToSalesCycle !== undefined && { add_to_sales_cycle: addToSalesCycle }),
			},
		};
	},
};
