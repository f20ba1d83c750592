import { sessionFallbacks } from '../../fields/fallback';
import {
	choiceFields,
	choicesFields,
	interactiveBodyField,
	listMessageFields,
} from '../../fields/interactive';
import { messageRequest, tracking } from '../../fields/message';
import { personFields, readPerson } from '../../fields/person';
import { interactiveData, interactiveForm, readFrame, readSections } from '../../fields/readInteractive';
import { limits } from '../../input/limits';
import { oneLine } from '../../input/oneLine';
import { collection } from '../../input/parameters';
import type { Operation } from '../operation';

/** Sends a text with a menu of up to 10 rows within the 24-hour window. Source: S4 §2.7, contract §3. */
export const sendList: Operation = {
	option: {
		name: 'Send List',
		value: 'sendList',
		action: 'Send a message with a list',
		description: `Send a text with a menu of up to ${limits.listRows} choices to a customer who wrote within the last 24 hours`,
	},
	fields: [
		...personFields,
		interactiveBodyField,
		{
			displayName: 'Button Label',
			name: 'button',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. View Options',
			description: `Text on the button that opens the list, at most ${limits.listButton} characters`,
		},
		...choicesFields('Rows', {
			displayName: 'Sections',
			name: 'sections',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			required: true,
			placeholder: 'Add Section',
			default: { values: [{ title: '', rows: { values: [{ title: '', description: '', id: '' }] } }] },
			description: `Groups of choices, at most ${limits.listRows} rows in all`,
			options: [
				{
					displayName: 'Section',
					name: 'values',
					values: [
						{
							displayName: 'Title',
							name: 'title',
							type: 'string',
							default: '',
							placeholder: 'e.g. Support',
							description: `Heading of the group, at most ${limits.sectionTitle} characters; needed when there is more than one`,
						},
						{
							displayName: 'Rows',
							name: 'rows',
							type: 'fixedCollection',
							typeOptions: { multipleValues: true },
							placeholder: 'Add Row',
							default: { values: [{ title: '', description: '', id: '' }] },
							options: [
								{
									displayName: 'Row',
									name: 'values',
									values: choiceFields(
										'row is chosen',
										`Text of the choice, at most ${limits.rowTitle} characters`,
										{ title: 'Billing', id: 'billing' },
										{
											displayName: 'Description',
											name: 'description',
											type: 'string',
											default: '',
											placeholder: 'e.g. Issues with payments',
											description: `Small text below the title, at most ${limits.rowDescription} characters`,
										},
									),
								},
							],
						},
					],
				},
			],
		}),
		...listMessageFields,
	],
	request(parameters) {
		const { findings } = parameters;
		const fields = collection(parameters, 'additionalFields');
		const frame = readFrame(parameters.value('body'), fields, parameters);
		const button = oneLine(parameters.value('button'), 'Button Label', findings, {
			required: true,
			max: limits.listButton,
		});
		const action = { button, sections: readSections(parameters) };
		const data = interactiveData('list', frame, action, interactiveForm(fields.requestFormat, findings));
		return messageRequest(readPerson(parameters), 'InteractiveList', { data }, tracking(parameters, fields));
	},
	fallbacks: sessionFallbacks,
};
