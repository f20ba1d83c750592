import type { ContractRow } from '../row.cts';

/** Chat assignment and file upload: S4 §8, contract §1.11 and route 12. */
export const chatAndFileRows: ContractRow[] = [
	{
		source: 'S4 §8.1',
		operation: 'chat.assign',
		parameters: { assignBy: 'ids', userId: 'user-unique-id', agentId: 'agent-id-123' },
		path: '/chat/assign/',
		body: { userId: 'user-unique-id', agentId: 'agent-id-123' },
	},
	{
		source: 'contract §1.11',
		shows: 'by phone and agent e-mail',
		operation: 'chat.assign',
		parameters: { phoneNumber: '99999 99999', agentEmail: 'asha@example.com' },
		path: '/assignment/',
		body: { user_phone_number: '919999999999', agent_email: 'asha@example.com' },
	},
	{
		source: 'contract §1.11',
		shows: 'of one of several WhatsApp numbers',
		operation: 'chat.assign',
		parameters: {
			phoneNumber: '99999 99999',
			agentEmail: 'mailto:Asha@example.com',
			additionalFields: { channelId: 'channel-1' },
		},
		path: '/assignment/',
		body: { user_phone_number: '919999999999', agent_email: 'asha@example.com', wc_id: 'channel-1' },
	},
	{
		source: 'contract §1 route 12',
		operation: 'file.upload',
		parameters: {},
		path: '/track/files/upload_to_fb/',
		query: { fileCategory: 'message_template_media' },
		file: { fileName: 'offer.jpg', mimeType: 'image/jpeg' },
	},
];
