/** What a person finds who looks for the nodes in the node creator of a real n8n, with words and not with names. */
import { HostSetUp, INSTALL_AND_BOOT_MS } from '../host/setUp.cts';
import { chain, codeNode, manualTrigger } from '../host/workflows.cts';
import { choices } from '../../nodes/Interakt/triggers/webhook/choices.ts';
import { eventually } from './eventually.cts';
import { Stage } from './stage.cts';

const setUp = new HostSetUp();
let stage: Stage;

beforeAll(async () => {
	stage = await Stage.open(setUp);
	const { editor, n8n, page } = stage;
	await page.setViewportSize({ width: 1366, height: 768 });
	const workflow = chain('Find the nodes', [manualTrigger('Start'), codeNode('Customer', [{}])]);
	await editor.openWorkflow(await n8n.api.createWorkflow(workflow));
	await page.locator('[data-node-name="Start"]').first().waitFor();
	await page.keyboard.press('n');
	await search().waitFor();
}, INSTALL_AND_BOOT_MS);

afterAll(setUp.end);

const search = () => stage.editor.part('node-creator-search-bar');
const found = async () => await stage.editor.part('node-creator-item-name').allInnerTexts();

/** What the creator shows for some words, once its list has changed to them. */
async function lookFor(words: string): Promise<string[]> {
	await search().fill('no node has this name');
	await eventually(async () => expect(await found()).toEqual([]));
	await search().fill(words);
	let names: string[] = [];
	await eventually(async () => {
		names = (await found()).map((name) => name.trim());
		expect(names.length).toBeGreaterThan(0);
	});
	return names;
}

test.each([
	'interakt',
	'whatsapp',
	'whatsapp business',
	'rcs',
	'sms',
	'send message',
	'template',
	'broadcast',
	'campaign',
	'marketing',
	'crm',
	'contact',
	'customer',
	'chat',
	'reply',
	'notification',
	'webhook',
])('finds Interakt by "%s"', async (words) => {
	expect((await lookFor(words)).some((name) => name.startsWith('Interakt'))).toBe(true);
});

/** The entries of the creator below its last heading, which is unfolded and says how many there are: `Triggers (9)`. */
async function unfolded(heading: RegExp): Promise<string[]> {
	const title = stage.page.getByText(heading);
	const count = Number(/\d+/.exec((await title.textContent()) ?? '')?.[0]);
	await title.click();
	return await eventually(async () => {
		const last = (await found()).map((name) => name.trim()).slice(-count);
		expect(last.every((name) => name.startsWith('On '))).toBe(true);
		return last;
	});
}

test('offers each choice of Trigger On as an entry, at most ten, below the actions', async () => {
	const { editor } = stage;
	await lookFor('interakt');
	await editor.part('item-iterator-item').first().click();
	await editor.part('node-creator').getByText('Message Actions', { exact: true }).waitFor();
	const actions = (await found()).map((name) => name.trim());
	expect(actions).toEqual(expect.arrayContaining(['Send a template message', 'Create or update a contact']));

	const triggers = await unfolded(/^Triggers \(\d+\)/);
	expect(triggers.length).toBeLessThanOrEqual(10);
	expect(triggers).toEqual(expect.arrayContaining(['On message received', 'On button or link clicked']));
	const named = choices.map(({ name }) => `On ${name.charAt(0).toLowerCase()}${name.slice(1)}`);
	expect(triggers.map(lowerCased).sort()).toEqual(named.map(lowerCased).sort());
});

const lowerCased = (text: string) => text.toLowerCase();
