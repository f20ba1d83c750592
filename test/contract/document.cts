import { join } from 'node:path';

import { parsedYaml } from './parsedYaml.cts';

export type Method = 'GET' | 'POST';

export interface Schema {
	readonly [keyword: string]: unknown;
}

export interface MediaType {
	readonly schema: Schema;
	readonly examples?: Readonly<Record<string, { readonly summary?: string; readonly value: unknown }>>;
}

export interface Parameter {
	readonly name: string;
	readonly in: 'query' | 'path';
	readonly required?: boolean;
	readonly schema: Schema;
	readonly 'x-source': string;
	readonly 'x-certainty'?: string;
}

export interface Response {
	readonly $ref?: string;
	readonly description?: string;
	readonly content?: Readonly<Record<string, MediaType>>;
}

export interface Operation {
	readonly operationId: string;
	readonly summary: string;
	readonly 'x-source': string;
	/** The operations of our nodes that send this request, as `resource.operation`. */
	readonly 'x-operations': readonly string[];
	/** Refusals that no schema can say, by their names: what they say, and the source or `guess`. */
	readonly 'x-refusals'?: Readonly<Record<string, { readonly says: string; readonly 'x-refusal': string }>>;
	readonly parameters?: readonly Parameter[];
	readonly requestBody?: { readonly content: Readonly<Record<string, MediaType>> };
	readonly responses: Readonly<Record<string, Response>>;
}

/** What Interakt sends, by the one way in which it sends it. */
export interface Webhook {
	readonly post: Pick<Operation, 'operationId' | 'summary' | 'x-source' | 'responses'> & {
		readonly requestBody: { readonly content: { readonly 'application/json': MediaType } };
	};
}

export interface PathItem {
	readonly servers?: ReadonlyArray<{ readonly url: string }>;
	readonly get?: Operation;
	readonly post?: Operation;
}

export interface ContractDocument {
	readonly openapi: string;
	readonly servers: ReadonlyArray<{ readonly url: string }>;
	readonly paths: Readonly<Record<string, PathItem>>;
	readonly webhooks: Readonly<Record<string, Webhook>>;
	readonly components: {
		readonly schemas: Readonly<Record<string, Schema>>;
		readonly responses: Readonly<Record<string, Response>>;
	};
}

/** The contract as it stands in `interakt.openapi.yaml`. */
export const contractDocument = parsedYaml(join(__dirname, 'interakt.openapi.yaml')) as ContractDocument;

/** An operation with the place where it stands. */
export interface PlacedOperation {
	readonly method: Method;
	/** As in the document, e.g. `/apis/users/id/{userId}`. */
	readonly path: string;
	readonly operation: Operation;
}

/** Every operation of the document. */
export const operations: readonly PlacedOperation[] = Object.entries(contractDocument.paths).flatMap(
	([path, { get, post }]) => [
		...(get ? [{ method: 'GET' as const, path, operation: get }] : []),
		...(post ? [{ method: 'POST' as const, path, operation: post }] : []),
	],
);

/** A webhook with its name, and how Interakt calls its events: `type`, or `entityType` of the RCS family. */
export interface NamedWebhook {
	readonly name: string;
	readonly post: Webhook['post'];
	readonly types: readonly string[];
}

const nameOf = (reference: unknown) => String(reference).split('/').pop() ?? '';

/** The events that a schema of a whole body is for. */
function typesOf({ $ref, oneOf, properties }: Schema): string[] {
	if ($ref !== undefined) return typesOf(contractDocument.components.schemas[nameOf($ref)] ?? {});
	if (Array.isArray(oneOf)) return oneOf.flatMap(typesOf);
	const { type, entityType } = (properties ?? {}) as Record<string, { const?: string; enum?: string[] }>;
	const named = type ?? entityType;
	return named?.enum ?? (named?.const === undefined ? [] : [named.const]);
}

/** Every webhook of the document. */
export const webhooks: readonly NamedWebhook[] = Object.entries(contractDocument.webhooks).map(
	([name, { post }]) => ({ name, post, types: typesOf(post.requestBody.content['application/json'].schema) }),
);

/** A JSON pointer into the document, as a URI fragment. */
export function pointer(...segments: string[]): string {
	return `#/${segments
		.map((segment) => encodeURIComponent(segment.replace(/~/g, '~0').replace(/\//g, '~1')))
		.join('/')}`;
}
