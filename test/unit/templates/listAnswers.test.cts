/** Template lists from servers that do not say all that a list needs. */
import type { IDataObject } from 'n8n-workflow';

import { classifyResponse } from '../../../nodes/Interakt/delivery/classify';
import type { Send } from '../../../nodes/Interakt/delivery/outcome';
import { readAllPages } from '../../../nodes/Interakt/delivery/paging';
import { templatePages } from '../../../nodes/Interakt/templates/list';
import { interaktApi } from '../../../nodes/Interakt/transport/interaktApi';
import { template } from '../../simulator/templates.cts';

const list = Array.from({ length: 230 }, (_, index) => ({
	...template(`promo_${index}`),
	id: String(index),
}));

/** What comes of reading all, in a word or a number, and after how many requests. */
async function read(answer: (templates: IDataObject[], offset: number) => unknown) {
	let requests = 0;
	const send: Send = async (request) => {
		requests++;
		const offset = Number(request.query?.offset);
		const body = answer(list.slice(offset, offset + 100), offset);
		return classifyResponse(request, { reply: { status: 200, headers: {}, body } }, interaktApi, 0);
	};
	const all = templatePages({ status: '', category: '', language: '', name: '' });
	const outcome = await readAllPages(all, send, Infinity);
	return [outcome.status === 'accepted' ? outcome.result.length : outcome.failure.reason, requests];
}

test.each<[string, (templates: IDataObject[], offset: number) => unknown, unknown]>([
	['with has_next', (templates, offset) => ({ has_next: offset < 200, results: { templates } }), [230, 3]],
	[
		'with has_next as text',
		(templates, offset) => ({ has_next: offset < 200 ? 'True' : 'False', results: { templates } }),
		[230, 3],
	],
	['without has_next', (templates) => ({ results: { templates } }), [230, 4]],
	[
		'without has_next, and the same page for ever',
		() => ({ results: { templates: list.slice(0, 100) } }),
		[100, 2],
	],
	['as a bare list', (templates) => ({ has_next: null, results: templates }), [230, 4]],
	['that is empty', () => ({ has_next: false, results: { templates: [] } }), [0, 1]],
	['that says that there are none', () => ({ count: 0, results: {} }), [0, 1]],
	['without results', () => ({ result: true }), ['unreadableAnswer', 1]],
	['with results of null', () => ({ count: 3, results: null }), ['unreadableAnswer', 1]],
	[
		'that stops being one',
		(templates, offset) => (offset === 0 ? { has_next: true, results: { templates } } : { result: true }),
		['unreadableAnswer', 2],
	],
])('a template list %s', async (_, answer, expected) => {
	expect(await read(answer)).toEqual(expected);
});
