/**
 * Runs the built package inside n8n's own engine (n8n-core), without an n8n host: the workflow is
 * "Items" → the node under test, executed as n8n would.
 */
import 'reflect-metadata';
import { PackageDirectoryLoader, WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	Workflow,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
	type OnError,
} from 'n8n-workflow';

import { builtPackage } from '../package/built.cts';
import { nodeTypes, OneCredential, surroundings, type Credential } from './surroundings.cts';

export const packageName = 'n8n-nodes-interakt';

/** The package, built of the sources as they are now, as n8n loads it from a folder: from `package.json` and `dist`. */
export async function loadPackage(): Promise<PackageDirectoryLoader> {
	const loader = new PackageDirectoryLoader(await builtPackage());
	await loader.loadAll();
	return loader;
}

/** A node that puts out what a test gives it. */
function itemsNode(items: INodeExecutionData[]): INodeType {
	return {
		description: {
			displayName: 'Items',
			name: 'items',
			group: ['input'],
			version: 1,
			description: '',
			defaults: {},
			inputs: [],
			outputs: ['main'],
			properties: [],
		},
		execute: async () => [items],
	};
}

export interface Run {
	/** Type below the package, e.g. `interakt`. */
	readonly node?: string;
	readonly parameters: INodeParameters;
	/** One item a row; binary data through `items` in full form. */
	readonly rows?: IDataObject[];
	readonly items?: INodeExecutionData[];
	readonly credential: Credential;
	readonly credentialType?: string;
	readonly onError?: OnError;
	readonly timeZone?: string;
	/** Further settings of the node, such as its ID or n8n's Retry On Fail. */
	readonly settings?: Partial<INode>;
	/** n8n's secret of the execution, by which it is resumed. */
	readonly resumeToken?: string;
	/** Called when the run has begun, with the means to cancel it. */
	readonly begun?: (cancel: () => void) => void;
}

export interface RunResult {
	/** Items by output: the main one, then the error output where there is one. */
	readonly outputs: INodeExecutionData[][];
	/** The error with which the node stopped. */
	readonly error: (Error & { description?: string | null; context?: IDataObject }) | undefined;
	/** What n8n shows beside the output. */
	readonly hints: string[];
	/** Until when the execution waits, in milliseconds since the epoch. */
	readonly waitsUntil: number | undefined;
	/** How often the credential was read and decrypted. */
	readonly decrypted: number;
}

/** Runs the node once and gives back what n8n would show. */
export async function run(loader: PackageDirectoryLoader, options: Run): Promise<RunResult> {
	const { node: type = 'interakt', credentialType = 'interaktApi', parameters, rows, credential } = options;
	const items = options.items ?? (rows ?? [{}]).map((json, item) => ({ json, pairedItem: { item } }));
	const source: INode = {
		id: '1',
		name: 'Items',
		type: 'items',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	const tested: INode = {
		id: '2',
		name: 'Tested',
		type: `${packageName}.${type}`,
		typeVersion: 1,
		position: [200, 0],
		parameters,
		...(credential !== 'none' && { credentials: { [credentialType]: { id: '1', name: 'Test' } } }),
		...(options.onError && { onError: options.onError }),
		...options.settings,
	};
	const find = (name: string): INodeType =>
		name === 'items' ? itemsNode(items) : (loader.getNode(name.split('.').pop() ?? '').type as INodeType);
	const workflow = new Workflow({
		id: 'workflow',
		nodes: [source, tested],
		connections: { Items: { main: [[{ node: 'Tested', type: 'main', index: 0 }]] } },
		active: false,
		nodeTypes: nodeTypes(find),
		settings: { executionOrder: 'v1', timezone: options.timeZone ?? 'Asia/Kolkata' },
	});
	const credentials = new OneCredential(loader, credential);
	const additionalData = surroundings(credentials, [source, tested]);
	const runData = createRunExecutionData({
		resumeToken: options.resumeToken,
		executionData: {
			contextData: {},
			nodeExecutionStack: [{ node: source, data: { main: [[{ json: {} }]] }, source: null }],
			metadata: {},
			waitingExecution: {},
			waitingExecutionSource: {},
		},
	});
	const running = new WorkflowExecute(additionalData, 'manual', runData).processRunExecutionData(workflow);
	options.begun?.(() => running.cancel());
	const { data, waitTill } = await running;
	const { resultData } = data;
	const task = resultData.runData.Tested?.[0];
	return {
		outputs: (task?.data?.main ?? []).map((output) => output ?? []),
		error: task?.error ?? resultData.error,
		hints: (task?.hints ?? []).map(({ message }) => message),
		waitsUntil: waitTill ? new Date(waitTill).getTime() : undefined,
		decrypted: credentials.decrypted,
	};
}
