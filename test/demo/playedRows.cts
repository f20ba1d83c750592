/** What happens in each of the example workflows that others call, and what has to come of it. */
import type { ToolCall, Turn } from '../host/scriptedModel.cts';
import { accountEvent } from '../simulator/webhooks/account.cts';
import { template } from '../simulator/templates.cts';
import { receivedText } from '../simulator/webhooks/received.cts';
import { clicked, status } from '../simulator/webhooks/statuses.cts';
import { customer, numberOf as number } from './listening.cts';
import type { PlayedRow } from './played.cts';

const wrote = (digits: string, text: string) => ({
	received: receivedText(text, { customer: customer(digits) }),
});

/** A card of the carousel, as Interakt gets it. */
const card = (link: string, name: string) =>
	`{"headerValues":["https://cdn.example.com/${link}.jpg"],"bodyValues":["${name}"],"buttonValues":{"0":["${link}"]}}`;

/** A question with its buttons, as Interakt gets it. */
const buttons = (text: string, ...titles: string[]) =>
	JSON.stringify({
		type: 'button',
		body: { text },
		action: { buttons: titles.map((title) => ({ type: 'reply', reply: { id: 'token', title } })) },
	});

/** A text of the agent, as the manager gets it to review. */
const review = (text: string) =>
	buttons(`Shall this go out to the customer?\n\nText: ${text}`, 'Send', 'Do Not Send');

/** A call of the agent's tool that is reviewed: n8n gives the review a group of parameters too. */
const reply = (text: string): ToolCall[] => [
	{ tool: 'Reply_to_the_Customer', input: { toolParameters: { Text: text }, hitlParameters: {} } },
];

/** What the model does about a message, turn by turn. */
const REVIEWED: Readonly<Record<string, readonly Turn[]>> = {
	'Where is my order?': [reply('It arrives tomorrow.')],
	'I want my money back': [reply('We pay it back today.'), reply('What is the number of your order?')],
};

const order = (digits: string, given: object) => ({ phone: `99999 000${digits}`, ...given });

const shopify = {
	id: 5001,
	admin_graphql_api_id: 'gid://shopify/Order/5001',
	name: '#1042',
	order_number: 1042,
	token: 'abcdef',
	email: 'asha@example.com',
	phone: null,
	total_price: '1499.00',
	currency: 'INR',
	customer: { id: 9, first_name: 'ASHA', last_name: 'RAO', email: 'asha@example.com', phone: null },
	shipping_address: { name: 'Asha Rao', phone: '099999 00062', city: 'Pune', country_code: 'IN' },
	line_items: [
		{ title: 'Kurta', quantity: 1 },
		{ title: 'Dupatta', quantity: 2 },
	],
};

const woocommerce = {
	id: 727,
	number: '727',
	status: 'processing',
	order_key: 'wc_order_1',
	total: '1499.00',
	currency: 'USD',
	billing: {
		first_name: 'Ann',
		last_name: 'Lee',
		email: 'ann@example.com',
		phone: '(415) 555-0163',
		country: 'US',
	},
	line_items: [{ name: 'Kurta' }],
};

export const playedRows: readonly PlayedRow[] = [
	{
		file: 'order-placed.json',
		prepare: 'Asha orders; the shop calls twice for her order, and leaves out her city and e-mail address',
		before: { '61': { city: 'Pune', email: 'asha@example.com' } },
		steps: Array.from({ length: 2 }, () => ({
			call: 'Order Placed',
			body: {
				order: '1042',
				total: '₹1,499.00',
				items: ['Kurta', 'Dupatta'],
				customer: { ...order('61', { name: 'ASHA RAO' }), email: '' },
			},
		})),
		wanted: [
			`${number('61')} {"city":"Pune","email":"asha@example.com","name":"ASHA RAO"}`,
			`${number('61')} Order Placed {"order":"1042","total":1499,"items":["Kurta","Dupatta"]}`,
			`${number('61')} whatsapp order_update {"bodyValues":["Asha","1042"]} 1042`,
		],
	},
	{
		file: 'shopify-order.json',
		prepare: 'Shopify tells of an order, twice',
		steps: Array.from({ length: 2 }, () => ({ call: 'Order Created', body: shopify })),
		wanted: [
			`${number('62')} {"name":"ASHA RAO","email":"asha@example.com","total_price":"1499.00","currency":"INR"}`,
			`${number('62')} Order Placed {"order":"#1042","total":1499,"items":["Kurta","Dupatta"]}`,
			`${number('62')} whatsapp order_update {"bodyValues":["Asha","#1042"]} #1042`,
		],
	},
	{
		file: 'woocommerce-order.json',
		prepare: 'WooCommerce tells of an order from the United States',
		steps: [{ call: 'Order Created', body: woocommerce }],
		wanted: [
			'+14155550163 {"name":"Ann Lee","email":"ann@example.com","total":"1499.00","currency":"USD"}',
			'+14155550163 Order Placed {"order":"727","total":1499,"items":["Kurta"]}',
			'+14155550163 whatsapp order_update {"bodyValues":["Ann","727"]} 727',
		],
	},
	{
		file: 'lead-form.json',
		prepare: 'A form on Facebook and IndiaMART each bring a lead; the second knows no e-mail address',
		before: { '65': { email: 'ravi@example.com' } },
		steps: [
			{
				call: 'Facebook',
				body: {
					id: '1',
					field_data: [
						{ name: 'full_name', values: ['Asha Rao'] },
						{ name: 'phone_number', values: [`p:${number('64')}`] },
						{ name: 'email', values: ['asha@example.com'] },
					],
				},
			},
			{
				call: 'IndiaMART',
				body: {
					RESPONSE: {
						UNIQUE_QUERY_ID: '2012',
						SENDER_NAME: 'Ravi',
						SENDER_MOBILE: `+91-${customer('65').phoneNumber}`,
						SENDER_EMAIL: '',
						SENDER_CITY: 'Pune',
					},
				},
			},
		],
		wanted: [
			`${number('64')} {"name":"Asha Rao","email":"asha@example.com","lead_source":"Facebook"}`,
			`${number('64')} whatsapp welcome_message {"bodyValues":["Asha"]} lead 1`,
			`${number('65')} {"email":"ravi@example.com","name":"Ravi","city":"Pune","lead_source":"IndiaMART"}`,
			`${number('65')} whatsapp welcome_message {"bodyValues":["Ravi"]} lead 2012`,
		],
	},
	{
		file: 'cart-reminder.json',
		prepare: 'Two customers leave their carts, and one of them buys before the time is over',
		settings: { waitSeconds: '3' },
		steps: [
			{ call: 'Cart Left', body: order('66', { cart: 'c-1', name: 'Asha' }) },
			{ call: 'Cart Left', body: order('67', { cart: 'c-2', name: 'Ravi' }) },
			{ call: 'Order Placed', body: { cart: 'c-2' } },
		],
		wanted: [`${number('66')} whatsapp diwali_offer {"bodyValues":["Asha"]} cart c-1`],
	},
	{
		file: 'one-time-code.json',
		prepare: 'A customer asks for a code, types it, and types it again',
		steps: [
			{ call: 'Code Wanted', body: order('68', {}) },
			{ call: 'Code Typed', typed: number('68'), answer: { valid: true } },
			{ call: 'Code Typed', typed: number('68'), answer: { valid: false } },
			{ call: 'Code Wanted', body: order('68', {}) },
			{ call: 'Code Typed', body: { phone: number('68'), code: 'wrong' }, answer: { valid: false } },
			{ call: 'Code Typed', typed: number('68'), answer: { valid: false } },
		],
		wanted: [
			...Array.from(
				{ length: 2 },
				() =>
					`${number('68')} whatsapp auth_one_tap_code {"bodyValues":["code"],"buttonValues":{"0":["code"]}}`,
			),
		],
	},
	{
		file: 'broadcast-with-results.json',
		prepare: 'The broadcast runs twice; one customer has not opted in, and one number is wrong',
		steps: [{ run: true }, { run: true }],
		wanted: [
			`${number('91')} whatsapp diwali_offer {"bodyValues":["Asha"]} diwali 2026`,
			`${number('92')} whatsapp diwali_offer {"bodyValues":["Ravi"]} diwali 2026`,
		],
		rows: {
			table: 'broadcast_results',
			columns: ['phone', 'status', 'why'],
			wanted: [
				['99999 00091', 'accepted', ''],
				['99999 00092', 'accepted', ''],
				['12', 'rejected', 'invalidInput'],
			],
		},
	},
	{
		file: 'invoice-from-file.json',
		prepare: 'The invoice is in a file',
		steps: [{ run: true }],
		wanted: [`${number('94')} whatsapp invoice_delivery with a file {"bodyValues":["1042"]} 1042`],
	},
	{
		file: 'product-carousel.json',
		prepare: 'Two customers get two products to swipe through',
		steps: [{ run: true }],
		wanted: [
			...[
				['95', 'Asha'],
				['96', 'Ravi'],
			].map(
				([digits = '', name]) =>
					`${number(digits)} whatsapp product_carousel {"bodyValues":["sale for ${name}"],"carouselCards":[${card('saree', 'Silk saree')},${card('lamp', 'Brass lamp')}]}`,
			),
		],
	},
	{
		file: 'order-status-in-chat.json',
		prepare: 'Customers ask for an order, for one of somebody else, and without a number',
		listens: true,
		steps: [
			wrote('71', 'Where is my order 4001?'),
			wrote('72', 'Where is my order 4002?'),
			wrote('73', 'Where is it?'),
		],
		wanted: [
			`${number('71')} whatsapp "Your order 4001 is on its way, and arrives tomorrow."`,
			`${number('72')} whatsapp "Your order 4002 is not known under your number."`,
			`${number('73')} whatsapp "Please write the number of your order, for example 4001."`,
		],
	},
	{
		file: 'chat-by-keyword.json',
		prepare: 'Customers write about a refund, a price, and the weather',
		listens: true,
		steps: [wrote('74', 'I want a REFUND'), wrote('75', 'What is the price?'), wrote('76', 'Nice weather')],
		wanted: [`${number('74').slice(1)} to asha@example.com`, `${number('75').slice(1)} to ravi@example.com`],
	},
	{
		file: 'one-webhook-many-workflows.json',
		prepare: 'A message, a status, a click and an account event arrive at one webhook',
		listens: true,
		steps: [
			wrote('77', 'Hi!'),
			{ received: status('read', { customer: customer('77') }) },
			{ received: clicked({ text: 'Yes' }, { customer: customer('77') }) },
			{ received: accountEvent('message_template_status_update') },
		],
		wanted: [],
		output: {
			member: 'did',
			wanted: {
				Messages: [`answer ${number('77')}`],
				Statuses: ['note messageRead'],
				'Clicks and Answers': [`follow up ${number('77')}`],
				Account: ['tell the admin of templateStatusUpdate'],
			},
		},
	},
	{
		file: 'older-product-leads.json',
		prepare: 'A form calls three times: with everything, without the company, and without an e-mail address',
		steps: [
			{
				call: 'Form Sent',
				body: order('78', {
					email: 'asha@example.com',
					name: 'Asha Rao',
					company: 'Rao Textiles',
					message: 'Hello',
				}),
			},
			{ call: 'Form Sent', body: { email: 'asha@example.com', name: 'Asha Rao', company: '', phone: null } },
			{ call: 'Form Sent', body: { name: 'Nobody' } },
		],
		wanted: [
			'{"email":"asha@example.com","company":"Rao Textiles","name":"Asha Rao","phone_number":"99999 00078","message":"Hello"}',
			'{"email":"asha@example.com","name":"Asha Rao"}',
		],
	},
	{
		file: 'contacts-from-database.json',
		prepare:
			'Three customers are in the database: one with a city that only Interakt knows, one with a wrong number',
		before: { '98': { city: 'Nashik' } },
		steps: [{ run: true }],
		wanted: [
			`${number('97')} {"name":"Asha Rao","city":"Pune","orders":3}`,
			`${number('98')} {"city":"Nashik","name":"Ravi","orders":1}`,
		],
		rows: {
			table: 'customers_to_sync',
			columns: ['customer', 'synced'],
			wanted: [
				['D-1', true],
				['D-2', true],
				['D-3', false],
			],
		},
	},
	{
		file: 'order-confirmation.json',
		prepare:
			'The shop asks three customers: one is asked by a template, and one answers only after a reminder, by the first button',
		before: { '46': { name: 'Ravi' } },
		wrote: ['45', '47'],
		shortened: {
			'Confirm the Order': {
				waitAmount:
					"={{ $('Order Placed').first().json.body.order === '1044' && $runIndex === 0 ? 1 : 720 }}",
				waitUnit: 'minutes',
			},
		},
		templates: [
			template('order_confirm', {
				body: 'Shall we ship order {{1}}?',
				body_text: ['1042'],
				buttons: [
					{ type: 'QUICK_REPLY', text: 'Ship it' },
					{ type: 'QUICK_REPLY', text: 'Change it' },
				],
			}),
		],
		listens: true,
		steps: [
			{ received: accountEvent('message_template_status_update') },
			{ call: 'Order Placed', body: { order: '1042', total: '₹1,499.00', customer: order('45', {}) } },
			{ call: 'Order Placed', body: { order: '1043', total: '₹799.00', customer: order('46', {}) } },
			{ call: 'Order Placed', body: { order: '1044', total: '₹250.00', customer: order('47', {}) } },
			{ answers: '46', question: '1043', tap: 1 },
			{ answers: '45', question: '1042', tap: 0 },
			{ answers: '47', question: '1044', after: 'We still wait', tap: 0 },
		],
		wanted: [
			`${number('45')} Order Confirmed {"order":"1042"}`,
			`${number('45')} whatsapp ${buttons('Your order 1042 comes to ₹1,499.00. Shall we ship it?', 'Ship it', 'Change it')} token 1042`,
			`${number('46')} whatsapp order_confirm {"bodyValues":["1043"]} token 1043`,
			`${number('46')} {"name":"Ravi"}`,
			`${number('46').slice(1)} to ravi@example.com`,
			`${number('47')} Order Confirmed {"order":"1044"}`,
			`${number('47')} whatsapp ${buttons('Your order 1044 comes to ₹250.00. Shall we ship it?', 'Ship it', 'Change it')} token 1044`,
			`${number('47')} whatsapp ${buttons('We still wait for your answer. Your order 1044 comes to ₹250.00. Shall we ship it?', 'Ship it', 'Change it')} token 1044`,
		],
	},
	{
		file: 'agent-with-review.json',
		prepare:
			'Two customers write; the manager lets one answer of the agent go out, and says what is wrong with another',
		wrote: ['56'],
		listens: true,
		script: (asked, turn) => (REVIEWED[asked] ?? [])[turn] ?? 'Done.',
		steps: [
			wrote('57', 'Where is my order?'),
			{ answers: '56', question: 'It arrives tomorrow', tap: 0 },
			wrote('58', 'I want my money back'),
			{ answers: '56', question: 'We pay it back today', text: 'Ask for the order number first' },
			{ answers: '56', question: 'What is the number of your order?', tap: 0 },
		],
		wanted: [
			`${number('56')} whatsapp ${review('It arrives tomorrow.')} token`,
			`${number('56')} whatsapp ${review('We pay it back today.')} token`,
			`${number('56')} whatsapp ${review('What is the number of your order?')} token`,
			`${number('57')} whatsapp "It arrives tomorrow."`,
			`${number('58')} whatsapp "What is the number of your order?"`,
		],
	},
	{
		file: 'manager-approval.json',
		prepare: 'Three refunds wait for the manager, who approves the last and the first and refuses the second',
		wrote: ['49'],
		listens: true,
		steps: [
			{ received: accountEvent('message_template_status_update') },
			{
				call: 'Refunds',
				body: {
					refunds: [
						{ order: '1042', amount: '₹1,499', customer: 'Asha' },
						{ order: '1043', amount: '₹799', customer: 'Ravi' },
						{ order: '1044', amount: '₹250', customer: 'Meera' },
					],
				},
			},
			{ answers: '49', question: 'order 1044', tap: 0 },
			{ answers: '49', question: 'order 1043', tap: 1 },
			{ answers: '49', question: 'order 1042', tap: 0 },
		],
		wanted: [
			`${number('49')} whatsapp ${buttons('Refund ₹1,499 to Asha for order 1042?', 'Approve', 'Decline')} token`,
			`${number('49')} whatsapp ${buttons('Refund ₹250 to Meera for order 1044?', 'Approve', 'Decline')} token`,
			`${number('49')} whatsapp ${buttons('Refund ₹799 to Ravi for order 1043?', 'Approve', 'Decline')} token`,
		],
		output: { member: 'order', wanted: { Pay: ['1042', '1044'], 'Do Not Pay': ['1043'] } },
	},
];
