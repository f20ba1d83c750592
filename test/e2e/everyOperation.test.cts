/**
 * Every operation as a person sees it: on the canvas, and in its panel, in light and dark. With `PICTURES_FOLDER` the
 * panels are kept to be looked at.
 */
import { createCredential, CREDENTIAL_TYPES } from '../host/credentials.cts';
import { HostSetUp, INSTALL_AND_BOOT_MS } from '../host/setUp.cts';
import { exampleWorkflow, isOurs } from '../demo/workflow.cts';
import { takeLook, takePicture } from './pictures.cts';
import { Stage } from './stage.cts';

const setUp = new HostSetUp();
let stage: Stage;
let names: string[];

beforeAll(async () => {
	stage = await Stage.open(setUp);
	const { editor, interakt, n8n } = stage;
	const credentials = await Promise.all(
		CREDENTIAL_TYPES.map((type) => createCredential(n8n.api, type, interakt)),
	);
	const workflow = await exampleWorkflow('every-operation.json', credentials);
	names = workflow.nodes.filter(isOurs).map(({ name }) => name);
	await editor.openWorkflow(await n8n.api.createWorkflow(workflow));
}, INSTALL_AND_BOOT_MS);

afterAll(setUp.end);

test('the canvas names what each node does in words', async () => {
	const { editor, page } = stage;
	await editor.part('canvas-node').first().waitFor();
	await page.keyboard.press('1');
	const subtitles = await editor.part('canvas-node').allInnerTexts();
	expect(subtitles.join('\n')).toContain('Send Template: ');
	expect(subtitles.filter((text) => /[a-z][A-Z][a-z]+: |undefined/.test(text))).toEqual([]);
	await page.mouse.move(720, 12);
	await takePicture(page, 'every-operation', page.locator('.vue-flow'));
});

test('no panel has a label that is cut, or a field that n8n takes for unfinished', async () => {
	const { editor, page } = stage;
	const cut: string[] = [];
	for (const name of names) {
		await editor.openNode(name);
		await editor.prepareForPicture();
		expect([name, await editor.part('parameter-issues', editor.panel).count()]).toEqual([name, 0]);
		cut.push(...(await editor.cutLabels()).map((label) => `${name}: ${label}`));
		await takeLook(page, name.replace(/[^A-Za-z]+/g, '-').toLowerCase(), editor.panel);
		await editor.closeNode();
	}
	expect(cut).toEqual([]);
});
