import type { ReasonRow } from './reasonRow';

/** What a model is told that can do nothing about it, and where it may help to wait. */
export const stop = 'You cannot mend this. Do not call this tool again; tell the person who runs this.';
export const later =
	'Nothing was done. Call again once in a minute; if it stays so, tell the person who runs this.';

/** The reasons that are the node's own: what it has not even asked for, or keeps from being done twice. */
export const ownReasons = {
	notStarted: {
		message: 'Not sent: the run stopped before this item',
		description: 'Run the workflow again with the items that were not accepted.',
		forModel: 'The run was stopped. Do not call this tool again.',
		endsAs: 'skipped',
	},
	alreadySent: {
		message: 'Not sent again: an item with this Send Once Key was sent before',
		description: 'An earlier run has sent it.',
		forModel: 'The customer has it already. Do not send it again, and go on.',
		endsAs: 'skipped',
	},
	emptyValue: {
		message: 'Not sent: a value of the template is empty for this item',
		description: 'If Empty leaves such an item out. Give it the value, or choose another If Empty.',
		forModel: 'Call again with the value that is empty, or go on without this message.',
		endsAs: 'skipped',
	},
	maybeSent: {
		message: 'Not sent again: an earlier run may have sent an item with this Send Once Key',
		description:
			'That run was interrupted, or Interakt did not answer it. Look in Interakt whether the message went out; to send it all the same, set If an Earlier Run May Have Sent It to Send Again, or use another key.',
		forModel: 'Do not send it again. Tell the person who runs this to look in Interakt whether it arrived.',
		endsAs: 'unknown',
	},
	keyReused: {
		message: 'Not sent: this Send Once Key was used before for something else',
		description:
			'It was used for another person, another template or other values. Give this item a Send Once Key of its own, such as an order ID and the name of the template; to send it as it was sent before, restore its values.',
		forModel: 'Do not send it with other values. Tell the person who runs this.',
	},
	notRecorded: {
		message: 'Not sent: n8n could not record the Send Once Key',
		description:
			'Check the database of n8n, then run the workflow again with the items that were not accepted.',
		forModel: later,
	},
	notAllowed: {
		message: 'Not sent: the Guard Rails of this tool do not allow it',
		description: 'Change Guard Rails in the node, or the value that they do not allow.',
		forModel: 'You may not do this. Do not try another way; tell the person who runs this.',
	},
	limitReached: {
		message: 'Not sent: this run has sent as many messages as Max Messages per Run allows',
		description: 'Raise Max Messages per Run in the Guard Rails of the node, or start another run.',
		forModel: 'Send nothing more in this run. Tell the person who runs this.',
	},
	notAnswered: {
		message: 'Nobody answered by the deadline',
		description: 'Ask again, or give the question a later deadline.',
		forModel: 'Nobody has answered, so do not do what was asked about. Say that nobody answered.',
		endsAs: 'unanswered',
	},
	undelivered: {
		message: 'The question did not reach the person',
		description: 'Check the phone number, or ask in another way.',
		forModel:
			'The question did not reach the person, so do not do what was asked about. Say that nobody answered.',
		endsAs: 'unanswered',
	},
	askedAgain: {
		message: 'This person was asked again before an answer came',
		description:
			'What a person types answers the newest question. Let a question that takes typed text end before the next one is asked.',
		forModel: 'Nobody has answered this question, so do not do what was asked about. Say so.',
		endsAs: 'unanswered',
	},
	internalError: {
		message: 'An error in this node, not in your workflow',
		description:
			'It may have been done all the same: look in Interakt before you run the item again. Please report the error with its text and the log of n8n at https://github.com/n8n-nodes-interakt/n8n-nodes-interakt/issues.',
		forModel: stop,
		endsAs: 'unknown',
	},
} as const satisfies Record<string, ReasonRow>;
