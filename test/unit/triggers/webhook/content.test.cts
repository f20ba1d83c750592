import { contentOf } from '../../../../nodes/Interakt/triggers/webhook/content';

test.each<[string, Parameters<typeof contentOf>[0], object]>([
	[
		'a quick reply of a template',
		{ message_content_type: 'Button', message: '{"button":{"payload":"p","text":"Yes"}}' },
		{ kind: 'buttonReply', text: 'Yes', choiceId: 'p', choiceTitle: 'Yes' },
	],
	[
		'a reply that is not JSON in a string',
		{ message_content_type: 'InteractiveButtonReply', message: { button_reply: { id: '1', title: 'A' } } },
		{ kind: 'buttonReply', text: 'A', choiceId: '1', choiceTitle: 'A' },
	],
	[
		'a reply whose JSON is damaged',
		{ message_content_type: 'InteractiveButtonReply', message: '{"button_reply":' },
		{ kind: 'buttonReply', text: '{"button_reply":' },
	],
	[
		'a flow whose answers are damaged',
		{ message_content_type: 'InteractiveFlowReply', message: '{"nfm_reply":{"response_json":"{"}}' },
		{ kind: 'flowReply', flowAnswers: {} },
	],
	[
		'a reaction that is bare text',
		{ message_content_type: 'Reaction', message: '👍' },
		{ kind: 'reaction', text: '👍', emoji: '👍' },
	],
	['the word None', { message_content_type: 'Text', message: 'None' }, { kind: 'text', text: 'None' }],
	[
		'media of an unknown type',
		{ message_content_type: 'Hologram', media_url: 'https://files.example.com/x', message: 'None' },
		{ kind: 'other', contentType: 'Hologram', mediaUrl: 'https://files.example.com/x' },
	],
	[
		'a type with the name of something inherited',
		{ message_content_type: 'constructor', message: 'x' },
		{ kind: 'other', contentType: 'constructor', text: 'x' },
	],
	[
		'an order',
		{ message_content_type: 'Order', message: '{"catalog_id":"1"}' },
		{ kind: 'order', order: { catalog_id: '1' } },
	],
	[
		'an order with a note',
		{
			message_content_type: 'Order',
			message: '{"order":{"catalog_id":"1","text":"Soon, please","product_items":[{"quantity":2}]}}',
		},
		{
			kind: 'order',
			text: 'Soon, please',
			order: { catalog_id: '1', text: 'Soon, please', product_items: [{ quantity: 2 }] },
		},
	],
	[
		'an order that is damaged',
		{ message_content_type: 'Order', message: '{"catalog_id":' },
		{ kind: 'order', text: '{"catalog_id":' },
	],
	[
		'contacts',
		{ message_content_type: 'Contacts', message: '[{"name":{"formatted_name":"Asha"}}]' },
		{ kind: 'contacts', contacts: [{ name: { formatted_name: 'Asha' } }] },
	],
	[
		'contacts under their name',
		{ message_content_type: 'Contacts', message: '{"contacts":[{"phones":[]},null]}' },
		{ kind: 'contacts', contacts: [{ phones: [] }] },
	],
	[
		'one contact',
		{ message_content_type: 'Contact', message: { name: 'Asha' } },
		{ kind: 'contacts', contacts: [{ name: 'Asha' }] },
	],
	[
		'contacts that are no JSON',
		{ message_content_type: 'Contacts', message: 'Asha' },
		{ kind: 'contacts', text: 'Asha' },
	],
	[
		'a reply to a button as plain text',
		{ message_content_type: 'Button', message: '500+' },
		{ kind: 'buttonReply', text: '500+', choiceTitle: '500+' },
	],
	[
		'a choice from a list as plain text',
		{ message_content_type: 'InteractiveListReply', message: 'Monday' },
		{ kind: 'listReply', text: 'Monday', choiceTitle: 'Monday' },
	],
	[
		'a reply that is a number',
		{ message_content_type: 'Button', message: 500 },
		{ kind: 'buttonReply', text: '500', choiceTitle: '500' },
	],
	[
		'a place whose numbers are text, or none',
		{ message_content_type: 'Location', message: '{"latitude":"18.52","longitude":" ","name":"Home"}' },
		{ kind: 'location', latitude: 18.52, placeName: 'Home' },
	],
	[
		'a place as text',
		{ message_content_type: 'Location', message: ' 18.5204 ,\t-73.8567 ' },
		{ kind: 'location', text: ' 18.5204 ,\t-73.8567 ', latitude: 18.5204, longitude: -73.8567 },
	],
	[
		'a place as whole numbers',
		{ message_content_type: 'Location', message: '-18,173' },
		{ kind: 'location', text: '-18,173', latitude: -18, longitude: 173 },
	],
	[
		'what is no place, of four numbers',
		{ message_content_type: 'Location', message: '118.5,73.8' },
		{ kind: 'location', text: '118.5,73.8' },
	],
	[
		'what is no place, with words behind it',
		{ message_content_type: 'Location', message: '18.5,73.8 or so' },
		{ kind: 'location', text: '18.5,73.8 or so' },
	],
	[
		'an image as WhatsApp has it',
		{ message_content_type: 'Image', message: '{"link":"https://files.example.com/x","caption":"A"}' },
		{ kind: 'image', mediaUrl: 'https://files.example.com/x', caption: 'A' },
	],
	[
		'an image by another name of its address',
		{ message_content_type: 'Image', message: '{"url":"https://files.example.com/x"}' },
		{ kind: 'image', mediaUrl: 'https://files.example.com/x' },
	],
	[
		'the words of an image beside its address',
		{ message_content_type: 'Image', media_url: 'https://files.example.com/x', message: '{"caption":"A"}' },
		{ kind: 'image', mediaUrl: 'https://files.example.com/x', caption: 'A' },
	],
	[
		'words of an image that look like JSON',
		{ message_content_type: 'Image', media_url: 'https://files.example.com/x', message: '{"a":1}' },
		{ kind: 'image', mediaUrl: 'https://files.example.com/x', caption: '{"a":1}' },
	],
	[
		'a place without numbers',
		{ message_content_type: 'Location', message: '{"latitude":"north","longitude":null}' },
		{ kind: 'location' },
	],
	[
		'a place under its name',
		{ message_content_type: 'Location', message: '{"location":{"latitude":0,"longitude":-1}}' },
		{ kind: 'location', latitude: 0, longitude: -1 },
	],
	[
		'a reaction under its name',
		{ message_content_type: 'Reaction', message: '{"reaction":{"emoji":"👍","message_id":"m"}}' },
		{ kind: 'reaction', text: '👍', emoji: '👍', reactedTo: 'm' },
	],
	[
		'the answers of a flow by themselves',
		{ message_content_type: 'Form', message: '{"response_json":"{\\"a\\":1}"}' },
		{ kind: 'flowReply', flowAnswers: { a: 1 } },
	],
	[
		'a flow that says only that it was sent',
		{ message_content_type: 'InteractiveFlowReply', message: 'Sent' },
		{ kind: 'flowReply', flowAnswers: {} },
	],
	[
		'a type in another spelling',
		{ message_content_type: 'BUTTON_REPLY', message: 'Yes' },
		{ kind: 'buttonReply', text: 'Yes', choiceTitle: 'Yes' },
	],
	[
		'a reply that begins with white space and is damaged',
		{ message_content_type: 'Button', message: ' {"button":' },
		{ kind: 'buttonReply', text: ' {"button":' },
	],
	[
		'a reply with a bracket in its words',
		{ message_content_type: 'Button', message: 'Yes [1]' },
		{ kind: 'buttonReply', text: 'Yes [1]', choiceTitle: 'Yes [1]' },
	],
	[
		'a picture without an address',
		{ message_content_type: 'Image', message: 'Hi' },
		{ kind: 'image', caption: 'Hi' },
	],
	[
		'a picture whose caption is the word None',
		{ message_content_type: 'Image', message: ' None\n', media_url: 'https://files.example.com/x' },
		{ kind: 'image', mediaUrl: 'https://files.example.com/x' },
	],
	['words without a type', { message: 'Hello' }, { text: 'Hello' }],
	['nothing', {}, {}],
])('content: %s', (_, message, expected) => {
	expect(contentOf(message)).toEqual(expected);
});
