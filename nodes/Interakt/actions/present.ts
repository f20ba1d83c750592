import type { IDataObject } from 'n8n-workflow';

import { isObject, type Reply } from '../transport/reply';

/** The answer's `data`, with the server's words beside it, for routes that answer with what they made. */
export function presentData({ body }: Reply): IDataObject {
	if (!isObject(body)) return { status: 'accepted' };
	const { message, data } = body;
	return { ...(message !== undefined && { message }), ...(isObject(data) ? data : {}), status: 'accepted' };
}
