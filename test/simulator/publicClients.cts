/** What public clients send to Interakt beside the forms of the source documents, and works or is not known to fail. */
import { asha } from './client.cts';

/** A body as it goes over the wire, with the path that it is sent to. */
export type Sent = readonly [title: string, path: string, body: unknown];

const welcome = { name: 'welcome_message', languageCode: 'en', bodyValues: ['Asha'] };
const template = (more: object): object => ({
	...asha,
	type: 'Template',
	template: { ...welcome, ...more },
});
export const definition = {
	display_name: 'Summer Offer',
	language: 'English',
	category: 'Marketing',
	body: 'Summer is here',
};
const reply = (id: unknown) => ({ type: 'reply', reply: { id, title: 'Yes' } });

/** What `user` and `event` of the Python SDK post: every member, those that are not given as null or empty (S2). */
export const sdk: Sent[] = [
	[
		'track.user',
		'/track/users/',
		{
			userId: 'db-42',
			countryCode: '+91',
			phoneNumber: '9999999999',
			traits: { name: 'John Doe', email: 'john@email.com', age: 24, dob: '1998-01-01' },
		},
	],
	[
		'track.user by ID alone',
		'/track/users/',
		{ userId: 'db-42', countryCode: '+91', phoneNumber: null, traits: {} },
	],
	[
		'track.user by phone alone',
		'/track/users/',
		{ userId: null, countryCode: '+91', phoneNumber: '9999999999', traits: {} },
	],
	[
		'track.user with an empty ID and the time of creation',
		'/track/users/',
		{
			userId: '',
			countryCode: '+91',
			phoneNumber: '9999999999',
			traits: {},
			createdAt: '2026-01-31T10:00:00',
		},
	],
	[
		'track.event',
		'/track/events/',
		{
			userId: 'db-42',
			event: 'Order Placed',
			traits: { orderNumber: 'CUS001', orderValue: '50.00' },
			countryCode: '+91',
			phoneNumber: '9999999999',
		},
	],
	[
		'track.event by ID alone',
		'/track/events/',
		{ userId: '42', event: 'Signed Up', traits: {}, countryCode: '+91', phoneNumber: null },
	],
];

/** What PHP makes of arrays and of numbers: empty ones are lists, a phone number from a form is a number. */
export const php: Sent[] = [
	[
		'a user with an empty ID and a number as phone',
		'/track/users/',
		{ userId: '', phoneNumber: 9999999999, countryCode: '+91', traits: { name: 'Asha', source: 'Form' } },
	],
	['a user with empty traits and tags', '/track/users/', { ...asha, traits: [], tags: [] }],
	[
		'an event without traits',
		'/track/events/',
		{ userId: '', phoneNumber: 9999999999, countryCode: '+91', event: 'ENQUIRY' },
	],
	[
		'a template with everything that it has no values for',
		'/message/',
		{
			countryCode: 91,
			phoneNumber: '9999999999',
			callbackData: '',
			type: 'Template',
			template: { ...welcome, headerValues: [], buttonValues: [], buttonPayload: [], carouselCards: [] },
		},
	],
	[
		'a template to a full number with its plus',
		'/message/',
		{ fullPhoneNumber: '+919999999999', type: 'Template', template: welcome },
	],
	[
		'the definition of a template without header, footer and buttons',
		'/track/templates/',
		{
			...definition,
			header_format: null,
			header: null,
			header_text: [],
			footer: null,
			body_text: [],
			buttons: [],
		},
	],
];

/** A request of each kind that Interakt is not known to refuse. */
export const kinds: Sent[] = [
	['an unknown member', '/track/users/', { ...asha, source: 'shop', metadata: { page: 1 } }],
	['null traits', '/track/users/', { ...asha, traits: null, tags: null, userId: null, createdAt: null }],
	['null and nested traits', '/track/users/', { ...asha, traits: { city: null, plan: { name: 'pro' } } }],
	['a phone number as a number', '/track/users/', { ...asha, phoneNumber: 9999999999 }],
	['a user ID as a number', '/track/users/', { userId: 42 }],
	['a country code without its plus', '/track/users/', { ...asha, countryCode: '91' }],
	['a time of creation that is none', '/track/users/', { ...asha, createdAt: 'yesterday' }],
	['one tag, not in a list', '/track/users/', { ...asha, tags: 'vip' }],
	[
		'an event with a phone number and no country code',
		'/track/events/',
		{ phoneNumber: '9999999999', event: 'A' },
	],
	['an event with null traits', '/track/events/', { ...asha, event: 'A', traits: null, createdAt: '' }],
	['filters that are null', '/apis/users/', { filters: null }],
	['no body at all', '/apis/users/', undefined],
	[
		'an operator that no document lists',
		'/apis/users/',
		{ filters: [{ trait: 'city', op: 'in', val: ['Pune'] }] },
	],
	['an unknown parameter', '/apis/users/?offset=0&limit=10&page=1', {}],
	['numbers in the values of a template', '/message/', template({ bodyValues: [1234] })],
	['null for what a template lacks', '/message/', template({ headerValues: null, fileName: null })],
	[
		'an empty flow token',
		'/message/',
		template({
			name: 'booking',
			bodyValues: [],
			is_flow_template: false,
			buttonPayload: { '0': ['flow_token'] },
			buttonValues: { '0': [''] },
		}),
	],
	[
		'a code as a number',
		'/message/',
		template({ name: 'auth_one_tap_code', bodyValues: [1234], buttonValues: {} }),
	],
	['fallback and campaign as null', '/message/', { ...template({}), fallback: null, campaignId: null }],
	['members of a message that no document has', '/message/', { ...template({}), tags: ['a'], source: 'crm' }],
	['a text that is a number', '/message/', { ...asha, type: 'Text', data: { message: 42 } }],
	[
		'an image with a null caption and a file name',
		'/message/',
		{ ...asha, type: 'Image', data: { mediaUrl: 'https://example.com/a.jpg', message: null, fileName: 'a' } },
	],
	[
		'buttons with IDs that are numbers and a null header',
		'/message/',
		{
			...asha,
			type: 'InteractiveButton',
			data: {
				message: {
					type: 'button',
					header: null,
					body: { text: 'Well?' },
					footer: {},
					action: { buttons: [reply(1), reply(2)] },
				},
			},
		},
	],
	['a category in capitals', '/track/templates/', { ...definition, category: 'MARKETING', language: 'en' }],
	['header format NONE', '/track/templates/', { ...definition, header_format: 'NONE', button_type: '' }],
	['a variable without a sample', '/track/templates/', { ...definition, body: 'Hi {{1}}' }],
	[
		'an RCS card with null media and suggestions',
		'/rcs/message/',
		{
			...asha,
			countryCode: '91',
			type: 'STANDALONE_CAROUSEL',
			message: {
				richCardDetails: {
					standalone: { cardOrientation: null, content: { cardMedia: null, suggestions: null } },
				},
			},
		},
	],
	[
		'an assignment with a plus and null beside it',
		'/assignment/',
		{ user_phone_number: '+919999999999', agent_email: 'asha@example.com', wc_id: null },
	],
];
