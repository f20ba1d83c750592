import type { IDataObject } from 'n8n-workflow';

import type { Judgement } from './api';

/** What a member of an answer says of whether it was done. */
type Sign = 'done' | 'refused' | 'unclear' | 'nothing';

const affirmed = new Set([
	'true',
	'ok',
	'okay',
	'success',
	'successful',
	'succeeded',
	'accepted',
	'queued',
	'sent',
	'done',
	'created',
	'yes',
	'1',
]);
const denied = new Set([
	'false',
	'error',
	'errors',
	'fail',
	'failed',
	'failure',
	'rejected',
	'refused',
	'invalid',
	'no',
	'null',
	'none',
	'0',
]);

/** Texts that stand where a fault would, when there is none. */
const noFault = new Set(['', 'null', 'none', 'false', 'no', 'ok', '0']);

const wordOf = (value: unknown) => String(value).trim().toLowerCase();

/** Whether a value only says that it was done. */
export const affirms = (value: unknown): boolean => affirmed.has(wordOf(value));

/** What `result` or `success` says. */
function flag(value: unknown): Sign {
	if (value === undefined) return 'nothing';
	const word = wordOf(value);
	if (affirmed.has(word)) return 'done';
	return denied.has(word) ? 'refused' : 'unclear';
}

/**
 * What `status` says: a word for whether it was done, or a status of HTTP. It may as well be that of what was made,
 * such as `PENDING`, which says nothing.
 */
function status(value: unknown): Sign {
	if (value === null) return 'nothing';
	const word = wordOf(value);
	const [, hundreds] = /^(\d)\d\d$/.exec(word) ?? [];
	if (hundreds === '2') return 'nothing';
	if (hundreds === '4') return 'refused';
	if (hundreds !== undefined || word === '0') return 'unclear';
	const sign = flag(value);
	return sign === 'unclear' ? 'nothing' : sign;
}

/** What a code says that stands in the body as well: only a status of HTTP that is none of success says anything. */
function httpCode(value: unknown): Sign {
	const word = wordOf(value);
	if (/^4\d\d$/.test(word)) return 'refused';
	return /^5\d\d$/.test(word) ? 'unclear' : 'nothing';
}

/** Whether something stands where an answer says what is wrong. */
function fault(value: unknown): Sign {
	const isThere =
		typeof value === 'object' && value !== null
			? Object.keys(value).length > 0
			: value !== undefined && !noFault.has(wordOf(value));
	return isThere ? 'refused' : 'nothing';
}

/**
 * What a 2xx with a JSON object says: that it was done, or that it was refused all the same. By the contract `result`
 * says it (§1, Transport: any 2xx whose `result` is not `false`); `success`, `ok`, `status`, `code` and `error` are what
 * proxies, functions in a cloud and other routes use. Signs that contradict each other, and a flag that is neither yes
 * nor no, say nothing that can be relied on. Without any sign a 2xx means that it was done.
 */
export function judgeObject(body: IDataObject): Judgement {
	if (Object.keys(body).length === 0) return 'unreadable';
	const result = flag(body.result);
	if (result === 'refused') return 'refused';
	const signs = [
		result,
		flag(body.success),
		status(body.status),
		status(body.statusCode),
		httpCode(body.status_code),
		httpCode(body.code),
		...['ok', 'Result', 'Success'].map((name) => flag(body[name])),
		...['error', 'errors', 'err'].map((name) => fault(body[name])),
		// What a function in a cloud leaves that threw or ran out of time, at any place of its work.
		fault(body.errorMessage) === 'refused' ? 'unclear' : 'nothing',
	];
	if (signs.includes('unclear')) return 'unreadable';
	if (!signs.includes('refused')) return 'accepted';
	return signs.includes('done') ? 'unreadable' : 'refused';
}
