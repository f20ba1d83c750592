import { NodeConnectionTypes, type IDataObject, type INodeExecutionData } from 'n8n-workflow';

import { choiceNumber, withoutToken } from '../../questions/token';
import type { InteraktEvent } from './event';
import { outputNames, rowOf } from './eventTypes';
import { omitUndefined } from './read';

/** The outputs of the node, as n8n asks for them: one, or one for each group. */
export const outputsExpression: `={{${string}}}` = `={{ $parameter["separateOutputs"] ? ${JSON.stringify(
	outputNames.map((displayName) => ({ type: NodeConnectionTypes.Main, displayName })),
)} : ["${NodeConnectionTypes.Main}"] }}`;

/**
 * An event as the item that goes out, with what Interakt sent if a person wants it. The tokens by which an answer to a
 * question is recognised are taken out: a choice is its number, and callback data is what the person has given.
 */
export const itemOf = (event: InteraktEvent, body: IDataObject | undefined): INodeExecutionData => ({
	json: omitUndefined({
		...event,
		callbackData: withoutToken(event.callbackData),
		choiceId: choiceNumber(event.choiceId),
		clickPayload: choiceNumber(event.clickPayload),
		body,
	}),
});

/** An item with the event that it shows. */
export interface EventItem {
	readonly event: InteraktEvent;
	readonly item: INodeExecutionData;
}

/** The items at their outputs: all at one, or each at that of its type. */
export function outputsOf(items: readonly EventItem[], isSeparate: boolean): INodeExecutionData[][] {
	if (!isSeparate) return [items.map(({ item }) => item)];
	const outputOf = (event: InteraktEvent) => rowOf(event)?.output ?? 'Other';
	return outputNames.map((name) =>
		items.filter(({ event }) => outputOf(event) === name).map(({ item }) => item),
	);
}
