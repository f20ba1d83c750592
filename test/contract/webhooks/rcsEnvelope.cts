/** What all webhooks of the RCS family have in common (S4 §9). The examples and the simulator fill it. */

/** When something happened, in milliseconds since the epoch, with its zone and in whole seconds (S4 §9.1). */
export const rcsTime = (at: number): string => new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');

interface Sender {
	/** With its plus and country code. */
	number?: string | undefined;
	botId?: string | undefined;
}

/** A whole webhook. */
export const rcsEnvelope = <Entity extends object>(
	entityType: string,
	entity: Entity,
	{ number = '+919999999999', botId = 'bot_123' }: Sender = {},
) => ({ userPhoneNumber: number, botId, entityType, entity });

/**
 * `entity` of a message that a person sent.
 *
 * @param at When, in milliseconds since the epoch.
 */
export const rcsMessage = <Content extends object>(
	{ id, at }: { id: string; at: number },
	type: string,
	content: Content,
) => ({ messageId: id, sendTime: rcsTime(at), text: null, type, mediaUrl: null, ...content });
