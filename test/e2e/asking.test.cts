/**
 * Asking in the chat as people see it: the examples on the canvas, the panels, and what the customer reads. With
 * `PICTURES_FOLDER` every panel is kept to be looked at.
 */
import type { INode, INodeParameters } from 'n8n-workflow';

import { answerTo } from '../demo/answering.cts';
import { exampleWorkflow } from '../demo/workflow.cts';
import type { Credential } from '../host/api.cts';
import { createCredential, WEBHOOK_SECRET } from '../host/credentials.cts';
import { startModel, withModel } from '../host/scriptedModel.cts';
import { HostSetUp, INSTALL_AND_BOOT_MS } from '../host/setUp.cts';
import { interaktTriggerNode, productionPath, registered } from '../host/triggers.cts';
import { chain } from '../host/workflows.cts';
import { template } from '../simulator/templates.cts';
import { answerOf, chatPage, questionOf } from './chat.cts';
import { takeLook, takePicture } from './pictures.cts';
import { Stage } from './stage.cts';

const setUp = new HostSetUp();
let stage: Stage;
let credential: Credential;

beforeAll(async () => {
	stage = await Stage.open(setUp);
	credential = await createCredential(stage.n8n.api, 'interaktApi', stage.interakt);
	stage.interakt.state.putTemplate(
		template('order_confirm', {
			display_name: 'Order confirmation',
			body: 'Shall we ship order {{1}}?',
			body_text: ['1042'],
			buttons: [
				{ type: 'QUICK_REPLY', text: 'Ship it' },
				{ type: 'QUICK_REPLY', text: 'Change it' },
			],
		}),
	);
}, INSTALL_AND_BOOT_MS);

afterAll(setUp.end);

/** An example as a person has it who has chosen the credentials. */
async function imported(file: string) {
	const { api } = stage.n8n;
	const workflow = await exampleWorkflow(file, [credential]);
	const model = setUp.add(await startModel(() => 'Done.'), ({ close }) => close());
	const chosen = await withModel(api, workflow, model);
	return { workflow: chosen, id: await api.createWorkflow(chosen) };
}

test.each(['order-confirmation', 'manager-approval', 'agent-with-review'])(
	'the example %s has no node that n8n takes for unfinished',
	async (name) => {
		const { editor, page } = stage;
		const { id } = await imported(`${name}.json`);
		await editor.openWorkflow(id);
		await editor.part('canvas-node').first().waitFor();
		await page.keyboard.press('1');
		await page.mouse.move(720, 12);
		expect(await editor.part('node-issues').count()).toBe(0);
		const canvas = page.locator('.vue-flow');
		await (name === 'order-confirmation'
			? takePicture(page, 'asking-canvas', canvas)
			: takeLook(page, `canvas-${name}`, canvas));
	},
);

test('the customer is asked in the chat, and what is tapped stands below the question', async () => {
	const { interakt, n8n, page } = stage;
	const { workflow, id } = await imported('order-confirmation.json');
	await n8n.api.activate(id);
	const path = (type: string) => productionPath(workflow.nodes.find((node) => node.type.endsWith(type))!);
	const url = n8n.url + path('.interaktTrigger');
	await registered(url);
	interakt.webhooks.register({ url, secret: WEBHOOK_SECRET });
	const customer = { countryCode: '+91', phoneNumber: '9999900045' };
	interakt.state.customerWrites(customer);
	await n8n.api.call('order-to-confirm', {
		order: '1042',
		total: '₹1,499.00',
		customer: { phone: '99999 00045' },
	});
	await interakt.webhooks.sendAll([await answerTo(interakt, { answers: '45', question: '1042', tap: 0 })]);
	await n8n.api.endedExecutions(id);
	await n8n.api.deactivate(id);
	expect(interakt.state.events).toMatchObject([{ event: 'Order Confirmed', traits: { order: '1042' } }]);

	const question = questionOf(interakt.state.messages[0]!);
	expect(question.buttons).toEqual(['Ship it', 'Change it']);
	const chat = await page.context().newPage();
	await chat.setContent(chatPage('Rao Textiles', [question, answerOf('Ship it')]));
	await takePicture(chat, 'asking-chat', chat.locator('main'));
	await chat.close();
});

/** What there is to see of a question, by the name of its picture. */
const questions: Readonly<Record<string, INodeParameters>> = {
	'by-message': {
		message: '=Shall we ship order 1042, {{ $json.name }}?',
		approveLabel: 'Ship it',
		declineLabel: 'Change it',
	},
	'by-choices': {
		message: 'When shall we bring it?',
		responseType: 'choice',
		choices: { values: [{ title: 'Today' }, { title: 'Tomorrow' }, { title: 'On Saturday' }] },
		limitType: 'atSpecifiedTime',
		waitUntil: '2030-01-31T17:00:00',
		whenUnanswered: 'noAnswerBranch',
	},
	'by-text': { message: 'What shall we change?', responseType: 'freeText' },
	'by-template': {
		askBy: 'template',
		template: { __rl: true, mode: 'name', value: 'order_confirm' },
		languageCode: 'en',
		bodyValues: { values: [{ value: '1042' }] },
	},
	'all-fields': {
		message: 'Shall we ship order 1042?',
		additionalFields: {
			allowPlaceholders: true,
			callbackData: '1042',
			declineByText: true,
			footer: 'Rao Textiles',
			keepEarlierButtons: true,
			sendOnceKey: 'order 1042',
		},
	},
};

test.each(Object.entries(questions))('the panel of a question %s reads well', async (name, parameters) => {
	const { editor, page } = stage;
	await stage.openNode(
		{ resource: 'message', operation: 'sendAndWait', phoneNumber: '={{ $json.phone }}', ...parameters },
		credential,
	);
	await editor.parameter('responseType').waitFor();
	await readsWell(`asking-${name}`);
	if (name === 'by-message') {
		await editor.scrollToTop(editor.parameter('phoneNumber'));
		await editor.prepareForPicture();
		await takePicture(page, 'asking-panel', editor.panel);
	}
});

/** Looks at the open panel with room for all of it: no label is cut, and n8n takes no field for unfinished. */
async function readsWell(name: string): Promise<void> {
	const { editor, page } = stage;
	await page.setViewportSize({ width: 1440, height: 1500 });
	await editor.prepareForPicture();
	await takeLook(page, name, editor.panel);
	expect(await editor.cutLabels()).toEqual([]);
	expect(await editor.part('parameter-issues', editor.panel).count()).toBe(0);
	await page.setViewportSize({ width: 1440, height: 900 });
}

test('the panel of a review reads well', async () => {
	const { editor } = stage;
	const { id } = await imported('agent-with-review.json');
	await editor.openWorkflow(id);
	await editor.openNode('Ask the Manager');
	await readsWell('asking-review');
});

test('the options of the trigger about answers read well', async () => {
	const { editor, n8n } = stage;
	const options = { answersAlsoStart: true, lateReply: 'This question is closed' };
	const trigger: INode = interaktTriggerNode('Interakt Trigger', credential, {
		events: ['messageReceived'],
		options,
	});
	await editor.openWorkflow(await n8n.api.createWorkflow(chain('Listen', [trigger])));
	await editor.openNode('Interakt Trigger');
	await readsWell('asking-trigger');
});
