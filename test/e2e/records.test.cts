/** A row of a table becomes a contact in a real n8n: what it takes to set that up, and how the panel shows it. */
import { HostSetUp, INSTALL_AND_BOOT_MS } from '../host/setUp.cts';
import { takePicture } from './pictures.cts';
import { Stage } from './stage.cts';

const setUp = new HostSetUp();
let stage: Stage;

beforeAll(async () => {
	stage = await Stage.open(setUp);
	await stage.page.setViewportSize({ width: 1366, height: 768 });
}, INSTALL_AND_BOOT_MS);

afterAll(setUp.end);

const upsert = { resource: 'contact', operation: 'upsert' };

/** A row of a spreadsheet, with six columns besides its number. */
const row = {
	row_number: 2,
	Name: 'Asha Rao',
	Phone: '99999 99999',
	Email: 'asha@example.com',
	City: 'Pune',
	Orders: 3,
	Plan: 'pro',
};

/** Counts each press of the mouse from now on, that which begins a drag too. */
async function countPresses(): Promise<() => Promise<number>> {
	await stage.page.evaluate(`
		window.presses = 0;
		document.addEventListener('pointerdown', () => window.presses++, true);
	`);
	return async () => Number(await stage.page.evaluate('window.presses'));
}

/** Chooses how the traits are given. */
async function specifyTraits(choice: string): Promise<void> {
	const { editor, page } = stage;
	await editor.parameter('traitsInput').click();
	await page.getByRole('option', { name: choice }).filter({ visible: true }).click();
}

test('six columns become a contact in four clicks, the run included, and no name is typed', async () => {
	const { editor, interakt, page } = stage;
	await stage.openNode(upsert, undefined, row);
	const presses = await countPresses();

	await editor.drag('Phone', 'phoneNumber', '99999 99999');
	await specifyTraits('Map Automatically');
	await editor.prepareForPicture();
	await takePicture(page, 'records-map-automatically', editor.panel);
	await editor.part('node-execute-button').click();
	await editor.output.getByText('accepted').first().waitFor();

	expect(await presses()).toBeLessThanOrEqual(4);
	expect(interakt.state.contacts).toMatchObject([
		{
			phone_number: '9999999999',
			traits: { name: 'Asha Rao', email: 'asha@example.com', City: 'Pune', Orders: 3, Plan: 'pro' },
		},
	]);
});

test('the traits that the account has are fields, and only what is filled in is sent', async () => {
	const { editor, interakt, page } = stage;
	interakt.state.add({
		phone_number: '9999900001',
		traits: { name: 'Ravi', email: 'ravi@example.com', City: 'Pune', Orders: 1, VIP: true },
	});
	const other = { ...row, Phone: '99999 00002' };
	const workflowId = await stage.openNode({ ...upsert, phoneNumber: '={{ $json.Phone }}' }, undefined, other);
	await specifyTraits('Map Each Column Below');
	await editor.parameter('City').waitFor();
	await editor.drag('City', 'City', 'Pune');
	await editor.drag('Orders', 'Orders', '3');
	// Closes what n8n shows of the last expression.
	await editor.panel.getByText('Traits of the Account').click();
	await editor.scrollToTop(editor.parameter('traitsInput'));
	await editor.prepareForPicture();
	await takePicture(page, 'records-map-each-column', editor.panel);
	await editor.execute('accepted');

	expect(await stage.lastItems(workflowId)).toHaveLength(1);
	const asha = interakt.state.contacts.find(({ phone_number: phone }) => phone === '9999900002');
	expect(asha?.traits).toEqual({ City: 'Pune', Orders: 3 });
});

test('the panel says why the traits of the account are not known, and rows stay possible', async () => {
	const { editor } = stage;
	await stage.openNode(upsert, await stage.credential('another key'), row);
	await specifyTraits('Map Each Column Below');

	await editor.panel.getByText('The traits of the account could not be read').waitFor();
	await editor.part('fixed-collection-traits').waitFor();
});

test('a value is shown as a date, and another as an amount', async () => {
	const { editor, page } = stage;
	const showAs = {
		values: [
			{ variable: '1', showAs: 'firstName', ifEmpty: 'text', textIfEmpty: 'there' },
			{ variable: '2', showAs: 'money', currency: 'INR', inMinorUnits: true },
		],
	};
	const template = { __rl: true, mode: 'name', value: 'order_update' };
	const parameters = {
		resource: 'message',
		operation: 'sendTemplate',
		template,
		additionalFields: { showAs },
	};
	await stage.openNode(parameters, undefined, row);
	const field = editor.part('fixed-collection-showAs');
	await field.waitFor();
	await editor.scrollToTop(field);
	await editor.prepareForPicture();
	await takePicture(page, 'records-show-as', editor.panel);

	const panel = await editor.panel.innerText();
	expect(panel).toContain('In Paise or Cents');
	expect(panel).toContain('Text If Empty');
});
