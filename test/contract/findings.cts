import type { ErrorObject } from 'ajv/dist/2020';

/** `/data/buttons/0/title` as a person writes it: `data.buttons[0].title`. */
function place(instancePath: string, whole: string): string {
	const path = instancePath
		.split('/')
		.slice(1)
		.map((segment) => segment.replace(/~1/g, '/').replace(/~0/g, '~'))
		.map((segment) => (/^\d+$/.test(segment) ? `[${segment}]` : `.${segment}`))
		.join('')
		.replace(/^\./, '');
	return path === '' ? whole : path;
}

/** What the schema of a finding says about it: for all of its keywords, or for this one. */
function reasonOf({ parentSchema, keyword }: ErrorObject): string | undefined {
	const given: unknown = parentSchema?.['x-reason'];
	const reason: unknown = typeof given === 'object' ? given?.[keyword as keyof typeof given] : given;
	return typeof reason === 'string' ? reason : undefined;
}

function words(error: ErrorObject): string {
	const reason = reasonOf(error);
	const { keyword, params, message } = error;
	switch (keyword) {
		case 'required':
			return reason ?? `needs ${params.missingProperty}`;
		case 'additionalProperties':
			return `has an unknown field "${params.additionalProperty}"`;
		case 'unevaluatedProperties':
			return `has an unknown field "${params.unevaluatedProperty}"`;
		case 'const':
			return reason ?? `must be ${JSON.stringify(params.allowedValue)}`;
		case 'enum':
			return reason ?? `must be one of ${params.allowedValues.join(', ')}`;
		case 'minLength':
			return reason ?? (params.limit === 1 ? 'is empty' : `is shorter than ${params.limit} characters`);
		case 'maxLength':
			return `is longer than ${params.limit} characters`;
		case 'maxItems':
			return `has more than ${params.limit} items`;
		case 'minItems':
			return params.limit === 1 ? 'is an empty list' : `has fewer than ${params.limit} items`;
		default:
			return reason ?? message ?? `breaks ${keyword}`;
	}
}

/** A finding about the name of a member, not about its value. */
const key = ({ propertyName }: ErrorObject): string =>
	propertyName === undefined ? '' : ` key "${propertyName}"`;

/** Keywords that only say that one of the errors beside them happened. */
const echoes = new Set(['if', 'propertyNames']);

/**
 * What ajv found, in words and without echoes: where a schema says why (`x-reason`), the errors of its
 * alternatives are left out.
 *
 * @param whole What the value is called where a finding is about all of it, e.g. `the request`.
 */
export function findings(errors: readonly ErrorObject[], whole: string): string[] {
	const told = errors.filter((error) => error.keyword === 'anyOf' && reasonOf(error) !== undefined);
	const kept = errors.filter(
		({ keyword, schemaPath }) =>
			!echoes.has(keyword) && !told.some((whole) => schemaPath.startsWith(`${whole.schemaPath}/`)),
	);
	const lines = kept.map((error) => `${place(error.instancePath, whole)}${key(error)} ${words(error)}`);
	return [...new Set(lines)];
}
