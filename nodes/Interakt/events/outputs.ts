import { NodeConnectionTypes } from 'n8n-workflow';

import type { EventName } from './event';

/** The outputs of a trigger that separates its events, in their order. */
export const outputNames = ['Messages', 'Statuses', 'Clicks and Answers', 'Account', 'Other'] as const;

const outputOf: Readonly<Record<EventName, (typeof outputNames)[number]>> = {
	messageReceived: 'Messages',
	messageSent: 'Statuses',
	messageDelivered: 'Statuses',
	messageRead: 'Statuses',
	messageFailed: 'Statuses',
	agentMessage: 'Statuses',
	messageClicked: 'Clicks and Answers',
	flowResponse: 'Clicks and Answers',
	workflowResponse: 'Clicks and Answers',
	accountAlert: 'Account',
	accountUpdate: 'Account',
	accountReviewUpdate: 'Account',
	businessCapabilityUpdate: 'Account',
	phoneNumberQualityUpdate: 'Account',
	templateStatusUpdate: 'Account',
	templatePerformance: 'Account',
	rcsEvent: 'Other',
	ownMessage: 'Other',
	test: 'Other',
	unknown: 'Other',
};

/** An event's item at its output, the other outputs empty. */
export function routed<Item>(item: Item, event: EventName): Item[][] {
	return outputNames.map((name) => (name === outputOf[event] ? [item] : []));
}

/** The outputs of the node, as n8n asks for them: one, or one for each group. */
export const outputsExpression: `={{${string}}}` = `={{ $parameter["separateOutputs"] ? ${JSON.stringify(
	outputNames.map((displayName) => ({ type: NodeConnectionTypes.Main, displayName })),
)} : ["${NodeConnectionTypes.Main}"] }}`;
