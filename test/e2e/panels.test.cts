/**
 * The first things that a person sees of the package in a real n8n: the credential dialog, the panel of a contact, and
 * the triggers.
 */
import { HostSetUp, INSTALL_AND_BOOT_MS } from '../host/setUp.cts';
import { interaktTriggerNode, productionUrl } from '../host/triggers.cts';
import { chain, contactTriggerNode } from '../host/workflows.cts';
import { eventually } from './eventually.cts';
import { takePicture } from './pictures.cts';
import { customer, publicUrl, Stage } from './stage.cts';

const setUp = new HostSetUp();
let stage: Stage;

beforeAll(async () => {
	stage = await Stage.open(setUp);
}, INSTALL_AND_BOOT_MS);

afterAll(setUp.end);

const upsert = { resource: 'contact', operation: 'upsert', phoneNumber: '={{ $json.phone }}' };

/** Opens the help of a trigger, which has to tell to press what the button says. */
async function expectHelp(button: string): Promise<void> {
	const { editor } = stage;
	await editor.panel.getByText('More info').click();
	await editor.panel.getByText(`press "${button}"`).waitFor();
	expect((await editor.part('trigger-execute-button').innerText()).trim()).toBe(button);
}

test('a credential is set up, and tried out when it is saved', async () => {
	const { editor, interakt, page } = stage;
	await stage.openNode(upsert);
	await editor.part('node-credentials-select').click();
	await editor.part('node-credentials-select-item-new').click();

	const dialog = editor.part('editCredential-modal');
	const field = (name: string) => editor.part(`parameter-input-${name}`, dialog).locator('input');
	await field('secretKey').fill(interakt.secretKey);
	expect(await field('secretKey').getAttribute('type')).toBe('password');
	expect(await field('baseUrl').inputValue()).toBe('https://api.interakt.ai/v1/public');
	await takePicture(page, 'credential', dialog);

	await field('baseUrl').fill(interakt.url);
	expect(await field('allowedDomains').inputValue()).toBe('api.interakt.ai');
	await field('allowedDomains').fill(new URL(interakt.url).hostname);
	const { length } = interakt.state.requests;
	await editor.part('credential-save-button', dialog).click();
	// n8n closes the dialog only when the credential was tried out well.
	await dialog.waitFor({ state: 'hidden' });
	expect(interakt.state.requests.slice(length).map(({ status }) => status)).toEqual([200]);
	await eventually(async () => {
		const chosen = editor.part('node-credentials-select').locator('input');
		expect(await chosen.inputValue()).toBe('Interakt account 2');
	});
});

test('a contact is created from the input item', async () => {
	const { editor, interakt, page } = stage;
	const workflowId = await stage.openNode(upsert);
	const traits = editor.part('fixed-collection-traits');
	await editor.part('fixed-collection-add', traits).click();
	await editor.drag('name', 'value', String(customer.name));
	await editor.fill('name', 'name');
	await editor.scrollToTop(editor.parameter('phoneNumber'));
	await editor.prepareForPicture();
	await takePicture(page, 'contact-create-or-update', editor.panel);

	await editor.execute('accepted');
	expect(await stage.lastItems(workflowId)).toEqual([expect.objectContaining({ status: 'accepted' })]);
	expect(interakt.state.contacts).toEqual([
		expect.objectContaining({ country_code: '+91', phone_number: '9999999999', traits: { name: 'Asha' } }),
	]);
});

test('the contact trigger shows the latest contacts when it is tried out', async () => {
	const { editor, interakt, n8n, page } = stage;
	interakt.state.contacts = [];
	for (const [index, name] of ['Ravi', 'Nina', 'Asha'].entries()) {
		const id = `4fdff884-c388-4c1e-aea6-1890222dbc2${index}`;
		interakt.state.add(
			{ id, phone_number: `999999000${index}`, traits: { name, city: 'Pune' }, tags: ['vip'] },
			Date.UTC(2026, 0, 31, 10, index),
		);
	}
	const node = contactTriggerNode('Contacts', await stage.credential());
	const workflowId = await n8n.api.createWorkflow(chain('Follow contacts', [node]));
	await editor.openWorkflow(workflowId);
	await editor.openNode('Contacts');
	await editor.parameter('triggerOn').waitFor();
	await editor.execute('created');
	await editor.output.getByText('"Asha"').first().waitFor();
	await editor.prepareForPicture();
	await takePicture(page, 'contact-trigger', editor.panel);

	expect(await editor.parameter('triggerOn').locator('input').inputValue()).toBe(
		'Contact Created or Modified',
	);
	await expectHelp('Fetch Test Event');
	await editor.part('collection-parameter-add').last().click();
	await page.getByRole('option', { name: 'Start From' }).filter({ visible: true }).click();
	await editor.parameter('startFrom').waitFor();
});

test('the webhook trigger says where its address goes and what to tick there', async () => {
	const { editor, n8n, page } = stage;
	const parameters = { events: ['messageReceived', 'formSubmitted'] };
	const node = {
		...interaktTriggerNode('Messages', await stage.credential(), parameters),
		// The same in every picture.
		webhookId: '5b6e9c1a-3d0f-4f6e-8a4d-2f1c7b9e0d35',
	};
	const workflowId = await n8n.api.createWorkflow(chain('Listen', [node]));
	await editor.openWorkflow(workflowId);
	await editor.openNode('Messages');
	await editor.showProductionUrl();
	await editor.panel.getByText(productionUrl({ url: publicUrl }, node)).waitFor();
	await editor.prepareForPicture();
	await takePicture(page, 'webhook-trigger', editor.panel);

	const panel = await editor.panel.innerText();
	expect(panel).toContain('In Interakt, open Settings > Developer Setting');
	expect(panel.match(/Tick in Interakt for .*/g)).toEqual([
		'Tick in Interakt for Form Submitted: message_api_flow_response, message_campaign_flow_response, everything that begins with agent_message',
		'Tick in Interakt for Message Received: message_received, the events of RCS messages',
	]);
	expect(await editor.part('parameter-issues').count()).toBe(0);

	await expectHelp('Execute step');
});
