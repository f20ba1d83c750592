import { phoneField } from '../../fields/person';
import { cardFields, rcsMessageFields, rcsRequest, readCards } from '../../fields/rcs';
import { limits } from '../../input/limits';
import { choice } from '../../input/choice';
import { collection } from '../../input/parameters';
import type { RequestOperation } from '../operation';

/** Sends several rich cards to swipe through by RCS. Source: S4 §7.2. */
export const sendCarousel: RequestOperation = {
	option: {
		name: 'Send Carousel',
		value: 'sendCarousel',
		action: 'Send an RCS carousel',
		description: `Send ${limits.rcsCardsFewest} to ${limits.rcsCardsMost} cards to swipe through by RCS`,
	},
	fields: [
		phoneField,
		{
			displayName: 'Card Width',
			name: 'cardWidth',
			type: 'options',
			options: [
				{
					name: 'Medium',
					value: 'MEDIUM_WIDTH',
				},
				{
					name: 'Small',
					value: 'SMALL_WIDTH',
				},
			],
			default: 'MEDIUM_WIDTH',
		},
		{
			displayName: 'Cards',
			name: 'cards',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true, sortable: true },
			required: true,
			placeholder: 'Add Card',
			default: {},
			description: 'The cards from left to right',
			options: [
				{
					displayName: 'Card',
					name: 'values',
					values: cardFields,
				},
			],
		},
		...rcsMessageFields(),
	],
	request(parameters) {
		const carousel = {
			cardWidth:
				choice(
					parameters.value('cardWidth'),
					'Card Width',
					['MEDIUM_WIDTH', 'SMALL_WIDTH'],
					parameters.findings,
				) ?? 'MEDIUM_WIDTH',
			contents: readCards(parameters.value('cards'), parameters),
		};
		const fields = collection(parameters, 'additionalFields');
		return rcsRequest(parameters, 'CAROUSEL', { message: { richCardDetails: { carousel } } }, fields);
	},
};
