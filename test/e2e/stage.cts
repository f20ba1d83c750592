import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Page } from 'playwright-core';

import { itemsOf, type Credential } from '../host/api.cts';
import type { N8n } from '../host/n8n.cts';
import { HostSetUp } from '../host/setUp.cts';
import { chain, codeNode, interaktNode, manualTrigger } from '../host/workflows.cts';
import type { Simulator } from '../simulator/simulator.cts';
import { startBrowser } from './browser.cts';
import { Editor } from './editor.cts';
import { accountTemplates } from './templates.cts';

/** Where n8n says that Interakt reaches it: Interakt takes only addresses that begin with `https://`. */
export const publicUrl = 'https://n8n.example.com';

/** The item that comes into the node. */
export const customer: IDataObject = { name: 'Asha', phone: '+91 99999 99999', colour: 'red' };

/** The packed tarball in a real n8n, an Interakt with many templates, and a browser in which the owner is logged in. */
export class Stage {
	private constructor(
		readonly interakt: Simulator,
		readonly n8n: N8n,
		readonly page: Page,
		readonly editor: Editor,
	) {}

	/** @param setUp Ends all of it. */
	static async open(setUp: HostSetUp): Promise<Stage> {
		const interakt = await setUp.simulator({ statuses: false });
		interakt.state.templates = accountTemplates();
		const n8n = await setUp.n8n({ environment: { N8N_WEBHOOK_URL: publicUrl } });
		const browser = setUp.add(await startBrowser(), (started) => started.close());
		const context = await browser.newContext({
			viewport: { width: 1440, height: 900 },
			deviceScaleFactor: 1,
		});
		// n8n congratulates on the first field that is dragged, once in the life of a browser.
		await context.addInitScript(() => localStorage.setItem('N8N_MAPPING_ONBOARDED', 'true'));
		const page = await context.newPage();
		const { email, password } = n8n.owner;
		await page.request.post(`${n8n.url}/rest/login`, { data: { emailOrLdapLoginId: email, password } });
		return new Stage(interakt, n8n, page, new Editor(page, n8n.url));
	}

	/** What a credential has to have for the simulated Interakt. */
	private get simulated() {
		return { baseUrl: this.interakt.url, allowedHttpRequestDomains: 'all' };
	}

	/** A saved credential for the simulated Interakt. */
	credential = async (secretKey = this.interakt.secretKey): Promise<Credential> =>
		await this.n8n.api.createCredential('Interakt account', 'interaktApi', {
			secretKey,
			plan: 'growth',
			...this.simulated,
		});

	/**
	 * Gives each credential that is made in the browser the address of the simulated Interakt, on its way to n8n: a person
	 * leaves the Base URL as it is.
	 */
	async sendCredentialsToSimulator(): Promise<void> {
		await this.page.route(/\/rest\/credentials(\/test)?$/, async (route) => {
			const request = route.request();
			if (request.method() !== 'POST') return await route.continue();
			const sent = request.postDataJSON() as { data?: IDataObject; credentials?: { data: IDataObject } };
			for (const data of [sent.data, sent.credentials?.data]) if (data) Object.assign(data, this.simulated);
			await route.continue({ postData: sent });
		});
	}

	/** Opens a saved workflow in which a customer comes into the node, and then the node. */
	async openNode(
		parameters: INodeParameters,
		credential?: Credential,
		item: IDataObject = customer,
	): Promise<string> {
		const id = await this.n8n.api.createWorkflow({
			...chain('Greet a customer', [
				manualTrigger('Start'),
				codeNode('Customer', [item]),
				interaktNode('Interakt', credential ?? (await this.credential()), parameters),
			]),
			// The input panel shows it without a run.
			pinData: { Customer: [{ json: item }] },
		});
		await this.editor.openWorkflow(id);
		await this.editor.openNode('Interakt');
		return id;
	}

	/** The items that the node put out in the workflow's last execution. */
	async lastItems(workflowId: string): Promise<IDataObject[]> {
		const filter = JSON.stringify({ workflowId });
		const { data } = await this.n8n.api.request<{ data: { results: Array<{ id: string }> } }>({
			method: 'get',
			url: '/rest/executions',
			params: { filter, limit: 1 },
		});
		const [last] = data.results;
		return last ? itemsOf(await this.n8n.api.finished(last.id), 'Interakt') : [];
	}

	/** The parameters of a workflow's node as n8n has saved them. */
	async savedParameters(workflowId: string): Promise<INodeParameters> {
		const { data } = await this.n8n.api.request<{
			data: { nodes: Array<{ name: string; parameters: INodeParameters }> };
		}>({ method: 'get', url: `/rest/workflows/${workflowId}` });
		return data.nodes.find(({ name }) => name === 'Interakt')!.parameters;
	}
}
