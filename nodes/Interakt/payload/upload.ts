import { dataOf, type Reply } from '../transport/reply';
import type { FileReference, InteraktRequest } from '../transport/request';
import type { UploadedFile } from './parameters';

/** The request that uploads a file of the item; repeating it does no harm. Source: contract §1, route 12 (W 5). */
export function uploadRequest(file: FileReference): InteraktRequest {
	return {
		method: 'POST',
		path: '/track/files/upload_to_fb/',
		query: { fileCategory: 'message_template_media' },
		effect: 'upsert',
		file,
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
