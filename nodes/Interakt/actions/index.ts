import { campaign } from './campaign';
import { chat } from './chat';
import { contact } from './contact';
import { event } from './event';
import { file } from './file';
import { message } from './message';
import type { Resource } from './operation';
import { rcsMessage } from './rcsMessage';
import { template } from './template';

/** Everything that the Interakt node can do: the node, the tests and the documentation read it from here. */
export const resources: readonly Resource[] = [
	campaign,
	chat,
	contact,
	event,
	file,
	message,
	rcsMessage,
	template,
];
