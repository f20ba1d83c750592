import {
	additionalFieldsOf,
	countryFieldBy,
	createdAtField,
	dayMonthOrderField,
	ifMaybeSentField,
	nestedValuesField,
	ownIdField,
	sendOnceKeyField,
	whiteSpaceField,
} from '../../fields/additional';
import { excludedColumnsField } from '../../fields/columns';
import { personFields, readOwnId, readPerson, recipient } from '../../fields/person';
import { readTraits, traitFields } from '../../fields/traits';
import { readCreatedAt } from '../../input/dateField';
import { collection } from '../../input/parameters';
import { identifier } from '../../input/text';
import { cleanWhiteSpace, whiteSpaceChoice } from '../../input/whiteSpace';
import type { Operation } from '../operation';

/** Records an event on a contact's timeline; every call adds one. Source: S0, S2, S4 §1.2. */
export const track: Operation = {
	option: {
		name: 'Track',
		value: 'track',
		action: 'Track an event',
		description:
			'Record something that a contact did, such as placing an order; every call adds to the timeline',
	},
	fields: [
		...personFields,
		{
			displayName: 'Event Name',
			name: 'event',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. Order Placed',
			description: 'What happened. Use the same words each time, so that campaigns can react to them.',
		},
		...traitFields,
		additionalFieldsOf(
			countryFieldBy('identifyBy'),
			createdAtField,
			dayMonthOrderField,
			excludedColumnsField,
			ifMaybeSentField,
			nestedValuesField,
			sendOnceKeyField,
			{ ...ownIdField, displayOptions: { show: { '/identifyBy': ['phoneNumber'] } } },
			whiteSpaceField,
		),
	],
	request(parameters) {
		const { findings } = parameters;
		const fields = collection(parameters, 'additionalFields');
		const whiteSpace = whiteSpaceChoice(fields.whiteSpace, findings);
		const person = readPerson(parameters);
		const event = identifier(parameters.value('event'), 'Event Name', findings, { required: true });
		const traits = readTraits(parameters, whiteSpace);
		return {
			method: 'POST',
			path: '/track/events/',
			effect: 'append',
			recipient: recipient(person),
			body: {
				...readOwnId(fields, findings),
				...person,
				event: cleanWhiteSpace(event, 'Event Name', whiteSpace, findings),
				...(traits && { traits }),
				...readCreatedAt(fields.createdAt, parameters),
			},
		};
	},
};
