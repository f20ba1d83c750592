import { sessionFallbacks } from '../../fields/fallback';
import {
	buttonsMessageFields,
	choiceFields,
	choicesFields,
	interactiveBodyField,
} from '../../fields/interactive';
import { messageRequest, tracking } from '../../fields/message';
import { personFields, readPerson } from '../../fields/person';
import { interactiveData, interactiveForm, readButtons, readFrame } from '../../fields/readInteractive';
import { limits } from '../../input/limits';
import { collection } from '../../input/parameters';
import type { Operation } from '../operation';

/** Sends a text with up to 3 reply buttons within the 24-hour window. Source: S4 §2.6, contract §3. */
export const sendButtons: Operation = {
	option: {
		name: 'Send Buttons',
		value: 'sendButtons',
		action: 'Send a message with buttons',
		description: `Send a text with 1 to ${limits.buttons} reply buttons to a customer who wrote within the last 24 hours`,
	},
	fields: [
		...personFields,
		interactiveBodyField,
		...choicesFields('Buttons', {
			displayName: 'Buttons',
			name: 'buttons',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			required: true,
			placeholder: 'Add Button',
			default: { values: [{ title: '', id: '' }] },
			description: `What the customer can tap, at most ${limits.buttons} buttons`,
			options: [
				{
					displayName: 'Button',
					name: 'values',
					values: choiceFields(
						'button is tapped',
						`Text on the button, at most ${limits.buttonTitle} characters`,
						{ title: 'Yes', id: 'confirm-1042' },
					),
				},
			],
		}),
		...buttonsMessageFields,
	],
	request(parameters) {
		const { findings } = parameters;
		const fields = collection(parameters, 'additionalFields');
		const frame = readFrame(parameters.value('body'), fields, parameters);
		const action = { buttons: readButtons(parameters) };
		const data = interactiveData('button', frame, action, interactiveForm(fields.requestFormat, findings));
		return messageRequest(
			readPerson(parameters),
			'InteractiveButton',
			{ data },
			tracking(parameters, fields),
		);
	},
	fallbacks: sessionFallbacks,
};
