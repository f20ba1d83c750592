import axios, { type AxiosInstance, type AxiosRequestConfig } from 'axios';
import { Agent } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	INodeCredentialTestResult,
	INodeTypeDescription,
	ICredentialType,
	IRun,
	ITaskData,
	IWorkflowBase,
	ExecutionStatus,
} from 'n8n-workflow';

import { unflatten } from './unflatten.cts';

/** A workflow as a file holds it: what the editor exports and imports. */
export type WorkflowFile = Pick<IWorkflowBase, 'name' | 'nodes' | 'connections'> & Partial<IWorkflowBase>;

export interface Credential {
	id: string;
	name: string;
	type: string;
	data: ICredentialDataDecryptedObject;
}

/** What n8n's list of executions says about one. */
export interface ExecutionSummary {
	id: string;
	status: IRun['status'];
}

/** An execution that has come to its end. */
export interface Execution {
	id: string;
	status: IRun['status'];
	/** What stopped it, in n8n's words. */
	failure: string | undefined;
	/** What each node did, by name, one entry a run. */
	runs: Record<string, ITaskData[]>;
}

interface StoredExecution {
	id: string;
	status: IRun['status'];
	/** A flattened `{ resultData: … }`. */
	data: string;
}

/** A page of executions. */
interface Listed {
	/** Of all pages. */
	count: number;
	results: Array<{ id: string }>;
	nextCursor: string | null;
}

interface ExecutionData {
	resultData: { runData?: Record<string, ITaskData[]>; error?: { message: string; description?: string } };
}

const FINISHED: Array<IRun['status']> = ['success', 'error', 'canceled', 'crashed'];

/** Whether an execution has come to its end. */
export const isFinished = ({ status }: ExecutionSummary) => FINISHED.includes(status);
const POLL_MS = 150;
const LISTENING_LIMIT_MS = 20_000;
const SETTLED_MS = 1_000;

/** The editor's own routes, as far as tests and the demo walk them. */
export class N8nApi {
	private readonly http: AxiosInstance;

	constructor(readonly url: string) {
		// A connection each: n8n closes idle ones late when a workflow keeps it busy, and the next request would meet that.
		const httpAgent = new Agent({ keepAlive: false });
		// n8n answers what it refuses with a reason in the body: that reason, not a bare status, belongs in a failure.
		this.http = axios.create({ baseURL: url, httpAgent, proxy: false, validateStatus: () => true });
	}

	/** Sends a request as the logged-in owner. Throws with n8n's answer when it is not a success. */
	async request<T>(config: AxiosRequestConfig): Promise<T> {
		const { status, data } = await this.http.request<T>(config);
		if (status >= 200 && status < 300) return data;
		throw new Error(`n8n answered ${config.method} ${config.url} with ${status}: ${JSON.stringify(data)}`);
	}

	private async rest<T>(method: 'get' | 'post', path: string, data?: unknown): Promise<T> {
		return (await this.request<{ data: T }>({ method, url: `/rest${path}`, data })).data;
	}

	/** Whether n8n has started so far that the editor can talk to it. */
	async isReady(): Promise<boolean> {
		try {
			const ready = await this.http.get('/healthz/readiness');
			if (ready.status !== 200) return false;
			const { status, data } = await this.http.get<{ data?: unknown }>('/rest/settings');
			return status === 200 && data.data !== undefined;
		} catch {
			return false; // Nothing listens yet.
		}
	}

	/** Makes the owner of a fresh n8n and keeps the log-in for all further requests. */
	async setUpOwner(owner: { email: string; password: string }): Promise<void> {
		const { status, data, headers } = await this.http.post('/rest/owner/setup', {
			...owner,
			firstName: 'Interakt',
			lastName: 'Owner',
		});
		const cookies = (headers['set-cookie'] ?? []).map((cookie) => cookie.split(';')[0]);
		if (status !== 200 || cookies.length === 0) {
			throw new Error(`n8n did not take the owner: ${status} ${JSON.stringify(data)}`);
		}
		this.http.defaults.headers.common.Cookie = cookies.join('; ');
	}

	/** All node types as the editor gets them. */
	nodeTypes = () =>
		this.request<Array<INodeTypeDescription & { iconUrl?: unknown }>>({
			method: 'get',
			url: '/types/nodes.json',
		});

	/** All credential types as the editor gets them. */
	credentialTypes = () =>
		this.request<Array<ICredentialType & { iconUrl?: unknown }>>({
			method: 'get',
			url: '/types/credentials.json',
		});

	async createCredential(
		name: string,
		type: string,
		data: ICredentialDataDecryptedObject,
	): Promise<Credential> {
		const { id } = await this.rest<{ id: string }>('post', '/credentials', { name, type, data });
		return { id, name, type, data };
	}

	/** What the editor does when a credential is saved: has n8n try it out. */
	testCredential = (credential: Credential) =>
		this.rest<INodeCredentialTestResult>('post', '/credentials/test', { credentials: credential });

	async createWorkflow(workflow: WorkflowFile): Promise<string> {
		// n8n 1.x wants to be told that it is not active.
		const body = { settings: {}, active: false, ...workflow };
		return (await this.rest<{ id: string }>('post', '/workflows', body)).id;
	}

	/** Runs a workflow from one of its triggers, as "Execute workflow" does, and waits for the end. */
	async run(workflowId: string, trigger: string): Promise<Execution> {
		const path = `/workflows/${workflowId}`;
		const { executionId } = await this.rest<{ executionId: string }>('post', `${path}/run`, {
			// n8n 1.x runs what it is sent, n8n 2.x what it has saved.
			workflowData: await this.rest('get', path),
			triggerToStartFrom: { name: trigger },
		});
		return await this.finished(executionId);
	}

	/** Publishes the workflow's current version: its triggers start to listen. */
	async activate(workflowId: string): Promise<void> {
		const { versionId } = await this.rest<{ versionId: string }>('get', `/workflows/${workflowId}`);
		await this.rest('post', `/workflows/${workflowId}/activate`, { versionId });
	}

	/**
	 * Calls a webhook of a published workflow, as another program does. A workflow that has just been published may
	 * not listen yet: activation goes on after it has been answered. Gives what the workflow answers.
	 */
	async call(path: string, body?: unknown): Promise<unknown> {
		const limit = Date.now() + LISTENING_LIMIT_MS;
		for (;;) {
			const { status, data } = await this.http.post<unknown>(`/webhook/${path}`, body);
			if (status === 200) return data;
			if (status !== 404 || Date.now() > limit) {
				throw new Error(`n8n answered the webhook with ${status}: ${JSON.stringify(data)}`);
			}
			await delay(POLL_MS);
		}
	}

	/** All executions of a workflow, newest first; cheap for n8n to answer, unlike `finished`. */
	async executionSummaries(workflowId: string): Promise<ExecutionSummary[]> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const path = `/executions?limit=100&filter=${filter}`;
		return (await this.rest<{ results: ExecutionSummary[] }>('get', path)).results;
	}

	/** Ends the listening of a workflow's triggers. */
	async deactivate(workflowId: string): Promise<void> {
		await this.rest('post', `/workflows/${workflowId}/deactivate`, {});
	}

	/** Deletes all executions of a workflow, those that wait too. */
	async deleteExecutions(workflowId: string): Promise<void> {
		const ids = (await this.executionSummaries(workflowId)).map(({ id }) => id);
		await this.rest('post', '/executions/delete', { ids });
	}

	/** The first hundred rows of a data table of the owner, by its name. */
	async dataTableRows(name: string): Promise<IDataObject[]> {
		const { id: project } = await this.rest<{ id: string }>('get', '/projects/personal');
		const base = `/projects/${project}/data-tables`;
		const filter = encodeURIComponent(JSON.stringify({ name }));
		const found = await this.rest<{ data: Array<{ id: string }> }>('get', `${base}?filter=${filter}`);
		const [table] = found.data;
		if (!table) throw new Error(`n8n has no data table ${name}`);
		return (await this.rest<{ data: IDataObject[] }>('get', `${base}/${table.id}/rows?take=100`)).data;
	}

	/** A question to the list of a workflow's executions. */
	private async listExecutions(
		workflowId: string,
		status: ExecutionStatus[],
		cursor?: string,
	): Promise<Listed> {
		const parameters = new URLSearchParams({
			limit: '100',
			filter: JSON.stringify({ workflowId, status }),
			...(cursor !== undefined && { cursor }),
		});
		const url = `/rest/executions?${parameters}`;
		// n8n says so when its database has more to do than it can keep up with.
		while ((await this.http.get(url)).status === 503) await delay(POLL_MS);
		return (await this.request<{ data: Listed }>({ method: 'get', url })).data;
	}

	/** How many executions of a workflow are in one of these states. */
	async executionCount(workflowId: string, status: ExecutionStatus[]): Promise<number> {
		return (await this.listExecutions(workflowId, status)).count;
	}

	/**
	 * How many of a workflow's executions ended in each way. Waits until all that have started have ended, and no more
	 * have come for a while: a webhook may be answered before its execution is stored.
	 */
	async endedExecutions(workflowId: string): Promise<Partial<Record<ExecutionStatus, number>>> {
		const count = async (status: ExecutionStatus[]) => await this.executionCount(workflowId, status);
		for (let before = -1; ; await delay(SETTLED_MS)) {
			const [unfinished, ended] = [await count(['new', 'running', 'waiting']), await count(FINISHED)];
			if (unfinished === 0 && ended === before) break;
			before = ended;
		}
		const counted = FINISHED.map(async (status) => [status, await count([status])] as const);
		return Object.fromEntries((await Promise.all(counted)).filter(([, ended]) => ended > 0));
	}

	/** All executions of a workflow that have ended, the latest first. */
	async executions(workflowId: string): Promise<Execution[]> {
		const executions: Execution[] = [];
		let cursor: string | undefined;
		do {
			const page = await this.listExecutions(workflowId, FINISHED, cursor);
			for (const { id } of page.results) executions.push(await this.finished(id));
			cursor = page.nextCursor ?? undefined;
		} while (cursor !== undefined);
		return executions;
	}

	/** Waits until an execution has come to its end. */
	async finished(executionId: string): Promise<Execution> {
		for (;;) {
			const { id, status, data } = await this.rest<StoredExecution>('get', `/executions/${executionId}`);
			if (isFinished({ id, status })) {
				const { resultData } = unflatten(data) as ExecutionData;
				const failure = [resultData.error?.message, resultData.error?.description].filter(Boolean).join(' ');
				return { id, status, failure: failure || undefined, runs: resultData.runData ?? {} };
			}
			await delay(POLL_MS);
		}
	}
}

/** The items that a node put out, over all of its runs. */
export const itemsOf = (execution: Execution, node: string, output = 0): IDataObject[] =>
	(execution.runs[node] ?? []).flatMap((run) => (run.data?.main?.[output] ?? []).map((item) => item.json));
