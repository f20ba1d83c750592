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
interface Opened {
	readonly columns: IDataObject;
	readonly path: readonly string[];
}

/** Ways in an item, as the names of their members. */
type Ways = ReadonlyArray<readonly string[]>;

/** Columns, and the ways from there to what expressions name. */
export interface RecordInside {
	readonly columns: IDataObject;
	readonly used: Ways;
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
	/^(?:body|data|payload|record|row|document|entry|item|object|resource|result|response|attributes|fields|properties|(?:merge|custom|user)_?(?:fields|attributes)|new|after|contact|lead|person|profile)$/i;

/** What forms and apps call a question or a field of their lists, and what was given, in lower case. */
const questionNames = ['label', 'name', 'title', 'question', 'attribute', 'field', 'property', 'key'];
const answerNames = ['text', 'value', 'values', 'answer'];

/** What a phone number looks like: a list of nothing else is of ways to reach people. */
const phoneLike = /^(?:p:)?\+?[\d ().-]{7,20}$/;

/** An answer: what was chosen, where the choices stand beside it with their IDs, and one value alone in a list. */
function answerOf(entry: IDataObject, answerName: string): unknown {
	const { options } = entry;
	const given = entry[answerName];
	const chosen = (value: unknown): unknown => {
		const option = Array.isArray(options)
			? options.find((one) => isRecord(one) && one.id === value)
			: undefined;
		return (isRecord(option) ? option.text : undefined) ?? value;
	};
	if (!Array.isArray(given)) return chosen(given);
	return given.length === 1 ? chosen(given[0]) : given.map(chosen);
}

/**
 * The columns that a list of questions and answers stands for: `[{ label, value }]` of Tally, `[{ name, values }]` of
 * Facebook, `[{ question, answer }]` of Calendly, `[{ Attribute, Value }]` of LeadSquared, `[{ column: { title }, text }]`
 * of Monday; nothing where it is no such list, or one of phone numbers.
 */
function columnsOfPairs(list: unknown): IDataObject | undefined {
	if (!Array.isArray(list) || list.length === 0 || !list.every(isRecord)) return undefined;
	const entries = list.map((entry): IDataObject => {
		const { column, ...own } = entry;
		const members = Object.entries({ ...(isRecord(column) && column), ...own });
		return Object.fromEntries(members.map(([name, value]) => [name.toLowerCase(), value]));
	});
	const isName = (name: unknown) => typeof name === 'string' || isMissing(name);
	const question = questionNames.find((name) =>
		entries.some((entry) => name in entry && isName(entry[name])),
	);
	const answer = answerNames.find((name) => entries.some((entry) => name in entry));
	if (question === undefined || answer === undefined) return undefined;
	if (!entries.every((entry) => isName(entry[question]))) return undefined;
	const columns = entries
		.filter((entry) => !isMissing(entry[question]))
		.map((entry) => [String(entry[question]), answerOf(entry, answer)] as const);
	if (columns.every(([, value]) => phoneLike.test(String(value)))) return undefined;
	return Object.fromEntries(columns) as IDataObject;
}

/**
 * The columns of the item, and those of a record inside that holds who is meant, such as `record` of Supabase's
 * webhooks, `RESPONSE` of IndiaMART, `data.attributes` of JSON:API and the answers of a form in a list, from the outside
 * to the inside.
 *
 * @param used The ways to all that expressions name.
 * @param person Those of them that lead to who is meant.
 */
export function recordsIn(json: IDataObject, used: Ways, person: Ways): RecordInside[] {
	const { columns, path } = opened(json);
	const [usedWithin, personWithin] = [below(used, path), below(person, path)];
	const members = Object.entries(columns);
	for (const [name, inner] of members) {
		if (!personWithin.some((way) => way[0] === name)) continue;
		const around = Object.fromEntries(members.filter(([one]) => one !== name));
		const outer: RecordInside = { columns: around, used: usedWithin };
		const further = below(usedWithin, [name]);
		if (recordName.test(name) && isRecord(inner)) {
			return [outer, ...recordsIn(inner, further, below(personWithin, [name]))];
		}
		const pairs = columnsOfPairs(inner);
		// What names the list names none of its answers.
		if (pairs) return [outer, { columns: pairs, used: further.filter((way) => way.length > 0) }];
	}
	return [{ columns, used: usedWithin }];
}

/** What goes on from a place, of ways. */
const below = (ways: Ways, start: readonly string[]) =>
	ways.filter((way) => startsWith(way, start)).map((way) => way.slice(start.length));
