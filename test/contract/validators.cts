import addFormats from 'ajv-formats';
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import type { SchemaValidateFunction } from 'ajv/dist/types';

import { contractDocument, pointer, type PlacedOperation } from './document.cts';
import { findings } from './findings.cts';

/** Our own keywords: they say something to people and nothing to a validator. */
export const annotations = ['x-source', 'x-certainty', 'x-reason', 'x-operations'];

/** ajv takes a discriminator without its mapping: it reads the `const` of each alternative. */
const forAjv: typeof contractDocument = JSON.parse(JSON.stringify(contractDocument), (key, value) =>
	key === 'discriminator' && typeof value === 'object' ? { propertyName: value.propertyName } : value,
);

/**
 * Looks into JSON that a string holds, which ajv by itself does not.
 *
 * @param schema A reference to a schema of the document.
 */
const lookInside: SchemaValidateFunction = ({ $ref }: { $ref: string }, text: string) => {
	const found = inside($ref, text);
	lookInside.errors = found.map((finding) => ({
		keyword: 'contentSchema',
		params: {},
		message: `holds JSON that does not fit: ${finding}`,
	}));
	return found.length === 0;
};

function inside(reference: string, text: string): string[] {
	const value = parsed(text);
	return value === undefined ? ['it is not JSON'] : validateAt(reference, value, 'it');
}

/** JSON as its value; nothing when it is none. */
function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function createAjv(coerceTypes: boolean): Ajv2020 {
	const ajv = new Ajv2020({
		allErrors: true,
		coerceTypes,
		discriminator: true,
		// Alternatives that only say which fields are required stand beside the fields, not around them.
		strictRequired: false,
		strictTuples: false,
		strictTypes: false,
		verbose: true,
	});
	addFormats(ajv);
	ajv
		.removeKeyword('contentSchema')
		.addKeyword({ keyword: 'contentSchema', type: 'string', errors: true, validate: lookInside });
	// ajv compiles the whole document with the first schema that it is asked for.
	ajv.addVocabulary([...annotations, ...Object.keys(forAjv)]);
	ajv.addSchema(forAjv, 'contract');
	return ajv;
}

const ajv = createAjv(false);
/** Parameters arrive as text. */
const parameterAjv = createAjv(true);

const compiled = new Map<string, ValidateFunction>();

function once(key: string, compile: () => ValidateFunction): ValidateFunction {
	const known = compiled.get(key);
	if (known) return known;
	const validate = compile();
	compiled.set(key, validate);
	return validate;
}

function check(validate: ValidateFunction, value: unknown, whole: string): string[] {
	return validate(value) ? [] : findings(validate.errors ?? [], whole);
}

/** Holds a value against a schema of the document, given by its pointer (`#/components/schemas/Lead`). */
export function validateAt(at: string, value: unknown, whole: string): string[] {
	return check(
		once(at, () => ajv.compile({ $ref: `contract${at}` })),
		value,
		whole,
	);
}

/** Holds the query or the path parameters of a request against its operation. */
export function validateParameters(
	{ method, path, operation }: PlacedOperation,
	place: 'query' | 'path',
	values: Readonly<Record<string, unknown>>,
): string[] {
	const validate = once(`${method} ${path} ${place}`, () => {
		const named = (operation.parameters ?? []).map((parameter, index) => ({ ...parameter, index }));
		const wanted = named.filter((parameter) => parameter.in === place);
		const at = (index: number) =>
			`contract${pointer('paths', path, method.toLowerCase(), 'parameters', String(index), 'schema')}`;
		return parameterAjv.compile({
			type: 'object',
			properties: Object.fromEntries(wanted.map(({ name, index }) => [name, { $ref: at(index) }])),
			required: wanted.filter(({ required }) => required).map(({ name }) => name),
			additionalProperties: false,
		});
	});
	return check(validate, { ...values }, 'the request');
}
