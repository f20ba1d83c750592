/**
 * The first things that a person sees of the package in a real n8n: the credential dialog, and the panel of a contact.
 */
import { eventually } from './eventually.cts';
import { takePicture } from './pictures.cts';
import { customer, Stage, STAGE_MS } from './stage.cts';

jest.setTimeout(120_000);

let stage: Stage;

beforeAll(async () => {
	stage = await Stage.open();
}, STAGE_MS);

afterAll(async () => await stage?.close());

const upsert = { resource: 'contact', operation: 'upsert', phoneNumber: '={{ $json.phone }}' };

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
	await editor.restPointer();
	await editor.scrollToTop(editor.parameter('phoneNumber'));
	await takePicture(page, 'contact-create-or-update', editor.panel);

	await editor.execute('accepted');
	expect(await stage.lastItems(workflowId)).toEqual([expect.objectContaining({ status: 'accepted' })]);
	expect(interakt.state.contacts).toEqual([
		expect.objectContaining({ country_code: '+91', phone_number: '9999999999', traits: { name: 'Asha' } }),
	]);
});
