import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

import { InteraktApi } from '../../credentials/InteraktApi.credentials';
import { InteraktLegacyApi } from '../../credentials/InteraktLegacyApi.credentials';
import { nodes } from './parameters.cts';

type Option = INodePropertyOptions | INodeProperties | INodePropertyCollection;

const isField = (option: Option): option is INodeProperties => 'type' in option;
const isGroup = (option: Option): option is INodePropertyCollection => 'values' in option;
const isChoice = (option: Option): option is INodePropertyOptions => !isField(option) && !isGroup(option);

/** A field as the editor shows it, with the way to it. */
export interface Field {
	readonly path: string;
	readonly field: INodeProperties;
	/** What can be chosen, if the field is a list of choices. */
	readonly choices: INodePropertyOptions[];
}

function below(path: string, field: INodeProperties): Field[] {
	const options: Option[] = field.options ?? [];
	const inner = options.flatMap((option) =>
		isGroup(option) ? option.values : isField(option) ? [option] : [],
	);
	const modes = (field.modes ?? []).map(
		({ displayName, placeholder, hint }): INodeProperties => ({
			displayName,
			name: field.name,
			type: 'string',
			default: '',
			description: field.description,
			...(placeholder && { placeholder }),
			...(hint && { hint }),
		}),
	);
	return [
		{ path, field, choices: options.filter(isChoice) },
		...[...inner, ...modes].flatMap((next) => below(`${path} > ${next.displayName}`, next)),
	];
}

function shownFor({ displayOptions }: INodeProperties): string {
	const { resource = [], operation = [] } = displayOptions?.show ?? {};
	return [...resource, ...operation].map(String).join('.');
}

const credentials = [new InteraktApi(), new InteraktLegacyApi()];

/** Every field of the nodes and the credentials, down to the last one inside a collection. */
export const fields: Field[] = [
	...nodes.flatMap(({ description }) =>
		description.properties.flatMap((field) =>
			below([description.name, shownFor(field), field.displayName].filter(Boolean).join(' '), field),
		),
	),
	...credentials.flatMap(({ name, properties }) =>
		properties.flatMap((field) => below(`${name} ${field.displayName}`, field)),
	),
];

/** Every text of a field that a person reads. */
export function textsOf({ field, choices }: Field): string[] {
	const { displayName, description, placeholder, hint } = field;
	const ofChoices = choices.flatMap(({ name, description, action }) => [name, description, action]);
	return [displayName, description, placeholder, hint, ...ofChoices].filter((text) => text !== undefined);
}
