import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { defineResource, type RequestOperation, type Resource } from '../Interakt/actions/operation';
import { additionalFieldsOf, dayMonthOrderField, nestedValuesField } from '../Interakt/fields/additional';
import { excludedColumnsField } from '../Interakt/fields/columns';
import { collection, type Parameters } from '../Interakt/input/parameters';
import { extra, optional } from '../Interakt/input/text';
import type { InteraktRequest } from '../Interakt/transport/request';
import {
	attributeFields,
	cartsField,
	customFieldsField,
	emailField,
	ordersField,
	readAttributes,
	readCustomFields,
	readEmail,
	readObjects,
	timeField,
} from './attributes';

/** A field among the Additional Fields, and what of the body it becomes. */
interface OptionalField {
	readonly field: INodeProperties;
	/** @param value What was given, or `undefined`. */
	read(value: unknown, parameters: Parameters): IDataObject;
}

/** A text that is sent as it is, under the name that the product has for it. */
function textField(
	displayName: string,
	name: string,
	sentAs: string,
	placeholder: string,
	description?: string,
): OptionalField {
	return {
		field: {
			displayName,
			name,
			type: 'string',
			default: '',
			placeholder,
			...(description !== undefined && { description }),
		},
		read: (value, { findings }) => optional(sentAs, extra(value, displayName, findings)),
	};
}

/** A date that is sent as Unix seconds. */
function dateField(
	displayName: string,
	name: string,
	sentAs: 'created_at' | 'signedup_at',
	description: string,
): OptionalField {
	return {
		field: { displayName, name, type: 'dateTime', default: '', description },
		read: (value, parameters) => timeField(sentAs, value, displayName, parameters),
	};
}

/** A list of objects in JSON. */
const objectsField = (field: INodeProperties, sentAs: 'orders' | 'carts'): OptionalField => ({
	field,
	read: (value, parameters) => readObjects(value, sentAs, field.displayName, parameters),
});

const carts = objectsField(cartsField, 'carts');
const orders = objectsField(ordersField, 'orders');
const country = textField('Country', 'country', 'country', 'e.g. India');
const personName = textField('Name', 'name', 'name', 'e.g. Asha Rao');
/** Say how other fields are read. */
const dayMonthOrder: OptionalField = { field: dayMonthOrderField, read: () => ({}) };
const excludedColumns: OptionalField = { field: excludedColumnsField, read: () => ({}) };
const nestedValues: OptionalField = { field: nestedValuesField, read: () => ({}) };

interface Upsert {
	/** What a record is called, with its article. */
	readonly record: 'a lead' | 'a member';
	readonly path: InteraktRequest['path'];
	readonly optionalFields: readonly OptionalField[];
	/** Whether a record has data of its own beside the attributes. */
	readonly hasCustomFields: boolean;
}

/** Creates or updates a record of one kind. */
function defineUpsert({ record, path, optionalFields, hasCustomFields }: Upsert): RequestOperation {
	return {
		option: {
			name: 'Create or Update',
			value: 'upsert',
			action: `Create or update ${record}`,
			description: 'Create a new record, or update the current one if it already exists (upsert)',
		},
		fields: [
			emailField,
			additionalFieldsOf(...optionalFields.map(({ field }) => field)),
			...(hasCustomFields ? [customFieldsField] : []),
			...attributeFields,
		],
		request(parameters) {
			const fields = collection(parameters, 'additionalFields');
			const email = readEmail(parameters);
			const known: IDataObject = Object.assign(
				{ email },
				...optionalFields.map(({ field, read }) => read(fields[field.name], parameters)),
				hasCustomFields ? readCustomFields(parameters) : {},
			) as IDataObject;
			return {
				method: 'POST',
				path,
				effect: 'upsert',
				recipient: email,
				body: { ...known, ...readAttributes(parameters, Object.keys(known)) },
			};
		},
	};
}

/** Source: S1, Creating Leads. */
const upsertLead = defineUpsert({
	record: 'a lead',
	path: '/leads',
	optionalFields: [
		carts,
		textField('Company', 'company', 'company', 'e.g. Example Traders'),
		country,
		dayMonthOrder,
		excludedColumns,
		personName,
		nestedValues,
		orders,
		textField(
			'Phone Number',
			'phoneNumber',
			'phone_number',
			'e.g. 99999 99999',
			'Sent as phone_number; the example of the older document has phone, which can be given as an attribute',
		),
		textField('Website', 'url', 'url', 'e.g. https://example.com'),
	],
	hasCustomFields: false,
});

/** Source: S1, Creating Member. */
const upsertMember = defineUpsert({
	record: 'a member',
	path: '/members',
	optionalFields: [
		carts,
		textField('City', 'city', 'city', 'e.g. Pune'),
		country,
		dateField('Created At', 'createdAt', 'created_at', 'When the member signed up, sent as created_at'),
		dayMonthOrder,
		excludedColumns,
		personName,
		nestedValues,
		orders,
		dateField(
			'Signed Up At',
			'signedupAt',
			'signedup_at',
			'When the member signed up, sent as signedup_at; use this or Created At',
		),
	],
	hasCustomFields: true,
});

/** Everything that the Interakt Members & Leads node can do. */
export const resources: readonly Resource[] = [
	defineResource({ name: 'Lead', value: 'lead' }, [upsertLead]),
	defineResource({ name: 'Member', value: 'member' }, [upsertMember]),
];
