import type { IDataObject } from 'n8n-workflow';

import type { Send, NotAccepted } from '../../../nodes/Interakt/delivery/outcome';
import { allTemplates, templatePages } from '../../../nodes/Interakt/templates/list';
import type { InteraktRequest } from '../../../nodes/Interakt/transport/request';
import { template } from '../../simulator/templates.cts';

const pageSize = 100;
const minute = 60_000;

/** An account with a list of templates, which is asked through `send`. */
function account(list: IDataObject[]) {
	const asked: number[] = [];
	const refusals: Array<NotAccepted | undefined> = [];
	const send: Send = async ({ query = {} }: InteraktRequest) => {
		const offset = Number(query.offset);
		asked.push(offset);
		await Promise.resolve();
		const refusal = refusals.shift();
		if (refusal) return refusal;
		const templates = list.slice(offset, offset + pageSize);
		const body = { has_next: offset + pageSize < list.length, results: { templates } };
		return { status: 'accepted', result: { status: 200, headers: {}, body } };
	};
	return { asked, refusals, send };
}

const many = (count: number): IDataObject[] =>
	Array.from({ length: count }, (_, index) => ({ ...template(`promo_${String(index).padStart(4, '0')}`) }));

const refusal: NotAccepted = {
	status: 'rejected',
	failure: { reason: 'serverUnavailable', message: 'Not now', description: 'Try again.' },
};

let accounts = 0;
/** A key that no other test has. */
const newKey = () => `account ${accounts++}`;

test('all pages are read, each once', async () => {
	const { send, asked } = account(many(230));
	const outcome = await allTemplates(newKey(), send, 0);

	expect(asked).toEqual([0, 100, 200]);
	expect(outcome).toMatchObject({ status: 'accepted', result: { length: 230 } });
});

test('those who ask at the same time share one reading', async () => {
	const { send, asked } = account(many(230));
	const key = newKey();
	const outcomes = await Promise.all(Array.from({ length: 20 }, () => allTemplates(key, send, 0)));

	expect(asked).toHaveLength(3);
	for (const outcome of outcomes) expect(outcome).toMatchObject({ result: { length: 230 } });
});

test('a list serves for a minute, then it is read again', async () => {
	const list = many(1);
	const { send, asked } = account(list);
	const key = newKey();
	await allTemplates(key, send, 1_000_000);
	list.push(...many(2).slice(1));

	expect(await allTemplates(key, send, 1_000_000 + minute - 1)).toMatchObject({ result: { length: 1 } });
	expect(asked).toHaveLength(1);
	expect(await allTemplates(key, send, 1_000_000 + minute)).toMatchObject({ result: { length: 2 } });
	expect(asked).toHaveLength(2);
});

test('accounts do not meet', async () => {
	const one = account(many(1));
	const other = account(many(2));
	const [keyOfOne, keyOfOther] = [newKey(), newKey()];

	expect(await allTemplates(keyOfOne, one.send, 0)).toMatchObject({ result: { length: 1 } });
	expect(await allTemplates(keyOfOther, other.send, 0)).toMatchObject({ result: { length: 2 } });
	expect(await allTemplates(keyOfOne, one.send, 0)).toMatchObject({ result: { length: 1 } });
});

test('of many accounts those that asked last stay', async () => {
	const first = account(many(1));
	const firstKey = newKey();
	await allTemplates(firstKey, first.send, 0);
	const last = account(many(1));
	let lastKey = '';
	for (let index = 0; index < 20; index++) await allTemplates((lastKey = newKey()), last.send, 0);
	await allTemplates(lastKey, last.send, 0);
	await allTemplates(firstKey, first.send, 0);

	expect(last.asked).toHaveLength(20);
	expect(first.asked).toHaveLength(2);
});

test('approved ones come first, each in the order of their names', async () => {
	const { send } = account([
		{ ...template('zebra', { approval_status: 'PENDING' }) },
		{ ...template('mango') },
		{ ...template('apple', { approval_status: 'REJECTED' }) },
		{ ...template('banana') },
		{ ...template('banana', { language: 'hi' }) },
	]);
	const outcome = await allTemplates(newKey(), send, 0);
	const names =
		outcome.status === 'accepted' ? outcome.result.map(({ name, language }) => `${name} ${language}`) : [];

	expect(names).toEqual(['banana en', 'banana hi', 'mango en', 'apple en', 'zebra en']);
});

test('a list that could not be read is not kept: the next one who asks may get it', async () => {
	const { send, asked, refusals } = account(many(230));
	const key = newKey();
	refusals.push(refusal);

	expect(await allTemplates(key, send, 0)).toEqual(refusal);
	expect(await allTemplates(key, send, 0)).toMatchObject({ result: { length: 230 } });
	expect(asked).toEqual([0, 0, 100, 200]);
});

test('a page that is missing fails the list: half a list is none', async () => {
	const { send, asked, refusals } = account(many(230));
	const key = newKey();
	refusals.push(undefined, refusal);

	expect(await allTemplates(key, send, 0)).toEqual(refusal);
	expect(asked).toEqual([0, 100]);
});

test('those who wait for a list that fails are all told why', async () => {
	const { send, asked, refusals } = account(many(1));
	const key = newKey();
	refusals.push(refusal);
	const outcomes = await Promise.all([0, 1, 2].map(() => allTemplates(key, send, 0)));

	expect(outcomes).toEqual([refusal, refusal, refusal]);
	expect(asked).toHaveLength(1);
});

describe('what a list is narrowed to', () => {
	const all = { status: '', category: '', language: '', name: '' };
	const row = {
		id: '1',
		name: 'order_update',
		display_name: 'Order on its way',
		category: 'UTILITY',
		language: 'en_US',
		approval_status: 'APPROVED',
	};

	test.each<[Partial<typeof all>, boolean]>([
		[{}, true],
		[{ status: 'approved' }, true],
		[{ status: 'REJECTED' }, false],
		[{ category: 'Utility' }, true],
		[{ category: 'MARKETING' }, false],
		[{ language: 'en_us' }, true],
		[{ language: 'en' }, false],
		[{ name: 'UPDATE' }, true],
		[{ name: 'its way' }, true],
		[{ name: 'welcome' }, false],
		[{ name: 'update', language: 'hi' }, false],
	])('%j also where the server does not heed it: %p', (query, isKept) => {
		expect(templatePages({ ...all, ...query }).keep?.(row)).toBe(isKept);
	});

	test('a template that lacks what is asked for is not kept', () => {
		for (const query of [
			{ status: 'APPROVED' },
			{ category: 'UTILITY' },
			{ language: 'en' },
			{ name: 'a' },
		]) {
			expect(templatePages({ ...all, ...query }).keep?.({})).toBe(false);
		}
	});

	test('only what was asked for stands in the request', () => {
		const { query } = templatePages({ ...all, name: 'order', language: 'en' }).page(20, 10);

		expect(query).toEqual({ offset: 20, limit: 10, template_name: 'order', language: 'en' });
	});
});
