import { defineResource } from '../resource';
import { sendCarousel } from './sendCarousel.operation';
import { sendRichCard } from './sendRichCard.operation';
import { sendTemplate } from './sendTemplate.operation';
import { sendText } from './sendText.operation';

export const rcsMessage = defineResource(
	'rcsMessage',
	[sendCarousel, sendRichCard, sendTemplate, sendText],
	'sendText',
);
