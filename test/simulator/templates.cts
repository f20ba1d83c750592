import { randomUUID } from 'node:crypto';

export interface Template {
	id: string;
	name: string;
	display_name: string;
	language: string;
	category: 'MARKETING' | 'UTILITY' | 'AUTHENTICATION';
	header_format: 'TEXT' | 'IMAGE' | 'VIDEO' | 'DOCUMENT' | null;
	header: string | null;
	body: string;
	body_text: string[];
	footer: string | null;
	buttons: Array<Record<string, string>>;
	approval_status: 'APPROVED' | 'PENDING' | 'REJECTED' | 'PAUSED';
	carousel_cards?: unknown[];
}

/** A template; what is not given is made up. */
export function template(name: string, given: Partial<Template> = {}): Template {
	return {
		id: randomUUID(),
		name,
		display_name: name.replace(/_/g, ' '),
		language: 'en',
		category: 'UTILITY',
		header_format: null,
		header: null,
		body: 'Hello {{1}}',
		body_text: ['Asha'],
		footer: null,
		buttons: [],
		approval_status: 'APPROVED',
		...given,
	};
}

const quickReplies = (...texts: string[]) => texts.map((text) => ({ type: 'QUICK_REPLY', text }));

/** How many variables a text has. */
export const variables = (text: string): number => new Set(text.match(/\{\{\s*\d+\s*\}\}/g)).size;

/** The templates of the source documents (S3, S4 §3), approved and ready to send. */
export function defaultTemplates(): Template[] {
	return [
		template('delivered_alert_101', {
			header_format: 'TEXT',
			header: '{{1}} on your order',
			body: '{{1}}, your order {{2}} was delivered.',
			body_text: ['There', '1234'],
			buttons: [{ type: 'URL', text: 'Track', url: 'https://example.com/orders/{{1}}' }],
		}),
		template('temp_with_quick_reply_buttons', {
			header_format: 'DOCUMENT',
			buttons: quickReplies('Yes', 'No', 'Later'),
		}),
		template('welcome_message'),
		template('invoice_delivery', {
			header_format: 'DOCUMENT',
			body: 'Your invoice for {{1}}',
			body_text: ['ORD-1'],
		}),
		template('auth_one_tap_code', {
			category: 'AUTHENTICATION',
			body: '{{1}} is your verification code.',
			body_text: ['1234'],
			buttons: [{ type: 'OTP', text: 'Copy code' }],
		}),
		template('dynamic_cta_template', {
			category: 'MARKETING',
			buttons: [
				{ type: 'PHONE_NUMBER', text: 'Call us', phone_number: '+919999999999' },
				{ type: 'URL', text: 'Shop', url: 'https://example.com/{{1}}' },
			],
		}),
		template('product_carousel', {
			category: 'MARKETING',
			body: 'Our {{1}} is here',
			body_text: ['Summer Sale'],
			carousel_cards: [],
		}),
		template('order_status_update', { body: 'Your order over {{1}}', body_text: ['$200'] }),
		template('diwali_offer', { category: 'MARKETING' }),
		template('booking', {
			body: 'Choose a day',
			body_text: [],
			buttons: [{ type: 'FLOW', text: 'Book' }],
		}),
		template('booking_flow', { buttons: [{ type: 'FLOW', text: 'Book' }] }),
		template('order_update', {
			body: 'Hi {{1}}, your order {{2}} is on its way.',
			body_text: ['Asha', '1042'],
		}),
	];
}
