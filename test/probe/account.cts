/** Calls to an account, each remembered with how its answer differs from the contract document. */
import axios, { type AxiosInstance, type AxiosResponse } from 'axios';

import { authorization } from '../../nodes/Interakt/transport/interaktApi';
import { operationOf, validateAnswer } from '../contract/contract.cts';
import { contractDocument, type Schema } from '../contract/document.cts';
import { describes } from '../contract/reading.cts';
import { Remover, shapeOf, withPlainNames } from './withoutValues.cts';

export interface Asked {
	method: 'GET' | 'POST';
	/** Behind the base URL, e.g. `/apis/users/`. */
	path: string;
	/** The path as the document has it, where the path holds a value. */
	route?: string;
	query?: Record<string, string | number>;
	/** JSON, or a form with a file. */
	body?: unknown;
	/** Another key than the account's. */
	key?: string;
	/** Whether Interakt is expected to refuse it, so that no answer of its kind is missing from the document. */
	isRefused?: boolean;
}

export interface Answer {
	/** HTTP status; 0 when none came. */
	status: number;
	kind: 'JSON' | 'HTML' | 'text' | 'nothing';
	body: unknown;
	/** Names of the headers, in lower case. */
	headers: string[];
	/** What Interakt said, as far as it may be published. */
	words: string;
}

/** One line of the report. */
export interface Call extends Pick<Answer, 'status' | 'kind' | 'words'> {
	what: string;
	method: string;
	/** As in the document. */
	route: string;
	milliseconds: number;
	/** How the answer differs from the document. */
	differences: string[];
	shape: ReadonlyMap<string, ReadonlySet<string>>;
}

const kindOf = ({ data, headers }: AxiosResponse<string>): Pick<Answer, 'kind' | 'body'> => {
	if (data === '') return { kind: 'nothing', body: undefined };
	try {
		return { kind: 'JSON', body: JSON.parse(data) as unknown };
	} catch {
		const isPage = String(headers['content-type']).includes('html') || /^\s*</.test(data);
		return { kind: isPage ? 'HTML' : 'text', body: data };
	}
};

/** The schema of an answer in the document; nothing when it has none. */
function schemaOf(method: string, route: string, status: number): Schema | undefined {
	const response = operationOf(method, route)?.operation.responses[String(status)];
	const named = contractDocument.components.responses[response?.$ref?.split('/').pop() ?? ''];
	return (named ?? response)?.content?.['application/json']?.schema;
}

/** A path of a shape as steps: `data.customers[].id` → data, customers, [], id. */
const steps = (path: string) => path.split(/\.|(?=\[\])|(?=\{\})/);

/**
 * Members of an answer or a webhook that its schema does not have. Left out is what stands below names that a business
 * chose, and JSON in a text of which the schema says nothing.
 */
export function unknownMembers(schema: Schema | undefined, shape: ReadonlyMap<string, unknown>): string[] {
	if (!schema) return [];
	const unknown = [...shape.keys()].filter(
		(path) => !path.includes('(name)') && !describes(schema, steps(path)),
	);
	// What stands inside an unknown member is not another one.
	const isInside = (path: string, outer: string) =>
		path.length > outer.length && path.startsWith(outer) && /^[.[{]/.test(path.slice(outer.length));
	return unknown.filter((path) => !path.endsWith('{}') && !unknown.some((outer) => isInside(path, outer)));
}

export class Account {
	readonly calls: Call[] = [];
	readonly remover: Remover;
	private readonly http: AxiosInstance;
	/** Of the call that is being made, for the report. */
	private what = '';

	/**
	 * @param key In any form in which the credential takes it.
	 * @param pause Milliseconds between two calls, so that the account keeps most of its limit.
	 */
	constructor(
		readonly baseUrl: string,
		private readonly key: string,
		secrets: readonly string[] = [],
		private readonly pause = 0,
	) {
		const [, encoded = ''] = authorization(key).split(' ');
		const token = Buffer.from(encoded, 'base64').toString('latin1').replace(/:$/, '');
		this.remover = new Remover([key, encoded, token, ...secrets]);
		this.http = axios.create({
			baseURL: baseUrl.replace(/\/+$/, ''),
			timeout: 30_000,
			maxRedirects: 0,
			...(/^https?:\/\/(127\.0\.0\.1|localhost)\b/.test(baseUrl) && { proxy: false as const }),
			responseType: 'text',
			transformResponse: (data: unknown) => data,
			validateStatus: () => true,
		});
	}

	/** Names what the next calls are for. */
	about(what: string): void {
		this.what = what;
	}

	/** Makes one call. Never throws: that no answer came is an answer too. */
	async ask(asked: Asked): Promise<Answer> {
		const { method, path, query, body, key = this.key } = asked;
		if (this.calls.length > 0 && this.pause > 0)
			await new Promise((resolve) => setTimeout(resolve, this.pause));
		const begun = performance.now();
		const headers = { Authorization: authorization(key) };
		try {
			const response = await this.http.request<string>({
				method,
				url: path,
				headers,
				...(query && { params: query }),
				...(body !== undefined && { data: body }),
			});
			return this.record(asked, begun, {
				status: response.status,
				...kindOf(response),
				headers: Object.keys(response.headers).map((name) => name.toLowerCase()),
			});
		} catch (cause) {
			const code = (cause as { code?: string }).code ?? 'no answer';
			return this.record(asked, begun, { status: 0, kind: 'nothing', body: undefined, headers: [] }, code);
		}
	}

	private record(
		{ method, path, route = path, isRefused }: Asked,
		begun: number,
		given: Omit<Answer, 'words'>,
		failure?: string,
	): Answer {
		const { status, kind, body } = given;
		// Rows hold what must not be published; Interakt's words are looked through for it, also later ones.
		if (!isRefused && typeof body === 'object') this.remover.learn(body);
		const answer: Answer = { ...given, words: failure ?? this.wordsOf(body) };
		const shape = kind === 'JSON' ? shapeOf(body) : new Map<string, Set<string>>();
		const differences = failure
			? [`no answer came (${failure})`]
			: kind === 'JSON'
				? validateAnswer(method, route, status, withPlainNames(body))
				: isRefused
					? []
					: [`the answer is ${kind === 'nothing' ? 'empty' : kind}, not JSON`];
		const unknown = unknownMembers(schemaOf(method, route, status), shape);
		this.calls.push({
			...{ what: this.what, method, route, status, kind, words: answer.words, shape },
			milliseconds: Math.round(performance.now() - begun),
			differences: [...differences, ...unknown.map((name) => `${name} is not in the document`)],
		});
		return answer;
	}

	private wordsOf(body: unknown): string {
		if (typeof body !== 'object' || body === null || !('message' in body)) return '';
		const { message } = body;
		const texts = Array.isArray(message) ? message.filter((each) => typeof each === 'string') : [message];
		return this.remover.words(texts.map(String).join(' / '));
	}
}
