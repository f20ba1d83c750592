/** What a person finds who looks for the nodes in the node creator of a real n8n, with words and not with names. */
import { HostSetUp, INSTALL_AND_BOOT_MS } from '../host/setUp.cts';
import { chain, codeNode, manualTrigger } from '../host/workflows.cts';
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
