import { list, type ContractRow } from '../row.cts';

const path = '/rcs/message/';
const phoneNumber = '9999999999';
const person = { countryCode: '+91', phoneNumber };

const sms = {
	senderId: 'MYSHOP',
	peId: '1201150000000000000',
	providerName: 'default',
	message: 'Dear Customer, {{1}} is your code.',
	dltTemplateId: '1107170000000000000',
	variables: list({ value: '123456' }),
};
const fallback = [
	{
		channel: 'sms',
		sender_id: 'MYSHOP',
		pe_id: '1201150000000000000',
		provider_name: 'default',
		content: {
			message: 'Dear Customer, {{1}} is your code.',
			dlt_te_id: '1107170000000000000',
			variables: ['123456'],
		},
	},
];

/** RCS messages: S4 §7, and what contract §1.10 adds. */
export const rcsRows: ContractRow[] = [
	{
		source: 'S4 §7.1',
		operation: 'rcsMessage.sendText',
		parameters: { phoneNumber, message: 'Hello via RCS!' },
		path,
		body: { ...person, type: 'Text', message: { plainText: 'Hello via RCS!' } },
	},
	{
		source: 'S4 §7.2',
		operation: 'rcsMessage.sendCarousel',
		parameters: {
			phoneNumber,
			cards: list({
				title: 'Product 1',
				description: 'Description here',
				mediaUrl: 'https://example.com/img1.jpg',
				mediaHeight: 'MEDIUM',
			}),
		},
		path,
		body: {
			...person,
			type: 'CAROUSEL',
			message: {
				richCardDetails: {
					carousel: {
						cardWidth: 'MEDIUM_WIDTH',
						contents: [
							{
								cardTitle: 'Product 1',
								cardDescription: 'Description here',
								cardMedia: {
									contentInfo: { fileUrl: 'https://example.com/img1.jpg' },
									mediaHeight: 'MEDIUM',
								},
								suggestions: [],
							},
						],
					},
				},
			},
		},
	},
	{
		source: 'S4 §7.3',
		operation: 'rcsMessage.sendRichCard',
		parameters: {
			phoneNumber,
			title: 'Welcome Card',
			description: 'Welcome to our service',
			mediaUrl: 'https://example.com/welcome.jpg',
			mediaHeight: 'TALL',
		},
		path,
		body: {
			...person,
			type: 'STANDALONE_CAROUSEL',
			message: {
				richCardDetails: {
					standalone: {
						cardOrientation: 'VERTICAL',
						content: {
							cardTitle: 'Welcome Card',
							cardDescription: 'Welcome to our service',
							cardMedia: {
								mediaHeight: 'TALL',
								contentInfo: { fileUrl: 'https://example.com/welcome.jpg' },
							},
							suggestions: [],
						},
					},
				},
			},
		},
	},
	{
		source: 'contract §1.10',
		shows: 'rich card with suggestions and an SMS fallback',
		operation: 'rcsMessage.sendRichCard',
		parameters: {
			phoneNumber,
			cardOrientation: 'HORIZONTAL',
			title: 'Your order',
			suggestions: list({ text: 'Track it', data: 'track-1042' }, { text: 'Cancel' }),
			additionalFields: { smsFallback: { values: sms } },
		},
		path,
		body: {
			...person,
			type: 'STANDALONE_CAROUSEL',
			message: {
				richCardDetails: {
					standalone: {
						cardOrientation: 'HORIZONTAL',
						content: {
							cardTitle: 'Your order',
							suggestions: [
								{ reply: { plainText: 'Track it', postBack: { data: 'track-1042' } } },
								{ reply: { plainText: 'Cancel', postBack: { data: 'Cancel' } } },
							],
						},
					},
				},
			},
			fallback,
		},
	},
	{
		source: 'contract §1.10',
		shows: 'template with cards, a campaign and an SMS fallback',
		operation: 'rcsMessage.sendTemplate',
		parameters: {
			phoneNumber,
			template: 'rcs_carousel',
			languageCode: 'en',
			additionalFields: {
				campaignId: '4fdff884-c388-4c1e-aea6-1890222dbc2e',
				carouselCards: list(
					{ bodyValues: list({ value: 'Hi there' }) },
					{ bodyValues: list({ value: 'Hi there, card 2' }) },
				),
				smsFallback: { values: sms },
			},
		},
		path,
		body: {
			...person,
			type: 'Template',
			template: {
				name: 'rcs_carousel',
				languageCode: 'en',
				carouselCards: [{ bodyValues: ['Hi there'] }, { bodyValues: ['Hi there, card 2'] }],
			},
			campaignId: '4fdff884-c388-4c1e-aea6-1890222dbc2e',
			fallback,
		},
	},
];
