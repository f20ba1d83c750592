/**
 * Sending a template in a real n8n, in a browser: pick it, fill in its variables, see the message, send it.
 */
import { HostSetUp, INSTALL_AND_BOOT_MS } from '../host/setUp.cts';
import { eventually } from './eventually.cts';
import { takePicture } from './pictures.cts';
import { Stage } from './stage.cts';
import { accountSize, saleCarousel } from './templates.cts';

const setUp = new HostSetUp();
let stage: Stage;

beforeAll(async () => {
	stage = await Stage.open(setUp);
}, INSTALL_AND_BOOT_MS);

afterAll(setUp.end);

const picture = async (name: string) => {
	await stage.editor.prepareForPicture();
	await takePicture(stage.page, `template-${name}`, stage.editor.panel);
};

const sendTemplate = { resource: 'message', operation: 'sendTemplate', phoneNumber: '={{ $json.phone }}' };

/** What a person fills in; `body1` and `card1_body1` come from the input item. */
const values = {
	body2: 'Sunday',
	card1_header: 'https://cdn.example.com/saree.jpg',
	card1_button0: 'red-silk',
	card1_payload1: 'more-saree',
	card2_header: 'https://cdn.example.com/lamp.jpg',
	card2_body1: '2',
	card2_button0: 'brass',
	card2_payload1: 'more-lamp',
};

const sentTemplate = {
	name: 'sale_carousel',
	languageCode: 'en',
	bodyValues: ['Asha', 'Sunday'],
	carouselCards: [
		{
			headerValues: ['https://cdn.example.com/saree.jpg'],
			bodyValues: ['red'],
			buttonValues: { '0': ['red-silk'] },
			buttonPayload: { '1': ['more-saree'] },
		},
		{
			headerValues: ['https://cdn.example.com/lamp.jpg'],
			bodyValues: ['2'],
			buttonValues: { '0': ['brass'] },
			buttonPayload: { '1': ['more-lamp'] },
		},
	],
};

const sentBody = { phoneNumber: '9999999999', countryCode: '+91', type: 'Template', template: sentTemplate };

const messagesAsked = () => stage.interakt.state.requests.filter(({ path }) => path === '/message/');

describe('a person sends a carousel, one step after the other', () => {
	let workflowId: string;

	test('opens the list: all three pages are read, approved templates come first', async () => {
		const { editor, interakt } = stage;
		workflowId = await stage.openNode(sendTemplate);
		await editor.openTemplates();

		const offsets = interakt.state.requests.map(({ query }) => query.offset);
		expect(offsets).toEqual(['0', '100', '200']);
		expect(interakt.state.templates).toHaveLength(accountSize);
		expect(await editor.entries.allInnerTexts()).not.toContainEqual(
			expect.stringMatching(/Pending|Rejected/),
		);
		await picture('1-pick');
	});

	test('finds a template by its name: one entry for each language', async () => {
		expect(await stage.editor.search('order_update', 'order_update', 2)).toEqual([
			'order_update · English · Utility · Hi {{1}}, your order {{2}} is on its way.',
			'order_update · Hindi · Utility · नमस्ते {{1}}, आपका ऑर्डर {{2}} रास्ते में है।',
		]);
	});

	test('finds a template by words of its text', async () => {
		const [entry, ...others] = await stage.editor.search('diwali swipe', 'sale_carousel', 1);
		expect(entry).toContain('Diwali sale (sale_carousel) · English · Marketing · Hi {{1}}, our Diwali sale');
		expect(others).toEqual([]);
		await picture('3-search');
	});

	test('sees exactly its variables, the required ones marked', async () => {
		const { editor } = stage;
		await editor.entries.click();
		await editor.parameter('card2_payload1').waitFor();

		const fields = await editor.shownFields();
		// Each below the template's own words, and all of it to be read.
		expect(fields.map(({ id, label }) => [id, label])).toEqual([
			['about_body1', 'Hi {{1}}, our Diwali sale is on until {{2}}. Swipe for…'],
			['body1', '{{1}} e.g. Asha *'],
			['body2', '{{2}} e.g. Sunday *'],
			['card1_header', 'Card 1 Image URL *'],
			['about_card1_body1', 'Silk saree in {{1}}, 20% off'],
			['card1_body1', 'Card 1 {{1}} (red) *'],
			['about_card1_button0', 'Shop now → https://shop.example.com/sarees/…'],
			['card1_button0', 'Card 1 Shop now URL *'],
			['about_card1_payload1', '“Tell me more”'],
			['card1_payload1', 'Card 1 Tell m… Payload'],
			['card2_header', 'Card 2 Image URL *'],
			['about_card2_body1', 'Brass lamp, set of {{1}}'],
			['card2_body1', 'Card 2 {{1}} e.g. 2 *'],
			['about_card2_button0', 'Shop now → https://shop.example.com/lamps/…'],
			['card2_button0', 'Card 2 Shop now URL *'],
			['about_card2_payload1', '“Tell me more”'],
			['card2_payload1', 'Card 2 Tell m… Payload'],
		]);
		expect(fields.filter(({ cut }) => cut)).toEqual([]);
		expect(fields.filter(({ stopped }) => stopped)).toEqual([]);
		await editor.scrollToTop(editor.part('resource-locator-template'));
		await picture('4-fields');
	});

	test('hears in a dry run what is still missing, all of it by the names of the fields', async () => {
		const { editor } = stage;
		await editor.toggle('dryRun');
		await editor.execute('dryRun');

		const [item] = await stage.lastItems(workflowId);
		expect((item?.findings as Array<{ message: string }>).map(({ message }) => message)).toEqual([
			'{{1}} is empty',
			'{{2}} is empty',
			'Card 1 Image URL is empty',
			'Card 1 {{1}} is empty',
			'Card 1 Shop now URL is empty',
			'Card 2 Image URL is empty',
			'Card 2 {{1}} is empty',
			'Card 2 Shop now URL is empty',
		]);
		expect(item).toMatchObject({ preview: { body: saleCarousel.body } });
		expect(messagesAsked()).toEqual([]);
		await editor.scrollToTop(editor.part('mapping-fields-container'));
		await picture('5-missing');
	});

	test('fills them in, two by dragging them from the input', async () => {
		const { editor } = stage;
		await editor.drag('name', 'body1', 'Asha');
		await editor.drag('colour', 'card1_body1', 'red');
		for (const [name, value] of Object.entries(values)) await editor.fill(name, value);

		expect(await editor.held('body1')).toBe('{{ $json.name }}');
	});

	test('reads in a dry run what the customer will see; nothing is sent', async () => {
		const { editor } = stage;
		await editor.execute('dryRun');

		expect(await stage.lastItems(workflowId)).toEqual([
			expect.objectContaining({
				status: 'dryRun',
				phoneNumber: '+919999999999',
				request: { method: 'POST', path: '/message/', body: sentBody },
				preview: {
					body: 'Hi Asha, our Diwali sale is on until Sunday. Swipe for your picks.',
					cards: [
						{
							header: 'https://cdn.example.com/saree.jpg',
							body: 'Silk saree in red, 20% off',
							buttons: ['Shop now (https://shop.example.com/sarees/red-silk)', 'Tell me more'],
						},
						{
							header: 'https://cdn.example.com/lamp.jpg',
							body: 'Brass lamp, set of 2',
							buttons: ['Shop now (https://shop.example.com/lamps/brass)', 'Tell me more'],
						},
					],
				},
				findings: [],
			}),
		]);
		expect(messagesAsked()).toEqual([]);
		await editor.output
			.getByText('"Hi Asha, our Diwali sale is on until Sunday. Swipe for your picks."')
			.waitFor();
		await editor.scrollToTop(editor.part('mapping-fields-container'));
		await picture('6-preview');
	});

	test('sends it, exactly as shown', async () => {
		const { editor, interakt } = stage;
		await editor.toggle('dryRun');
		await editor.execute('accepted');

		expect(await stage.lastItems(workflowId)).toEqual([
			expect.objectContaining({ status: 'accepted', phoneNumber: '+919999999999' }),
		]);
		expect(messagesAsked().map(({ body }) => body)).toEqual([sentBody]);
		expect(interakt.state.messages).toEqual([
			expect.objectContaining({ recipient: '+919999999999', body: sentBody }),
		]);
		await picture('7-sent');
	});

	test('finds everything as it was after closing the node and after a reload', async () => {
		const { editor, page } = stage;
		const all = { body1: '{{ $json.name }}', card1_body1: '{{ $json.colour }}', ...values };
		const held = async () => {
			await editor.parameter('card2_payload1').waitFor();
			const names = Object.keys(all);
			return Object.fromEntries(
				await Promise.all(names.map(async (name) => [name, await editor.held(name)])),
			);
		};

		await editor.closeNode();
		await editor.openNode('Interakt');
		expect(await held()).toEqual(all);

		// n8n saves by itself, a moment later.
		await eventually(async () => {
			expect(await stage.savedParameters(workflowId)).toMatchObject({
				template: { value: 'sale_carousel|en' },
				templateValues: { value: { ...values, body1: '={{ $json.name }}' } },
			});
		});
		await editor.closeNode();
		await page.reload();
		await editor.openNode('Interakt');
		expect(await held()).toEqual(all);
	});

	test('picks another template: the fields follow', async () => {
		const { editor } = stage;
		await editor.pickTemplate('delivered_alert', 'delivered_alert_101', 'button0');

		const ids = await eventually(async () => {
			const found = (await editor.shownFields()).map(({ id }) => id).filter((id) => !id.startsWith('about_'));
			expect(found).toHaveLength(4);
			return found;
		});
		expect(ids).toEqual(['header', 'body1', 'body2', 'button0']);
		await editor.scrollToTop(editor.part('resource-locator-template'));
		await picture('9-another');
	});
});

test('a list that cannot be had says why', async () => {
	const secretKey = Buffer.from('another-token:').toString('base64');
	await stage.openNode(sendTemplate, await stage.credential(secretKey));
	const reason = await stage.editor.openFailingTemplates();

	expect(reason).toContain('Interakt does not accept the Secret Key');
	expect(reason).toContain('Developer Setting');
	await picture('list-refused');
});

test('a code name is typed, and its values are given by hand', async () => {
	const { editor, page } = stage;
	await stage.openNode(sendTemplate);
	await editor.parameter('template').waitFor();
	expect(await editor.parameter('languageCode').count()).toBe(0);
	expect(await editor.additionalFields()).not.toContain('Carousel Cards');

	await editor.chooseTemplateMode('Name');
	await editor.part('rlc-input', editor.parameter('template')).fill(saleCarousel.name);
	await editor.parameter('languageCode').waitFor();
	await page.getByText('Body Values', { exact: true }).waitFor();
	await picture('by-hand');

	expect(await editor.held('languageCode')).toBe('en');
	await editor.part('rlc-input', editor.parameter('template')).fill(`${saleCarousel.name}|en`);
	await page.getByText('Body Values', { exact: true }).waitFor();
	expect(await editor.part('resource-mapper-container').count()).toBe(0);
	expect(await editor.additionalFields()).toEqual(
		expect.arrayContaining(['Button Payloads', 'Button Values', 'Carousel Cards', 'Header Value']),
	);
});
