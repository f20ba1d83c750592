/**
 * What it takes to send the first message, from an empty workflow with a credential to be made: clicks, typed values and
 * scrolls at 1366×768, and what a person would have to guess. Printed, so that a change of the panel can be judged, and
 * recorded for the README.
 */
import { HostSetUp, INSTALL_AND_BOOT_MS } from '../host/setUp.cts';
import { Person } from './effort.cts';
import { eventually } from './eventually.cts';
import { Recording } from './recording.cts';
import { Stage } from './stage.cts';

const setUp = new HostSetUp();
let stage: Stage;
let person: Person;
let recording: Recording;

const BEFORE_CLICK_MS = 1300;
const TYPED_MS = 1300;
const READING_MS = 2200;

beforeAll(async () => {
	stage = await Stage.open(setUp);
	const { n8n, page } = stage;
	await page.setViewportSize({ width: 1366, height: 768 });
	await stage.sendCredentialsToSimulator();
	await page.goto(`${n8n.url}/workflow/new`);
	await page.getByText('Add first step…').waitFor();
	recording = new Recording(page);
	person = new Person(page, (point) => recording.show(point ? BEFORE_CLICK_MS : TYPED_MS, point));
}, INSTALL_AND_BOOT_MS);

afterAll(setUp.end);

test('the entry in the node creator says what it does', async () => {
	const { editor, page } = stage;
	recording.say('An empty workflow: press N and choose how it starts');
	await recording.show(READING_MS);
	await person.press('n');
	// The creator marks the first entry, which Enter takes.
	await page.getByText('Trigger manually').waitFor();
	await recording.show(BEFORE_CLICK_MS);
	await person.press('Enter');
	await page.locator('[data-node-name]').first().waitFor();
	// While it closes, the creator hears no key.
	await editor.part('node-creator').waitFor({ state: 'hidden' });
	recording.say('Press N again and search for interakt');
	await person.press('n');
	await editor.part('node-creator-search-bar').waitFor();
	await person.type('interakt');
	const entry = editor.part('item-iterator-item').first();
	await entry.filter({ hasText: 'Interakt' }).waitFor();
	await recording.show(READING_MS);

	expect(await entry.innerText()).toContain('Send WhatsApp and RCS messages');
	expect(await entry.innerText()).toContain('start a workflow with what customers write');
	await person.press('Enter');
});

test('the actions stand in view, messages first', async () => {
	const creator = stage.editor.part('node-creator');
	await creator.getByText('Message Actions', { exact: true }).waitFor();
	const text = await creator.innerText();
	expect(text.indexOf('MESSAGE ACTIONS')).toBeLessThan(text.indexOf('CAMPAIGN ACTIONS'));
	recording.say('Choose Send a template message');
	await person.click(creator.getByText('Send a template message'));

	expect(person.effort.scrolls).toBe(0);
});

test('the credential says where the key is, and asks for nothing else', async () => {
	const { editor } = stage;
	await editor.part('node-parameters').waitFor();
	recording.say('Connect to Interakt with the Secret Key of your account');
	await person.click(editor.panel.getByText('Connect to Interakt'));
	const dialog = editor.part('editCredential-modal');
	await dialog.waitFor();

	expect(await dialog.innerText()).toContain('In Interakt: Settings > Developer Setting > Secret Key.');
	expect(await dialog.innerText()).toContain('The rest of this form can stay as it is.');
	await person.click(editor.parameter('secretKey').locator('input'));
	await person.type(stage.interakt.secretKey);
	recording.say('Save: n8n tries the key out');
	await person.click(editor.part('credential-save-button'));
	await dialog.waitFor({ state: 'hidden' });
});

test('the panel says whom it sends to, and that a number can be typed in any form', async () => {
	const { editor } = stage;
	expect(await editor.panel.innerText()).toContain('Identify Customer By');
	expect(await editor.parameter('identifyBy').locator('input').inputValue()).toBe('Phone Number');
	const number = editor.parameter('phoneNumber').locator('input');
	expect(await number.getAttribute('placeholder')).toBe('e.g. 99999 99999 or +91 99999 99999');

	recording.say('Type your own WhatsApp number, in any form');
	await person.click(number);
	await person.type('99999 99999');
});

test('the list says what each template is, and its text', async () => {
	const { editor } = stage;
	recording.say('Pick a template: the list shows its language, its category and its text');
	await person.click(editor.part('rlc-input', editor.part('resource-locator-template')));
	await editor.entries.first().waitFor();
	await recording.show(READING_MS);
	await person.type('welcome');
	const entry = editor.entries.filter({ hasText: 'welcome_message' });
	await entry.first().waitFor();
	await eventually(async () => expect(await editor.entries.count()).toBe(await entry.count()));

	expect(await entry.first().innerText()).toBe('welcome_message · English · Utility · Hello {{1}}');
	await person.click(entry);
});

test('its sentence and its variable stand in view, and the message is sent', async () => {
	const { editor, interakt } = stage;
	const variable = editor.parameter('body1').locator('input');
	await variable.waitFor();
	recording.say('Each variable of the template is a field');
	await person.click(variable);
	expect(await editor.panel.innerText()).toContain('Hello {{1}}');
	await person.type('Asha');
	recording.say('Execute step sends the message');
	await person.click(editor.part('node-execute-button'));
	await editor.output.getByText('accepted').first().waitFor();

	expect(interakt.state.messages).toMatchObject([{ recipient: '+919999999999' }]);
});

test('the output says that accepted is not delivered yet', async () => {
	const { editor } = stage;
	recording.say('Accepted: the Interakt Trigger tells when it is delivered and read');
	await recording.show(3 * READING_MS);

	expect(await editor.output.innerText()).toContain('Accepted by Interakt, not delivered yet');
});

test('takes at most 9 clicks, 5 typed values and no scroll', () => {
	const { clicks, typed, scrolls, keys } = person.effort;
	process.stdout.write(
		`First message: ${clicks} clicks, ${typed} typed values, ${scrolls} scrolls; keys ${keys.join(', ')}\n`,
	);
	expect([clicks <= 9, typed <= 5, scrolls]).toEqual([true, true, 0]);
});

test('is recorded in less than a minute', async () => {
	const file = await recording.save('first-message');

	expect(recording.seconds).toBeLessThan(60);
	expect(file.toString('latin1', 0, 16)).toMatch(/^RIFF[^]{4}WEBPVP8X$/);
});
