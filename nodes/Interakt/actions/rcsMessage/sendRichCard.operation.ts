import { phoneField } from '../../fields/person';
import { cardFields, rcsMessageFields, rcsRequest, readCard } from '../../fields/rcs';
import { choice } from '../../input/choice';
import { collection } from '../../input/parameters';
import type { RequestOperation } from '../operation';

const members = ['title', 'description', 'mediaUrl', 'binaryPropertyName', 'mediaHeight', 'suggestions'];

/** Sends one rich card by RCS. Source: S4 §7.3. */
export const sendRichCard: RequestOperation = {
	option: {
		name: 'Send Rich Card',
		value: 'sendRichCard',
		action: 'Send an RCS rich card',
		description: 'Send a card with title, text, image or video, and suggested replies by RCS',
	},
	fields: [
		phoneField,
		{
			displayName: 'Orientation',
			name: 'cardOrientation',
			type: 'options',
			options: [
				{
					name: 'Horizontal',
					value: 'HORIZONTAL',
				},
				{
					name: 'Vertical',
					value: 'VERTICAL',
				},
			],
			default: 'VERTICAL',
			description: 'Whether the text stands below or beside the picture',
		},
		...cardFields,
		...rcsMessageFields(),
	],
	request(parameters) {
		const card = Object.fromEntries(members.map((name) => [name, parameters.value(name)]));
		const standalone = {
			cardOrientation:
				choice(
					parameters.value('cardOrientation'),
					'Orientation',
					['VERTICAL', 'HORIZONTAL'],
					parameters.findings,
				) ?? 'VERTICAL',
			content: readCard(card, '', parameters),
		};
		const fields = collection(parameters, 'additionalFields');
		return rcsRequest(
			parameters,
			'STANDALONE_CAROUSEL',
			{ message: { richCardDetails: { standalone } } },
			fields,
		);
	},
};
