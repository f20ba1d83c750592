import { binaryField, fileOf, readUpload, uploadRequest } from '../../fields/media';
import { identifier } from '../../input/text';
import type { RequestOperation } from '../operation';

/** Uploads a file of the item, for the header of a template or for a message. Source: contract §1, route 12 (W 5). */
export const upload: RequestOperation = {
	option: {
		name: 'Upload',
		value: 'upload',
		action: 'Upload a file',
		description:
			'Upload an image, video or document; gives the handle for a template and the address for a message',
	},
	fields: [{ ...binaryField, required: true }],
	request(parameters) {
		const property = identifier(
			parameters.value('binaryPropertyName'),
			'Input Data Field Name',
			parameters.findings,
			{
				required: true,
			},
		);
		return uploadRequest(fileOf(property, parameters));
	},
	output(reply, { file }) {
		const { handle, url, fileName } = readUpload(reply, file);
		return { fileHandle: handle, fileUrl: url, fileName };
	},
};
