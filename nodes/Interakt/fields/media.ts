import type { INodeProperties } from 'n8n-workflow';

/** The name of the binary field that holds a file. */
export const binaryField: INodeProperties = {
	displayName: 'Input Data Field Name',
	name: 'binaryPropertyName',
	type: 'string',
	default: 'data',
	placeholder: 'e.g. data',
	hint: 'The name of the input field containing the binary file data to be processed',
	description: 'Name of the binary field of the item, as the node before shows it under Binary',
};

/** The same, beside an address: a file of the item takes the place of the address. */
export const fileInsteadField: INodeProperties = {
	displayName: 'File From Input Field',
	name: 'binaryPropertyName',
	type: 'string',
	default: '',
	placeholder: 'e.g. data',
	description: 'Name of a binary field of the item whose file is uploaded and used in place of a web address',
};

/** Where a file comes from: its web address or the item. Read by `readMedium`. */
export function mediumFields(placeholder: string): INodeProperties[] {
	return [
		{
			displayName: 'Media Source',
			name: 'mediaSource',
			type: 'options',
			noDataExpression: true,
			options: [
				{
					name: 'Web Address',
					value: 'url',
				},
				{
					name: 'File of the Item',
					value: 'binary',
				},
			],
			default: 'url',
			description: 'Where the file comes from. A file of the item is uploaded to Interakt first.',
		},
		{
			displayName: 'Media URL',
			name: 'mediaUrl',
			type: 'string',
			required: true,
			default: '',
			placeholder,
			description: 'Public web address of the file, which opens without logging in',
			displayOptions: { show: { mediaSource: ['url'] } },
		},
		{
			...binaryField,
			required: true,
			displayOptions: { show: { mediaSource: ['binary'] } },
		},
	];
}
