import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../shared/isObject';
import type { FileReference } from '../transport/request';
import type { DateOrders } from './dateDay';
import type { Findings } from './findings';

/** A row of a fixed collection, or the values of a collection. */
export type Values = Readonly<Record<string, unknown>>;

/**
 * The values that a person gave an operation for one item. Two implementations: over n8n's
 * `getNodeParameter`, and over a plain object in tests.
 */
export interface Parameters {
	/** The value of a field, as n8n gives it; `undefined` when the field is not shown. */
	value(name: string): unknown;
	/** A parameter as it was typed, with its expressions; nothing where that is not known. */
	raw?(name: string): unknown;
	/** IANA zone of the account or else of the workflow, e.g. `Asia/Kolkata`, in which times without a zone are meant. */
	readonly timeZone: string;
	/** Country of the account, e.g. `+91`, whose numbers are written without a country code. */
	readonly country: string;
	/** The orders of day and month in the dates of all items; nothing where there is but one. */
	readonly dateOrders?: DateOrders;
	/** The file in a binary field of the item, or nothing when the item has none there. */
	file(property: string): FileReference | undefined;
	/** Files of the item that have been uploaded, by binary field; see `uploadedFile`. */
	readonly uploads: ReadonlyMap<string, UploadedFile>;
	readonly findings: Findings;
	/** The columns of the item; nothing in a test without one. */
	readonly json?: IDataObject;
	/** The places in the item that the expressions of a parameter mention, as the names on the way. */
	mentions?(name: string): string[][];
}

/** What Interakt answers to the upload of a file (contract §1, route 12). */
export interface UploadedFile {
	/** Public address of the file, for messages. */
	readonly url: string;
	/** Handle of the file, for templates. */
	readonly handle: string;
	readonly fileName: string;
}

/** Names of the collections, as the editor shows them. */
const collectionNames: Readonly<Record<string, string>> = {
	additionalFields: 'Additional Fields',
	filters: 'Filters',
	options: 'Options',
};

/**
 * The values of a collection field such as Additional Fields. One that an expression gives as something else is
 * refused: it may hold a filter or a Dry Run.
 */
export function collection({ value, findings }: Parameters, name: string): Values {
	const given = value(name);
	if (given !== undefined && given !== null && given !== '' && !isObject(given)) {
		const field = collectionNames[name] ?? name;
		findings.add(field, 'holds no fields', `Give ${field} an object, or its fields one by one.`);
	}
	return asValues(given);
}

/** Whether a field of a collection was added, also where its expression gives nothing. */
export const isAdded = (fields: Values, name: string): boolean => name in fields;

/**
 * The one row of a fixed collection that guards: what is there and holds nothing that can be read becomes a finding.
 *
 * @param field Display name of the fixed collection.
 */
export function optionalRow(
	fields: Values,
	name: string,
	field: string,
	findings: Findings,
): Values | undefined {
	const given = fields[name];
	if (isObject(given)) return row(given);
	if (isAdded(fields, name)) {
		findings.add(field, 'gives nothing', `Check its expression, or remove ${field}.`);
	}
	return undefined;
}

/** The group `values` of a fixed collection. Where an expression gives it without the name of the group, it is the whole. */
function groupOf(value: unknown): unknown {
	if (isObject(value) && 'values' in value) return value.values ?? undefined;
	const isNothing = value === null || value === '' || (isObject(value) && Object.keys(value).length === 0);
	return isNothing ? undefined : value;
}

/** The rows of a fixed collection; a single row need not stand in a list, and what is no row is one with this value. */
export function rows(value: unknown): Values[] {
	const group = groupOf(value);
	if (Array.isArray(group)) return group.map(asRow);
	return group === undefined || (isObject(group) && Object.keys(group).length === 0) ? [] : [asRow(group)];
}

/** The one row of a fixed collection that does not repeat, or nothing when it was not added. */
export function row(value: unknown): Values | undefined {
	const group = groupOf(value);
	if (Array.isArray(group)) return rows(group)[0];
	return group === undefined ? undefined : asRow(group);
}

const asRow = (value: unknown): Values => (isObject(value) ? { ...value } : { value });

const asValues = (value: unknown): Values => (isObject(value) ? { ...value } : {});

/** Names that JavaScript keeps for itself, so that they never arrive as members of a request. */
const reserved: readonly string[] = ['constructor', 'prototype', '__proto__'];

/** Whether a value under this name would vanish on its way. */
export const isReservedName = (name: string): boolean => reserved.includes(name);
