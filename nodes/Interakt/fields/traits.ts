import type { INodeProperties } from 'n8n-workflow';

import { type NamedValues, namedValueFields, namedValueRows } from './namedValues';

/** The traits of a person or an event. */
export const traitValues: NamedValues = { singular: 'Trait', plural: 'Traits', parameter: 'traits' };

const typeField: INodeProperties = {
	displayName: 'Type',
	name: 'type',
	type: 'options',
	options: [
		{
			name: 'As Given',
			value: 'auto',
			description:
				'Text stays text; numbers, booleans, dates and lists from an expression stay what they are',
		},
		{
			name: 'Boolean',
			value: 'boolean',
		},
		{
			name: 'Date',
			value: 'date',
			description: 'Any date form; a time without a zone is in the time zone of the workflow',
		},
		{
			name: 'List',
			value: 'list',
			description: 'Several values, separated by commas or as a list',
		},
		{
			name: 'Number',
			value: 'number',
		},
		{
			name: 'Text',
			value: 'string',
		},
	],
	default: 'auto',
	description: 'What the value is, so that Interakt offers the right filters for it',
};

/** Traits as rows or as JSON. Read by `readTraits`. */
export const traitFields: INodeProperties[] = namedValueFields(
	traitValues,
	namedValueRows(
		traitValues,
		'Attributes to store, such as name, email or city. Empty values are left out.',
		{ name: 'city', value: 'Pune' },
		typeField,
	),
	'Attributes to store, as one JSON object of names and values',
);
