import type { INodeProperties } from 'n8n-workflow';

import { choice } from '../input/choice';
import { type FileKind, fits, kindWords } from '../input/file';
import type { Parameters, UploadedFile } from '../input/parameters';
import { identifier, text } from '../input/text';
import { mediaUrl } from '../input/url';
import { dataOf, type Reply } from '../transport/reply';
import type { FileReference, InteraktRequest } from '../transport/request';

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
	displayName: 'Input Data Field Name',
	name: 'binaryPropertyName',
	type: 'string',
	default: '',
	placeholder: 'e.g. data',
	hint: 'Only for a file of the item in place of a web address',
	description: 'Name of a binary field of the item whose file is uploaded and used in place of a web address',
};

/** The values of File Source. */
const mediaSources = { url: 'URL', binary: 'Input Field' };

/** Where a file comes from: its web address or the item. Read by `readMedium`. */
export function mediumFields(placeholder: string): INodeProperties[] {
	return [
		{
			displayName: 'File Source',
			name: 'mediaSource',
			type: 'options',
			noDataExpression: true,
			options: [
				{
					name: 'URL',
					value: 'url',
				},
				{
					name: 'Input Field',
					value: 'binary',
				},
			],
			default: 'url',
			description: 'Where the file comes from. A file of the item is uploaded to Interakt first.',
		},
		{
			displayName: 'File URL',
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

/** Stands for a file that is not uploaded yet, while an item's input is checked; a dry run shows it. */
const pending = ({ fileName }: FileReference): UploadedFile => ({
	url: `<address of "${fileName}" after its upload>`,
	handle: `<handle of "${fileName}" after its upload>`,
	fileName,
});

/**
 * The file in a binary field of the item. A finding, and a blank, when there is none; a finding, when it is empty or
 * cannot be sent as what is wanted.
 */
export function fileOf(property: string, { findings, file }: Parameters, kind?: FileKind): FileReference {
	const found = file(property);
	if (found?.isEmpty) {
		findings.add(
			'Input Data Field Name',
			`"${property}" holds an empty file (0 bytes)`,
			'Check the node that the file comes from.',
		);
	}
	if (found && kind && !fits(found.mimeType, kind)) {
		findings.add(
			'Input Data Field Name',
			`"${property}" holds a file of type ${found.mimeType.slice(0, 100)}, which is not ${kindWords[kind]}`,
			'Choose the operation or header that fits the file, or another file.',
		);
	}
	if (found === undefined && property !== '') {
		findings.add(
			'Input Data Field Name',
			`"${property}" holds no file in this item`,
			'Give the name of the binary field as the node before shows it under Binary, usually data.',
		);
	}
	return found ?? { item: 0, property, fileName: '', mimeType: '' };
}

/**
 * A file of the item, uploaded to Interakt. The first time a request is built the file is only asked for;
 * when it has been uploaded, the request is built again with what Interakt answered.
 *
 * @param property Name of the binary field, e.g. `data`.
 * @param kind What the file is sent as, where that is known.
 */
export function uploadedFile(property: string, parameters: Parameters, kind?: FileKind): UploadedFile {
	const file = fileOf(property, parameters, kind);
	parameters.findings.files.set(property, file);
	return parameters.uploads.get(property) ?? pending(file);
}

/** A medium given by its address, or by the binary field of the item that holds the file. */
export function mediaAddress(
	{ url, property, kind }: { url: unknown; property: unknown; kind?: FileKind | undefined },
	field: string,
	parameters: Parameters,
): string {
	const name = text(property, 'Input Data Field Name', parameters.findings).trim();
	return name === '' ? mediaUrl(url, field, parameters.findings) : uploadedFile(name, parameters, kind).url;
}

/** A medium and, when it is a file of the item, the name that the file has there. */
export interface Medium {
	readonly url: string;
	readonly handle: string;
	readonly fileName: string;
}

/** Reads where a medium comes from (`mediumFields`): its address, or a file of the item. */
export function readMedium(parameters: Parameters, kind: FileKind): Medium {
	const { findings } = parameters;
	const source = choice(parameters.value('mediaSource'), 'File Source', mediaSources, findings) ?? 'url';
	if (source === 'url') {
		return { url: mediaUrl(parameters.value('mediaUrl'), 'File URL', findings), handle: '', fileName: '' };
	}
	const name = identifier(parameters.value('binaryPropertyName'), 'Input Data Field Name', findings, {
		required: true,
	});
	if (name === '') return { url: '', handle: '', fileName: '' };
	const { url, handle } = uploadedFile(name, parameters, kind);
	return { url, handle, fileName: parameters.file(name)?.fileName ?? '' };
}

/** The request that uploads a file of the item; repeating it does no harm. Source: contract §1, route 12 (W 5). */
export function uploadRequest(file: FileReference): InteraktRequest {
	return {
		method: 'POST',
		path: '/track/files/upload_to_fb/',
		query: { fileCategory: 'message_template_media' },
		effect: 'upsert',
		file,
		isComplete(reply) {
			const { handle, url } = readUpload(reply);
			return handle !== '' || url !== '';
		},
	};
}

/** What Interakt answered to an upload (W 5: `data.file_handle`, `data.file_url`, `data.file_name`). */
export function readUpload(reply: Reply, file?: FileReference): UploadedFile {
	const { file_url: url, file_handle: handle, file_name: name } = dataOf(reply);
	return {
		url: typeof url === 'string' ? url : '',
		handle: typeof handle === 'string' ? handle : '',
		fileName: typeof name === 'string' && name !== '' ? name : (file?.fileName ?? ''),
	};
}
