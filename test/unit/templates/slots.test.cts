import { assert, array, constantFrom, integer, property, string } from 'fast-check';

import { placeOf, slotsOf } from '../../../nodes/Interakt/templates/slots';
import { definition, kinds } from './reading.cts';

const labels = (entry: Parameters<typeof definition>[0]) =>
	slotsOf(definition(entry)).map(({ label }) => label);

describe('the editor asks for exactly the values of', () => {
	test.each(kinds.map((kind) => [kind.source, kind] as const))('%s', (_, { entry, fields }) => {
		const slots = slotsOf(definition(entry));

		expect(slots.map(({ id, required }) => `${id}${required ? '*' : ''}`)).toEqual(fields.map(([id]) => id));
		for (const [index, [, ...words]] of fields.entries()) {
			for (const word of words) expect(slots[index]?.label).toContain(word);
		}
	});

	test('a template of each button alone', () => {
		const asksFor = (button: Record<string, string>) =>
			slotsOf(definition({ buttons: [button] })).map(({ id }) => id);

		expect(asksFor({ type: 'QUICK_REPLY', text: 'Yes' })).toEqual(['payload0']);
		expect(asksFor({ type: 'URL', text: 'Shop', url: 'https://example.com/{{1}}' })).toEqual(['button0']);
		expect(asksFor({ type: 'URL', text: 'Shop', url: 'https://example.com' })).toEqual([]);
		expect(asksFor({ type: 'PHONE_NUMBER', text: 'Call', phone_number: '+919999999999' })).toEqual([]);
		expect(asksFor({ type: 'COPY_CODE', text: 'Copy' })).toEqual([]);
	});
});

describe('the label of a field', () => {
	const long =
		'Dear {{1}}, thank you for shopping with us. Your order {{2}} of {{3}} will reach you by {{4}} at the latest, we promise.';

	test('cuts a long sentence around its variable, between words', () => {
		const [first = '', , , fourth = ''] = labels({ body: long });

		expect(first).toMatch(/“Dear \{\{1\}\}, thank you for shopping/);
		expect(first).toMatch(/[\w.,]…”$/);
		expect(fourth).toMatch(/“….*reach you by \{\{4\}\} at the latest/);
		for (const label of [first, fourth]) expect(label.length).toBeLessThan(75);
	});

	test('shows a sentence of several lines in one', () => {
		expect(labels({ body: 'Hi {{1}},\n\nyour code\tis  ready' })).toEqual([
			expect.stringContaining('Hi {{1}}, your code is ready'),
		]);
	});

	test('has the sample of its own variable', () => {
		const shown = labels({ body: long, body_text: ['Asha', '1042', '₹ 500', 'Friday'] });

		expect(shown.map((label) => /e\.g\. ([^)]*)/.exec(label)?.[1])).toEqual([
			'Asha',
			'1042',
			'₹ 500',
			'Friday',
		]);
	});

	test('of a button shows the part of the address that is there already', () => {
		const button = (url: string) => labels({ buttons: [{ type: 'URL', text: 'Track', url }] })[0];

		expect(button('https://example.com/orders/{{1}}')).toMatch(/“Track” https:\/\/example\.com\/orders\/…$/);
		expect(button('https://example.com/?id={{ 1 }}&x=1')).toMatch(/“Track” https:\/\/example\.com\/\?id=…$/);
	});

	test.each([
		'{{1}} at {{2}}',
		'Hi {{1}}, {{2}} is {{3}}',
		'{{1}} {{2}} {{3}}',
		'Hi {{1}}, your order {{2}} is on its way.',
	])('tells it from the other fields of the template, even without samples: %s', (body) => {
		const shown = labels({ body });

		expect(new Set(shown).size).toBe(shown.length);
	});

	test('holds its variable, whatever stands around it', () => {
		const word = string({ unit: constantFrom('a', 'é', '字', '.', '{', '}'), minLength: 1, maxLength: 60 });
		assert(
			property(
				array(word, { minLength: 1, maxLength: 12 }),
				integer({ min: 1, max: 20 }),
				constantFrom(' ', ''),
				(words, number, gap) => {
					const place = number % (words.length + 1);
					const body = [...words.slice(0, place), `{{${number}}}`, ...words.slice(place)].join(gap);

					expect(labels({ body })[0]).toContain(`{{${number}}}`);
				},
			),
		);
	});
});

describe('the place of a value', () => {
	test.each(kinds.map((kind) => [kind.source, kind] as const))('can be read back: %s', (_, { entry }) => {
		for (const { id, part, index, card } of slotsOf(definition(entry))) {
			expect(placeOf(id)).toEqual({ part, index, card });
		}
	});

	test('of the tenth card and the twelfth variable can be read back', () => {
		expect(placeOf('card10_body12')).toEqual({ part: 'body', index: 12, card: 10 });
	});

	test.each(['', 'x', 'body_1', 'toString', 'constructor1', 'card_body1', 'card1_', '1', 'body1 '])(
		'that is none of ours is nothing: %j',
		(id) => {
			expect(placeOf(id)).toBeUndefined();
		},
	);
});

test('every field of a template has a place of its own', () => {
	for (const { entry } of kinds) {
		const ids = slotsOf(definition(entry)).map(({ id }) => id);

		expect(new Set(ids).size).toBe(ids.length);
	}
});
