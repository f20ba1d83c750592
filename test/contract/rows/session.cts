import type { ContractRow } from '../row.cts';

const path = '/message/';
const phoneNumber = '9999999999';
const person = { countryCode: '+91', phoneNumber };

/** Session messages that are a text or a file: S4 §2.1 to §2.5, and what contract §1.3 adds. */
export const sessionRows: ContractRow[] = [
	{
		source: 'contract §1.3',
		shows: 'Text',
		operation: 'message.sendText',
		parameters: { phoneNumber, message: 'Your order is on its way.\nIt arrives *tomorrow*.' },
		path,
		body: {
			...person,
			type: 'Text',
			data: { message: 'Your order is on its way.\nIt arrives *tomorrow*.' },
		},
	},
	{
		source: 'contract §1.3',
		shows: 'Text to a user ID with callbackData and campaignId',
		operation: 'message.sendText',
		parameters: {
			identifyBy: 'userId',
			userId: 'customer-4711',
			message: 'Hello',
			additionalFields: {
				callbackData: 'order 1042',
				campaignId: '4fdff884-c388-4c1e-aea6-1890222dbc2e',
			},
		},
		path,
		body: {
			userId: 'customer-4711',
			type: 'Text',
			data: { message: 'Hello' },
			callbackData: 'order 1042',
			campaignId: '4fdff884-c388-4c1e-aea6-1890222dbc2e',
		},
	},
	{
		source: 'S4 §2.1',
		operation: 'message.sendImage',
		parameters: {
			phoneNumber,
			mediaUrl: 'https://example.com/invoice.jpg',
			additionalFields: { message: 'Here is your invoice' },
		},
		path,
		body: {
			...person,
			type: 'Image',
			data: { message: 'Here is your invoice', mediaUrl: 'https://example.com/invoice.jpg' },
		},
	},
	{
		source: 'contract §1.3',
		shows: 'Image without a caption',
		operation: 'message.sendImage',
		parameters: { phoneNumber, mediaUrl: 'https://example.com/invoice.jpg' },
		path,
		body: { ...person, type: 'Image', data: { mediaUrl: 'https://example.com/invoice.jpg' } },
	},
	{
		source: 'S4 §2.2',
		operation: 'message.sendDocument',
		parameters: {
			phoneNumber,
			mediaUrl: 'https://example.com/report.pdf',
			additionalFields: { message: 'Project Report', fileName: 'Report_2024.pdf' },
		},
		path,
		body: {
			...person,
			type: 'Document',
			data: {
				message: 'Project Report',
				mediaUrl: 'https://example.com/report.pdf',
				fileName: 'Report_2024.pdf',
			},
		},
	},
	{
		source: 'S4 §2.3',
		operation: 'message.sendVideo',
		parameters: {
			phoneNumber,
			mediaUrl: 'https://example.com/demo.mp4',
			additionalFields: { message: 'Check out this demo', fileName: 'DemoVideo' },
		},
		path,
		body: {
			...person,
			type: 'Video',
			data: {
				message: 'Check out this demo',
				mediaUrl: 'https://example.com/demo.mp4',
				fileName: 'DemoVideo',
			},
		},
	},
	{
		source: 'S4 §2.4',
		operation: 'message.sendAudio',
		parameters: {
			phoneNumber,
			mediaUrl: 'https://example.com/audio.mp3',
			additionalFields: { message: 'This is a test', fileName: 'TestAudio' },
		},
		path,
		body: {
			...person,
			type: 'Audio',
			data: {
				message: 'This is a test',
				mediaUrl: 'https://example.com/audio.mp3',
				fileName: 'TestAudio',
			},
		},
	},
	{
		source: 'S4 §2.5',
		operation: 'message.sendSticker',
		parameters: { phoneNumber, mediaUrl: 'https://example.com/sticker.webp' },
		path,
		body: { ...person, type: 'Sticker', data: { mediaUrl: 'https://example.com/sticker.webp' } },
	},
];
