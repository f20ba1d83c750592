import type { IDataObject } from 'n8n-workflow';

import { isMissing, isRecord } from './readNamedValues';

/** What a database puts around a value: `{ $date }` of MongoDB, `{ stringValue }` of Firestore, `{ S }` of DynamoDB. */
const typeName = /^(?:\$\w+|(?:string|integer|double|boolean|timestamp)Value|S|N|BOOL)$/;

/** A value without the type that a database puts around it; all else as it is. */
export function untyped(value: unknown): unknown {
	if (!isRecord(value)) return value;
	const [only, ...others] = Object.entries(value);
	return only !== undefined && others.length === 0 && typeName.test(only[0]) ? untyped(only[1]) : value;
}

/** The columns of an item, and where in it they stand. */
export interface Opened {
	readonly columns: IDataObject;
	readonly path: readonly string[];
}

/** The names or texts of a list of things; all else as it is. */
function namesOf(value: unknown): unknown {
	if (!Array.isArray(value) || value.length === 0 || !value.every(isRecord)) return value;
	if (value.every(({ plain_text: text }) => typeof text === 'string')) {
		return value.map(({ plain_text: text }) => text).join('');
	}
	return value.every(({ name }) => typeof name === 'string') ? value.map(({ name }) => name) : value;
}

/** A value as HubSpot's older API (`{ value }`) and Notion (`{ type: 'select', select: { name } }`) wrap it. */
function unwrapped(given: unknown): unknown {
	if (!isRecord(given)) return namesOf(given);
	if (typeof given.type === 'string' && Object.hasOwn(given, given.type)) return unwrapped(given[given.type]);
	const name = ['value', 'start', 'name'].find((one) => one in given);
	return name === undefined ? given : given[name];
}

/** Where a webhook or an app holds the record: in the body, or in the query of a call without one; alone in an object. */
function envelope(json: IDataObject): Opened {
	if (isRecord(json.headers) && isRecord(json.body)) {
		const name = isMissing(json.body) && isRecord(json.query) ? 'query' : 'body';
		const { columns, path } = envelope(json[name] as IDataObject);
		return { columns, path: [name, ...path] };
	}
	const [only, ...others] = Object.entries(json);
	if (only === undefined || others.length > 0 || !isRecord(only[1])) return { columns: json, path: [] };
	return { columns: only[1], path: [only[0]] };
}

/** The record inside the envelope of its app: `body` of a webhook, `fields` of Airtable, `properties` of HubSpot. */
function opened(json: IDataObject): Opened {
	const { columns, path } = envelope(json);
	if (isRecord(columns.fields) && 'id' in columns) {
		return { columns: columns.fields, path: [...path, 'fields'] };
	}
	if (isRecord(columns.properties) && ('id' in columns || 'vid' in columns)) {
		const values = Object.entries(columns.properties).map(([name, given]) => [name, unwrapped(given)]);
		return { columns: Object.fromEntries(values) as IDataObject, path: [...path, 'properties'] };
	}
	return { columns, path };
}

/** Whether a way begins with another. */
export const startsWith = (path: readonly string[], start: readonly string[]) =>
	start.every((name, index) => path[index] === name);

/** What apps call the part of a call or of an answer that holds the record. */
const recordName =
	/^(?:body|data|payload|record|row|document|entry|item|object|resource|result|response|attributes|fields|properties|new|after|contact|lead|person|profile)$/i;

/**
 * The columns of the item, and those of a record inside that holds what an expression names, such as `record` of
 * Supabase's webhooks, `RESPONSE` of IndiaMART and `data.attributes` of JSON:API, from the outside to the inside.
 *
 * @param used The ways to what expressions name.
 */
export function recordsIn(json: IDataObject, used: readonly string[][]): Opened[] {
	const { columns, path } = opened(json);
	const name = Object.keys(columns).find((one) => {
		const way = [...path, one];
		return recordName.test(one) && isRecord(columns[one]) && used.some((use) => startsWith(use, way));
	});
	if (name === undefined) return [{ columns, path }];
	const { [name]: inner, ...around } = columns;
	const way = [...path, name];
	const further = recordsIn(
		inner as IDataObject,
		used.filter((use) => startsWith(use, way)).map((use) => use.slice(way.length)),
	);
	return [{ columns: around, path }, ...further.map((one) => ({ ...one, path: [...way, ...one.path] }))];
}
