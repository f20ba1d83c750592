/**
 * The contract as functions: a request, an answer or a webhook in, readable findings out. The unit tests of the
 * nodes and the simulator hold requests against the same document.
 */
import { contractDocument, operations, pointer, webhooks, type PlacedOperation } from './document.cts';
import type { Strictness } from './refusals.cts';
import { member, validateByRules, validateWebhookByRules } from './rules.cts';
import { validateAt, validateParameters } from './validators.cts';

/** Query parameters, as text or as the values they stand for. */
export type Query = Readonly<Record<string, string | number | boolean>>;

const byPlace = new Map(operations.map((placed) => [`${placed.method} ${placed.path}`, placed]));

/** The operations with a parameter in their path, each with the expression that recognises it. */
const byPattern = operations
	.filter(({ path }) => path.includes('{'))
	.map((placed) => ({
		placed,
		expression: new RegExp(`^${placed.path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`),
	}));

/** A part of a path as it was meant; what is no valid encoding stays as it is. */
function decoded(part: string): string {
	try {
		return decodeURIComponent(part);
	} catch {
		return part;
	}
}

interface Found {
	readonly placed: PlacedOperation;
	readonly parameters: Readonly<Record<string, string>>;
}

function find(method: string, path: string): Found | undefined {
	const placed = byPlace.get(`${method.toUpperCase()} ${path}`);
	if (placed) return { placed, parameters: {} };
	for (const { placed, expression } of byPattern) {
		const match = placed.method === method.toUpperCase() ? expression.exec(path) : null;
		if (match) {
			const parameters = Object.entries(match.groups ?? {}).map(([name, value]) => [name, decoded(value)]);
			return { placed, parameters: Object.fromEntries(parameters) };
		}
	}
	return undefined;
}

/**
 * The operation of the contract that a request belongs to.
 *
 * @param path Behind the base URL and without a query, e.g. `/track/users/`.
 */
export function operationOf(method: string, path: string): PlacedOperation | undefined {
	return find(method, path)?.placed;
}

/**
 * Holds a request against the contract.
 *
 * @param method In upper or lower case.
 * @param path Behind the base URL, e.g. `/message/` (legacy: `/leads`); it may carry a query.
 * @param body As JSON; for an upload, its parts by name. `undefined` for a request without one.
 * @param query Added to what the path carries.
 * @param strictness `lenient` leaves out what the document marks as a guess.
 * @returns Readable findings; none for a valid request.
 */
export function validateRequest(
	method: string,
	path: string,
	body: unknown,
	query: Query = {},
	strictness: Strictness = 'strict',
): string[] {
	const [pathname = '', search = ''] = path.split('?', 2);
	const found = find(method, pathname);
	if (!found) {
		const slashed = find(method, `${pathname}/`) ? '; it needs its trailing slash' : '';
		return [`${method.toUpperCase()} ${pathname} is not in the contract${slashed}`];
	}
	const { placed, parameters } = found;
	const { operation } = placed;
	const queried = { ...Object.fromEntries(new URLSearchParams(search)), ...query };
	return [
		...validateParameters(placed, 'path', parameters, strictness),
		...validateParameters(placed, 'query', queried, strictness),
		...validateBody(placed, body, strictness),
		...validateByRules(operation.operationId, body, strictness),
	];
}

function validateBody(
	{ method, path, operation }: PlacedOperation,
	body: unknown,
	strictness: Strictness,
): string[] {
	if (!operation.requestBody) {
		return body === undefined || strictness === 'lenient' ? [] : ['the request has a body, but takes none'];
	}
	if (body === undefined) return ['the request has no body'];
	const [mediaType = ''] = Object.keys(operation.requestBody.content);
	const at = ['paths', path, method.toLowerCase(), 'requestBody', 'content', mediaType, 'schema'];
	return validateAt(pointer(...at), body, 'the request', strictness);
}

/**
 * Holds an answer against the contract. Statuses that the document does not describe are a finding; an
 * answer without a described body may hold anything.
 */
export function validateAnswer(method: string, path: string, status: number, body: unknown): string[] {
	const found = find(method, path.split('?', 1)[0] ?? '');
	if (!found) return [`${method.toUpperCase()} ${path} is not in the contract`];
	const { placed } = found;
	const response = placed.operation.responses[String(status)];
	if (!response) return [`${placed.operation.operationId} has no answer ${status} in the contract`];
	const shared = response.$ref?.split('/').pop();
	const { content } = shared === undefined ? response : (contractDocument.components.responses[shared] ?? {});
	if (!content?.['application/json']) return [];
	const place =
		shared === undefined
			? ['paths', placed.path, placed.method.toLowerCase(), 'responses', String(status)]
			: ['components', 'responses', shared];
	return validateAt(pointer(...place, 'content', 'application/json', 'schema'), body, 'the answer');
}

/**
 * Holds what Interakt sends against the contract.
 *
 * @returns Readable findings; none for a valid body.
 */
export function validateWebhook(body: unknown): string[] {
	const type = String(member(body, 'entityType') ?? member(body, 'type'));
	const found = webhooks.find(({ types }) => types.includes(type));
	if (!found) return [`${type} is not in the contract`];
	const place = ['webhooks', found.name, 'post', 'requestBody', 'content', 'application/json', 'schema'];
	return [...validateAt(pointer(...place), body, 'the webhook'), ...validateWebhookByRules(found.name, body)];
}
