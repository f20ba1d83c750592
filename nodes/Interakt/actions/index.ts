import { create as createCampaign } from './campaign/create.operation';
import { assign as assignChat } from './chat/assign.operation';
import { get as getContact } from './contact/get.operation';
import { getAll as getContacts } from './contact/getAll.operation';
import { upsert as upsertContact } from './contact/upsert.operation';
import { track as trackEvent } from './event/track.operation';
import { upload as uploadFile } from './file/upload.operation';
import { sendAndWait } from './message/sendAndWait.operation';
import { sendButtons } from './message/sendButtons.operation';
import { sendList } from './message/sendList.operation';
import { sendAudio, sendDocument, sendImage, sendSticker, sendVideo } from './message/sendMedia.operation';
import { sendTemplate } from './message/sendTemplate.operation';
import { sendText } from './message/sendText.operation';
import { defineResource, type Resource } from './operation';
import { sendCarousel as sendRcsCarousel } from './rcsMessage/sendCarousel.operation';
import { sendRichCard as sendRcsRichCard } from './rcsMessage/sendRichCard.operation';
import { sendTemplate as sendRcsTemplate } from './rcsMessage/sendTemplate.operation';
import { sendText as sendRcsText } from './rcsMessage/sendText.operation';
import { create as createTemplate } from './template/create.operation';
import { getAll as getTemplates } from './template/getAll.operation';

/**
 * Everything that the Interakt node can do: the node, the tests and the documentation read it from here. Messages come
 * first, because n8n's node creator shows the actions in this order and few of them without scrolling.
 */
export const resources: readonly Resource[] = [
	defineResource(
		{ name: 'Message', value: 'message' },
		[
			sendAndWait,
			sendAudio,
			sendButtons,
			sendDocument,
			sendImage,
			sendList,
			sendSticker,
			sendTemplate,
			sendText,
			sendVideo,
		],
		'sendTemplate',
	),
	defineResource({ name: 'Campaign', value: 'campaign' }, [createCampaign]),
	defineResource({ name: 'Chat', value: 'chat' }, [assignChat]),
	defineResource({ name: 'Contact', value: 'contact' }, [upsertContact, getContact, getContacts]),
	defineResource({ name: 'Event', value: 'event' }, [trackEvent]),
	defineResource({ name: 'File', value: 'file' }, [uploadFile]),
	defineResource(
		{ name: 'RCS Message', value: 'rcsMessage' },
		[sendRcsCarousel, sendRcsRichCard, sendRcsTemplate, sendRcsText],
		'sendText',
	),
	defineResource({ name: 'Template', value: 'template' }, [createTemplate, getTemplates]),
];
