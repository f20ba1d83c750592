/** Compiles requests against the clients that generators make of the contract document. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import ts from 'typescript';

import type { Query } from './contract.cts';
import type { PlacedOperation } from './document.cts';

/** A request as a client would make it. */
export interface Call {
	readonly title: string;
	readonly placed: PlacedOperation;
	readonly body?: unknown;
	readonly query?: Query;
}

const settings: ts.CompilerOptions = {
	strict: true,
	noEmit: true,
	skipLibCheck: true,
	target: ts.ScriptTarget.ES2022,
	lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
	module: ts.ModuleKind.ESNext,
	moduleResolution: ts.ModuleResolutionKind.Bundler,
	types: [],
};

/** The call as a line of code against the types of openapi-typescript, and as one against the client of openapi-ts. */
function linesOf({ placed, body, query }: Call): string[] {
	const { path, method, operation } = placed;
	const place = `paths[${JSON.stringify(path)}]['${method.toLowerCase()}']`;
	const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => [name, '9999999999']);
	const parameters = {
		...(names.length > 0 && { path: Object.fromEntries(names) }),
		...(query && { query }),
	};
	const content =
		body === undefined ? '' : `, requestBody: { content: { 'application/json': ${json(body)} } }`;
	return [
		`give<${place}>({ parameters: ${json(parameters)}${content} });`,
		`void client.${operation.operationId}(${json({ ...parameters, ...(body !== undefined && { body }) })});`,
	];
}

const json = (value: unknown) => JSON.stringify(value);

const head = [
	"import * as client from './client';",
	"import type { paths } from './types';",
	'declare function give<T>(request: Pick<T, keyof T & ("parameters" | "requestBody")>): void;',
];

/** The titles of the calls that compile, by generator, and whether the clients by themselves do. */
export interface Compiled {
	readonly openapiTypescript: string[];
	readonly openapiTs: string[];
	/** What the compiler says of the generated files. */
	readonly ownFindings: string[];
	/** What it says of each call that does not compile. */
	readonly findings: string[];
}

const textOf = ({ messageText }: ts.Diagnostic) => ts.flattenDiagnosticMessageText(messageText, '\n');

/** Generates both clients into a folder of their own and compiles all calls in one program. */
export async function compileAgainstClients(document: string, calls: readonly Call[]): Promise<Compiled> {
	const folder = await mkdtemp(join(tmpdir(), 'interakt-clients-'));
	try {
		await promisify(execFile)(process.execPath, [join(__dirname, 'generate.mjs'), document, folder]);
		const file = join(folder, 'calls.ts');
		await writeFile(file, [...head, ...calls.flatMap(linesOf)].join('\n'));
		const diagnostics = ts.getPreEmitDiagnostics(ts.createProgram([file], settings));
		const wrong = new Map<number, string>();
		const ownFindings: string[] = [];
		for (const diagnostic of diagnostics) {
			if (diagnostic.file?.fileName.endsWith('/calls.ts')) {
				const { line } = diagnostic.file.getLineAndCharacterOfPosition(diagnostic.start ?? 0);
				wrong.set(line, textOf(diagnostic));
			} else ownFindings.push(textOf(diagnostic));
		}
		const right = (offset: number) =>
			calls.filter((_, index) => !wrong.has(head.length + index * 2 + offset)).map(({ title }) => title);
		return {
			openapiTypescript: right(0),
			openapiTs: right(1),
			ownFindings,
			findings: [...wrong].map(
				([line, text]) => `${calls[Math.floor((line - head.length) / 2)]?.title ?? 'the imports'}: ${text}`,
			),
		};
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}
