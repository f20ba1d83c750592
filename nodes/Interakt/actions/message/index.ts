import { defineResource } from '../resource';
import { sendAudio } from './sendAudio.operation';
import { sendButtons } from './sendButtons.operation';
import { sendDocument } from './sendDocument.operation';
import { sendImage } from './sendImage.operation';
import { sendList } from './sendList.operation';
import { sendSticker } from './sendSticker.operation';
import { sendTemplate } from './sendTemplate.operation';
import { sendText } from './sendText.operation';
import { sendVideo } from './sendVideo.operation';

export const message = defineResource(
	'message',
	[sendAudio, sendButtons, sendDocument, sendImage, sendList, sendSticker, sendTemplate, sendText, sendVideo],
	'sendTemplate',
);
