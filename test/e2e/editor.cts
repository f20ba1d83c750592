import type { Locator, Page } from 'playwright-core';

/** A field of the values of a picked template, as a person sees it. */
export interface ShownField {
	/** ID of the value in the stored map, e.g. `card1_body1`; a line of text begins with `about_`. */
	id: string;
	label: string;
	/** Whether a part of the label cannot be read for want of room. */
	cut: boolean;
	/** Whether n8n stops a run because of it. */
	stopped: boolean;
}

/** n8n's editor, walked as a person walks it: everything waits until it is there to be seen. */
export class Editor {
	constructor(
		readonly page: Page,
		private readonly url: string,
	) {}

	/** An element that n8n's own tests find by this ID. */
	part = (id: string, within: Page | Locator = this.page): Locator =>
		within.locator(`[data-test-id='${id}']`);

	/** The panel of the open node: input, parameters, output. */
	get panel(): Locator {
		return this.part('ndv');
	}

	get output(): Locator {
		return this.part('output-panel');
	}

	async openWorkflow(id: string): Promise<void> {
		await this.page.goto(`${this.url}/workflow/${id}`);
	}

	async openNode(name: string): Promise<void> {
		await this.page.locator(`[data-node-name="${name}"]`).first().dblclick();
		await this.part('node-parameters').waitFor();
	}

	async closeNode(): Promise<void> {
		await this.part('ndv-close-button').click();
		await this.panel.waitFor({ state: 'hidden' });
	}

	/** A parameter of the node by its name, or a value of the picked template by its ID. */
	parameter = (name: string): Locator => this.part(`parameter-input-${name}`);

	private get templateList(): Locator {
		return this.part('rlc-input', this.part('resource-locator-template'));
	}

	/** Opens the list of templates and waits for its entries. */
	async openTemplates(): Promise<void> {
		await this.templateList.click();
		await this.entries.first().waitFor();
	}

	/** Opens a list that has a reason to be empty, and reads the reason. */
	async openFailingTemplates(): Promise<string> {
		await this.templateList.click();
		return await this.part('rlc-error-container').innerText();
	}

	/** The entries of the open list. */
	get entries(): Locator {
		return this.part('rlc-item');
	}

	/**
	 * Types into the open list, in which nothing is picked yet, and waits until it shows this many entries, all of them
	 * with the text.
	 */
	async search(typed: string, text: string, count: number): Promise<string[]> {
		await this.part('rlc-search').fill(typed);
		const found = this.entries.filter({ hasText: text });
		await found.nth(count - 1).waitFor();
		// The entries of the search before it are gone only when every one has the text.
		await this.entries.filter({ hasNotText: text }).first().waitFor({ state: 'detached' });
		return await this.entries.allInnerTexts();
	}

	/** Picks a template by typing, and waits for its fields. */
	async pickTemplate(typed: string, text: string, firstField: string): Promise<void> {
		await this.openTemplates();
		await this.part('rlc-search').fill(typed);
		await this.entries.filter({ hasText: text }).click();
		await this.parameter(firstField).waitFor();
	}

	/** Chooses how the template is given, e.g. `Name`. */
	async chooseTemplateMode(name: string): Promise<void> {
		await this.part('rlc-mode-selector').click();
		await this.page.getByRole('option', { name, exact: true }).click();
	}

	/** The fields of the picked template and the lines of text between them, from top to bottom. */
	async shownFields(): Promise<ShownField[]> {
		const rows = this.part('mapping-fields-container').locator('.parameter-item');
		return await rows.evaluateAll((elements) =>
			elements.map((row) => {
				const label = row.querySelector('label .n8n-text')!;
				const room = row.getBoundingClientRect();
				return {
					id: row
						.querySelector('[data-test-id^="parameter-input-"]:not([data-test-id$="-field"])')!
						.getAttribute('data-test-id')!
						.replace('parameter-input-', ''),
					label: label.textContent!.trim(),
					cut: label.scrollWidth > label.clientWidth || label.getBoundingClientRect().right > room.right + 1,
					stopped: row.querySelector('[data-test-id="parameter-issues"]') !== null,
				};
			}),
		);
	}

	/** The labels of the open panel that cannot be read for want of room. */
	cutLabels = async (): Promise<string[]> =>
		await this.part('input-label', this.part('node-parameters')).evaluateAll((elements) =>
			elements.flatMap((element) => {
				const label = element.querySelector('.n8n-text');
				return label && label.scrollWidth > label.clientWidth + 1 ? [(label.textContent ?? '').trim()] : [];
			}),
		);

	async fill(name: string, value: string): Promise<void> {
		await this.parameter(name).locator('input').fill(value);
	}

	/** What a field holds: its fixed text, or its expression. */
	async held(name: string): Promise<string> {
		const expression = this.parameter(name).locator('.cm-content');
		return (await expression.count()) > 0
			? await expression.innerText()
			: await this.parameter(name).locator('input').inputValue();
	}

	/** Drags a member of the input item onto a field, which then holds it as an expression that comes to the value. */
	async drag(member: string, name: string, value: string): Promise<void> {
		const pill = this.part('run-data-schema-node-name', this.part('ndv-input-panel')).filter({
			hasText: new RegExp(`^${member}$`),
		});
		const field = this.parameter(name);
		await field.hover();
		const [from, to] = await Promise.all([pill, field].map(middle));
		await this.page.mouse.move(from!.x, from!.y);
		await this.page.mouse.down();
		// A drag begins with a small move, like a person's.
		await this.page.mouse.move(from!.x + 20, from!.y + 20, { steps: 4 });
		await this.page.mouse.move(to!.x, to!.y, { steps: 8 });
		await this.page.mouse.up();
		// What it comes to is shown below it, and moves the fields further down.
		const row = this.page.locator('.parameter-item', { has: field }).last();
		await row.locator('[data-test-id^="parameter-expression-preview"]').getByText(value).waitFor();
	}

	/** The entries that Additional Fields offers. */
	async additionalFields(): Promise<string[]> {
		const options = await this.openAdditionalFields();
		const names = (await options.allInnerTexts()).map((name) => name.trim());
		await this.page.keyboard.press('Escape');
		return names;
	}

	async addAdditionalField(label: string, name: string): Promise<void> {
		const options = await this.openAdditionalFields();
		await options.filter({ hasText: label }).first().click();
		await this.parameter(name).waitFor();
	}

	private async openAdditionalFields(): Promise<Locator> {
		await this.part('collection-parameter-add').click();
		const options = this.page.getByRole('option').filter({ visible: true });
		await options.first().waitFor();
		return options;
	}

	/** Unfolds the addresses of a trigger and shows the one that Interakt calls while the workflow is published. */
	async showProductionUrl(): Promise<void> {
		await this.panel.getByText('Webhook URLs', { exact: true }).click();
		await this.part('radio-button-production', this.panel).click();
	}

	/** Turns a switch. */
	async toggle(name: string): Promise<void> {
		await this.parameter(name).locator('.el-switch').click();
	}

	/** Executes the step and waits until its output says so. */
	async execute(status: string): Promise<void> {
		await this.part('node-execute-button').click();
		await this.output.getByText(status).first().waitFor();
		// "Node executed successfully" lies on top of the panel until it goes by itself.
		const message = this.page.locator('.el-notification').first();
		await message.waitFor();
		await message.waitFor({ state: 'detached' });
		await this.part('radio-button-json', this.output).click();
		await this.output.locator('.vjs-tree').waitFor();
	}

	/** Scrolls so that the element, with its label, is at the top of its panel. */
	async scrollToTop(element: Locator): Promise<void> {
		await element.evaluate((node) =>
			(node.closest('.parameter-item') ?? node).scrollIntoView({ block: 'start' }),
		);
	}

	/** Moves the pointer where it makes nothing light up, and the parameters so that their upper edge cuts none in two. */
	async prepareForPicture(): Promise<void> {
		await this.page.mouse.move(720, 12);
		await this.part('node-parameters').evaluate((parameters) => {
			const rows = [...parameters.querySelectorAll('.parameter-item:not(:has(.parameter-item))')];
			let panel = rows[0]?.parentElement;
			while (panel?.scrollTop === 0) panel = panel.parentElement;
			if (!panel) return;
			const edge = panel.getBoundingClientRect().top;
			const cut = rows
				.map((row) => row.getBoundingClientRect())
				.find(({ top, bottom }) => top < edge && bottom > edge);
			if (cut) panel.scrollTop -= edge - cut.top;
		});
	}
}

async function middle(element: Locator): Promise<{ x: number; y: number }> {
	const box = await element.boundingBox();
	if (box === null) throw new Error('The element is not to be seen.');
	return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
