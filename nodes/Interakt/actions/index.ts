import { create as createCampaign } from './campaign/create.operation';
import { assign as assignChat } from './chat/assign.operation';
import { get as getContact } from './contact/get.operation';
import { getAll as getContacts } from './contact/getAll.operation';
import { upsert as upsertContact } from './contact/upsert.operation';
import { track as trackEvent } from './event/track.operation';
import { upload as uploadFile } from './file/upload.operation';
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

/** Everything that the Interakt node can do: the node, the tests and the documentation read it from here. */
export const resources: readonly Resource[] = [
	defineResource('campaign', [createCampaign]),
	defineResource('chat', [assignChat]),
	defineResource('contact', [upsertContact, getContact, getContacts]),
	defineResource('event', [trackEvent]),
	defineResource('file', [uploadFile]),
	defineResource(
		'message',
		[
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
	defineResource('rcsMessage', [sendRcsCarousel, sendRcsRichCard, sendRcsTemplate, sendRcsText], 'sendText'),
	defineResource('template', [createTemplate, getTemplates]),
];
