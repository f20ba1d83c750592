/**
 * Where the contract document says of each refusal who knows of it. `x-refusal` beside a schema is a source, or `guess`;
 * as a map it is by keyword. It holds for the schema and for all inside, until one inside has its own. `x-refusals`
 * beside an operation are the refusals that no schema can say.
 */
import {
	contractDocument,
	operations,
	type ContractDocument,
	type PathItem,
	type Schema,
} from './document.cts';

/** `strict` holds a request against all of the document, `lenient` against what a source says is refused. */
export type Strictness = 'strict' | 'lenient';

/** The mark of a refusal that no source states. */
const guess = 'guess';

/** Keywords by which a schema refuses a value. */
const refusing = new Set([
	...['type', 'const', 'enum', 'format', 'pattern', 'minLength', 'maxLength', 'minimum', 'maximum'],
	...['required', 'dependentRequired', 'minProperties', 'maxProperties', 'propertyNames'],
	...['minItems', 'maxItems', 'not', 'anyOf', 'oneOf'],
]);
/** Keywords that refuse what is left over, unless a schema says what it must be. */
const closing = new Set(['additionalProperties', 'unevaluatedProperties']);

const refuses = (keyword: string, value: unknown) =>
	refusing.has(keyword) || (closing.has(keyword) && value === false);

/** A keyword that refuses, where it stands, and its mark; no mark is a gap in the document. */
export interface Refusal {
	readonly place: string;
	readonly keyword: string;
	readonly mark: string | undefined;
}

type Drop = (refusal: Refusal) => boolean;

const isObject = (value: unknown): value is Schema =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * A schema without the keywords that are dropped. The alternatives of `anyOf`, `oneOf` and `not`, and what stands
 * under `if`, belong to their keyword: they stay as they are.
 *
 * @param around The mark of the schema that this one stands in.
 */
function rebuilt(schema: Schema, place: string, around: string | undefined, drop: Drop): Schema {
	const own = schema['x-refusal'];
	const byKeyword = isObject(own) ? (own as Readonly<Record<string, string>>) : {};
	const inside = typeof own === 'string' ? own : (byKeyword.others ?? around);
	const dropped = new Set(
		Object.entries(schema)
			.filter(([keyword, value]) => refuses(keyword, value))
			.filter(([keyword]) => drop({ place, keyword, mark: byKeyword[keyword] ?? inside }))
			.map(([keyword]) => keyword),
	);
	if (dropped.has('oneOf')) dropped.add('discriminator');
	const part = (value: unknown, name: string) =>
		isObject(value) ? rebuilt(value, `${place}/${name}`, inside, drop) : value;
	const kept = Object.entries(schema)
		.filter(([keyword]) => !dropped.has(keyword))
		.map(([keyword, value]) => [keyword, partsOf(keyword, value, part)]);
	return Object.fromEntries(kept);
}

type Part = (value: unknown, name: string) => unknown;

/** The value of a keyword, with what it says of parts of a value given to `part`. */
function partsOf(keyword: string, value: unknown, part: Part): unknown {
	if (keyword === 'properties' && isObject(value)) {
		const parts = Object.entries(value).map(([name, each]) => [name, part(each, `${keyword}/${name}`)]);
		return Object.fromEntries(parts);
	}
	if (['allOf', 'prefixItems'].includes(keyword) && Array.isArray(value)) {
		return value.map((each, index) => part(each, `${keyword}/${index}`));
	}
	return ['items', 'then', 'else', 'additionalProperties'].includes(keyword) ? part(value, keyword) : value;
}

/** A path with the schemas of its parameters rebuilt. */
const pathOf = (item: PathItem, path: string, drop: Drop): PathItem =>
	Object.fromEntries(
		Object.entries(item).map(([method, operation]) => {
			if (!isObject(operation) || !Array.isArray(operation.parameters)) return [method, operation];
			const parameters = operation.parameters.map(({ name, schema, ...rest }) => {
				const place = `/paths/${path}/${method}/parameters/${name}`;
				return { ...rest, name, schema: rebuilt(schema, place, undefined, drop) };
			});
			return [method, { ...operation, parameters }];
		}),
	);

function documentWithout(drop: Drop): ContractDocument {
	const { paths, components } = contractDocument;
	const schemas = Object.entries(components.schemas).map(([name, schema]) => [
		name,
		rebuilt(schema, `/components/schemas/${name}`, undefined, drop),
	]);
	return {
		...contractDocument,
		paths: Object.fromEntries(Object.entries(paths).map(([path, item]) => [path, pathOf(item, path, drop)])),
		components: { ...components, schemas: Object.fromEntries(schemas) },
	};
}

/** The document to hold requests against: all of it, or without what is marked as a guess. */
export const documentFor = (strictness: Strictness): ContractDocument =>
	strictness === 'strict' ? contractDocument : documentWithout(({ mark }) => mark === guess);

/** Every keyword of the document's schemas and parameters that refuses something. */
export function schemaRefusals(): Refusal[] {
	const found: Refusal[] = [];
	documentWithout((refusal) => {
		found.push(refusal);
		return false;
	});
	return found;
}

/**
 * Whether requests to an operation are refused for a reason of its `x-refusals`.
 *
 * @throws For a reason that the document does not have, so that every refusal stands there.
 */
export function isRefused(operationId: string, reason: string, strictness: Strictness): boolean {
	const found = operations.find(({ operation }) => operation.operationId === operationId);
	const mark = found?.operation['x-refusals']?.[reason]?.['x-refusal'];
	if (mark === undefined) throw new Error(`${operationId} has no refusal ${reason} in the contract`);
	return strictness === 'strict' || mark !== guess;
}
