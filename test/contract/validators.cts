import addFormats from 'ajv-formats';
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import type { SchemaValidateFunction } from 'ajv/dist/types';

import { pointer, type ContractDocument, type PlacedOperation } from './document.cts';
import { findings } from './findings.cts';
import { documentFor, type Strictness } from './refusals.cts';

/** Our own keywords: they say something to people and nothing to a validator. */
export const annotations = ['x-source', 'x-certainty', 'x-reason', 'x-refusal', 'x-operations'];

/**
 * The document as ajv takes it: a discriminator without its mapping (it reads the `const` of each alternative), and
 * no alternatives where `if` beside them says which one is meant, so that the findings are about that one.
 */
const forAjv = (document: ContractDocument): ContractDocument =>
	JSON.parse(JSON.stringify(document), (key, value) => {
		if (typeof value !== 'object' || value === null) return value;
		if (key === 'discriminator') return { propertyName: value.propertyName };
		if (!('if' in value && 'oneOf' in value)) return value;
		const { oneOf: _, ...others } = value;
		return others;
	});

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

function createAjv(document: ContractDocument, coerceTypes: boolean): Ajv2020 {
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
	ajv.addVocabulary([...annotations, ...Object.keys(document)]);
	ajv.addSchema(document, 'contract');
	return ajv;
}

/** The validators of one strictness: of bodies, and of parameters, which arrive as text. */
interface Validators {
	readonly bodies: Ajv2020;
	readonly parameters: Ajv2020;
	/** Compiled functions, by what they are for. */
	readonly compiled: Map<string, ValidateFunction>;
}

const made = new Map<Strictness, Validators>();

function validatorsFor(strictness: Strictness): Validators {
	const known = made.get(strictness);
	if (known) return known;
	const document = forAjv(documentFor(strictness));
	const validators: Validators = {
		bodies: createAjv(document, false),
		parameters: createAjv(document, true),
		compiled: new Map(),
	};
	made.set(strictness, validators);
	return validators;
}

function once({ compiled }: Validators, key: string, compile: () => ValidateFunction): ValidateFunction {
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
export function validateAt(
	at: string,
	value: unknown,
	whole: string,
	strictness: Strictness = 'strict',
): string[] {
	const validators = validatorsFor(strictness);
	const validate = once(validators, at, () => validators.bodies.compile({ $ref: `contract${at}` }));
	return check(validate, value, whole);
}

/** Holds the query or the path parameters of a request against its operation. */
export function validateParameters(
	{ method, path, operation }: PlacedOperation,
	place: 'query' | 'path',
	values: Readonly<Record<string, unknown>>,
	strictness: Strictness,
): string[] {
	const validators = validatorsFor(strictness);
	const validate = once(validators, `${method} ${path} ${place}`, () => {
		const named = (operation.parameters ?? []).map((parameter, index) => ({ ...parameter, index }));
		const wanted = named.filter((parameter) => parameter.in === place);
		const at = (index: number) =>
			`contract${pointer('paths', path, method.toLowerCase(), 'parameters', String(index), 'schema')}`;
		return validators.parameters.compile({
			type: 'object',
			properties: Object.fromEntries(wanted.map(({ name, index }) => [name, { $ref: at(index) }])),
			// No source says that a parameter is missed, or that one too many is refused.
			...(strictness === 'strict' && {
				required: wanted.filter(({ required }) => required).map(({ name }) => name),
				additionalProperties: false,
			}),
		});
	});
	return check(validate, { ...values }, 'the request');
}
