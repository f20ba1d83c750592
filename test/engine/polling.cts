/** A polling trigger of the built package in n8n-core's own poll context, with static data that is kept as n8n keeps it. */
import 'reflect-metadata';

import { PollContext } from 'n8n-core';
import {
	Workflow,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type INode,
	type INodeParameters,
	type INodeType,
	type INodeTypes,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

import { loadPackage, packageName } from './engine.cts';
import { OneCredential } from './surroundings.cts';

// n8n writes every error that a test provokes to the console.
process.env.N8N_LOG_LEVEL = 'silent';

export interface PollingOptions {
	/** Type below the package, e.g. `interaktContactTrigger`. */
	readonly type: string;
	readonly parameters: INodeParameters;
	readonly credential: ICredentialDataDecryptedObject;
	readonly timeZone?: string;
	/** Milliseconds that n8n gives a poll. */
	readonly budget?: number;
}

let loader: ReturnType<typeof loadPackage> | undefined;

/** An active workflow with a polling trigger. */
export class Polling {
	/** What n8n has in its database. */
	private stored: IDataObject;

	/** @param kept What another one has kept, as after a restart of n8n. */
	constructor(
		public options: PollingOptions,
		kept: IDataObject = {},
	) {
		this.stored = kept;
	}

	/**
	 * Polls once. What the node keeps is stored only when the poll ends well.
	 *
	 * @returns The items, or nothing where n8n starts no execution.
	 * @throws what the node throws.
	 */
	async poll(mode: 'trigger' | 'manual' = 'trigger'): Promise<IDataObject[] | undefined> {
		const { type, parameters, credential, timeZone = 'Asia/Kolkata', budget } = this.options;
		loader ??= loadPackage();
		const loaded = await loader;
		const nodeType = loaded.getNode(type).type as INodeType;
		const find = () => nodeType;
		const nodeTypes: INodeTypes = {
			getByName: find,
			getByNameAndVersion: find,
			getKnownTypes: () => ({}),
		};
		const node: INode = {
			id: '1',
			name: 'Trigger',
			type: `${packageName}.${type}`,
			typeVersion: 1,
			position: [0, 0],
			parameters,
			credentials: { interaktApi: { id: '1', name: 'Test' } },
		};
		const workflow = new Workflow({
			id: 'workflow',
			nodes: [node],
			connections: {},
			active: true,
			nodeTypes,
			staticData: structuredClone(this.stored),
			settings: { timezone: timeZone },
		});
		const additionalData = {
			credentialsHelper: new OneCredential(loaded, credential),
			variables: {},
		} as unknown as IWorkflowExecuteAdditionalData;
		const context = new PollContext(
			workflow,
			workflow.getNode('Trigger')!,
			additionalData,
			mode,
			mode === 'manual' ? 'manual' : 'update',
			undefined,
			undefined,
			undefined,
			undefined,
			undefined,
			...(budget === undefined ? [] : [() => budget]),
		);
		const outputs = await workflow.expression.withIsolate(async () => await nodeType.poll!.call(context));
		this.stored = JSON.parse(JSON.stringify(workflow.staticData)) as IDataObject;
		return outputs?.[0]?.map(({ json }) => json);
	}

	/** What is kept between polls. */
	get kept(): IDataObject {
		return structuredClone(this.stored);
	}
}
