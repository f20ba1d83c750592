import { defaultTemplates, template, type Template } from '../simulator/templates.cts';

/** How many templates the account of these tests has: three pages of the list. */
export const accountSize = 230;

const quickReply = (text: string) => ({ type: 'QUICK_REPLY', text });
const dynamicUrl = (text: string, url: string) => ({ type: 'URL', text, url });

/** The template that the person of these tests sends: two cards, each with every kind of variable. */
export const saleCarousel = template('sale_carousel', {
	display_name: 'Diwali sale',
	category: 'MARKETING',
	body: 'Hi {{1}}, our Diwali sale is on until {{2}}. Swipe for your picks.',
	body_text: ['Asha', 'Sunday'],
	carousel_cards: [
		{
			header_format: 'IMAGE',
			body: 'Silk saree in {{1}}, 20% off',
			body_text: ['red'],
			buttons: [dynamicUrl('Shop now', 'https://shop.example.com/sarees/{{1}}'), quickReply('Tell me more')],
		},
		{
			header_format: 'IMAGE',
			body: 'Brass lamp, set of {{1}}',
			body_text: ['2'],
			buttons: [dynamicUrl('Shop now', 'https://shop.example.com/lamps/{{1}}'), quickReply('Tell me more')],
		},
	],
});

/** What the documents show (S3, S4 §3) beside the simulator's own templates, and a second language of one of those. */
const special: Template[] = [
	saleCarousel,
	template('order_update', {
		language: 'hi',
		body: 'नमस्ते {{1}}, आपका ऑर्डर {{2}} रास्ते में है।',
		body_text: ['आशा', '1042'],
	}),
	template('price_list', { header_format: 'IMAGE', category: 'MARKETING', body: 'Our prices for {{1}}' }),
	template('how_to_wash_silk', { header_format: 'VIDEO', body: 'Your saree lasts longer this way, {{1}}' }),
	Object.assign(template('order_shipping_status', { body: 'Your order {{1}} has a new status' }), {
		sub_category: 'ORDER_STATUS',
	}),
];

/** What an account gathers over the years: name, category and text. */
const everyday: ReadonlyArray<readonly [string, Template['category'], string]> = [
	['payment_reminder', 'UTILITY', 'Hi {{1}}, {{2}} is due on {{3}}'],
	['appointment_confirmation', 'UTILITY', 'See you on {{1}} at {{2}}, {{3}}'],
	['cart_reminder', 'MARKETING', '{{1}}, your cart is waiting for you'],
	['feedback_request', 'MARKETING', 'How was your visit, {{1}}?'],
	['delivery_delay', 'UTILITY', 'Order {{1}} comes on {{2}}'],
	['back_in_stock', 'MARKETING', '{{1}} is back in our shop'],
];

const statuses = ['APPROVED', 'APPROVED', 'APPROVED', 'PENDING', 'REJECTED'] as const;

/** The account's templates; the simulator encodes the buttons of every second one twice. */
export function accountTemplates(): Template[] {
	const ours = [...defaultTemplates(), ...special];
	const others = Array.from({ length: accountSize - ours.length }, (_, index) => {
		const [name, category, body] = everyday[index % everyday.length]!;
		return template(`${name}_${String(index + 1).padStart(3, '0')}`, {
			category,
			body,
			approval_status: statuses[index % statuses.length]!,
			buttons: index % 3 === 0 ? [quickReply('Yes'), quickReply('No')] : [],
		});
	});
	// What is looked for stands on the last page.
	return [...others, ...ours];
}
