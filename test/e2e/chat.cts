/** A page that shows a conversation about as WhatsApp does, drawn from what the simulated Interakt has of it. */
import type { JsonObject, Message } from '../simulator/state.cts';

/** What is said, by the business or by the person, and the buttons below it. */
interface Said {
	readonly by: 'business' | 'person';
	readonly text: string;
	readonly buttons?: readonly string[];
}

/** A question as the person sees it. */
export function questionOf({ body }: Message): Said {
	const { message } = body.data as { message: JsonObject };
	const { text } = message.body as { text: string };
	const { buttons } = message.action as { buttons: Array<{ reply: { title: string } }> };
	return { by: 'business', text, buttons: buttons.map(({ reply }) => reply.title) };
}

export const answerOf = (text: string): Said => ({ by: 'person', text });

const escaped = (text: string) =>
	text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`).replaceAll('\n', '<br>');

const shown = ({ by, text, buttons = [] }: Said) =>
	`<div class="said ${by}"><p>${escaped(text)}</p>${buttons.map((title) => `<div class="button">${escaped(title)}</div>`).join('')}</div>`;

const style = `
	* { box-sizing: border-box; margin: 0; }
	body { font: 15px/1.4 sans-serif; color: #111b21; }
	main { width: 420px; background: #efeae2; }
	header { padding: 12px 16px; background: #008069; color: #fff; font-weight: 600; }
	section { padding: 16px; display: flex; flex-direction: column; gap: 10px; }
	.said { max-width: 320px; border-radius: 8px; background: #fff; box-shadow: 0 1px 1px #0002; }
	.said.person { align-self: flex-end; background: #d9fdd3; }
	.said p { padding: 8px 12px; }
	.button { padding: 8px; border-top: 1px solid #0001; text-align: center; color: #0a7cff; }
	@media (prefers-color-scheme: dark) {
		body { color: #e9edef; }
		main { background: #0b141a; }
		header { background: #202c33; }
		.said { background: #202c33; }
		.said.person { background: #005c4b; }
		.button { border-color: #fff2; color: #53bdeb; }
	}
`;

/** The page, with the name of the business on top. */
export const chatPage = (name: string, conversation: readonly Said[]): string =>
	`<!doctype html><style>${style}</style><main><header>${escaped(name)}</header><section>${conversation.map(shown).join('')}</section></main>`;
