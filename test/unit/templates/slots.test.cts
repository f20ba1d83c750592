import { assert, array, constantFrom, integer, property, record, string } from 'fast-check';

import { slotsOfSchema } from '../../../nodes/Interakt/templates/fill';
import { mapFields } from '../../../nodes/Interakt/templates/mapFields';
import { placeOf, slotsOf } from '../../../nodes/Interakt/templates/slots';
import { definition, kinds } from './reading.cts';

type Entry = Parameters<typeof definition>[0];

/** The fields as the editor shows them; a line of text stands above the values that it explains. */
const shown = (entry: Entry) => mapFields(definition(entry)).map(({ displayName }) => displayName);
const lines = (entry: Entry) =>
	mapFields(definition(entry))
		.filter(({ id }) => id.startsWith('about_'))
		.map(({ displayName }) => displayName);
const names = (entry: Entry) => {
	const above = lines(entry);
	return shown(entry).filter((name) => !above.includes(name));
};

describe('the editor asks for exactly the values of', () => {
	test.each(kinds.map((kind) => [kind.source, kind] as const))('%s', (_, { entry, fields }) => {
		const slots = slotsOf(definition(entry));
		const all = shown(entry);

		expect(slots.map(({ id, required }) => `${id}${required ? '*' : ''}`)).toEqual(fields.map(([id]) => id));
		for (const word of fields.flatMap(([, ...words]) => words)) {
			expect(all).toContainEqual(expect.stringContaining(word));
		}
		for (const [index, field] of mapFields(definition(entry))
			.filter(({ id }) => !id.startsWith('about_'))
			.entries()) {
			expect(field.displayName.endsWith(' *')).toBe(slots[index]?.required);
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

describe('the name of a field', () => {
	test('has the sample of its own variable, as far as there is room', () => {
		const samples = ['Asha', '1042', 'Silk saree in crimson', ' on\nFriday '];

		expect(names({ body: '{{1}} {{2}} {{3}} {{4}} {{5}}', body_text: samples })).toEqual([
			'{{1}} e.g. Asha *',
			'{{2}} e.g. 1042 *',
			'{{3}} (Silk saree…) *',
			'{{4}} e.g. on Friday *',
			'{{5}} *',
		]);
	});

	test('has room in the editor and is like no other, whatever the template says', () => {
		const word = string({ maxLength: 30 });
		const buttons = array(
			record({
				type: constantFrom('URL', 'QUICK_REPLY'),
				text: word,
				url: constantFrom('https://e.in/{{1}}'),
			}),
			{ maxLength: 4 },
		);
		const piece = record({
			body: constantFrom('{{1}}', '{{1}} {{12}}', 'Hi'),
			body_text: array(word),
			buttons,
		});
		assert(
			property(piece, array(piece, { maxLength: 10 }), (message, cards) => {
				const carousel_cards = cards.map((card) => ({ ...card, header_format: 'IMAGE' }));
				const all = names({ ...message, header_format: 'DOCUMENT', carousel_cards } as Entry);

				for (const name of all) expect([...name].length).toBeLessThanOrEqual(24);
				const labels = slotsOf(definition({ ...message, carousel_cards } as Entry)).map(({ label }) => label);
				expect(new Set(labels).size).toBe(labels.length);
			}),
		);
	});

	test('of buttons that look alike when shortened has their positions', () => {
		const buttons = ['Tell me more about silk', 'Tell me more about lamps'].map((text) => ({
			type: 'QUICK_REPLY',
			text,
		}));

		expect(names({ buttons })).toEqual(['Button 1 Payload', 'Button 2 Payload']);
		expect(lines({ buttons })).toEqual(['“Tell me more about silk”', '“Tell me more about lamps”']);
	});

	test('is found again in what was stored', () => {
		for (const { entry } of kinds) {
			const template = definition(entry);
			const stored = slotsOfSchema(mapFields(template));

			expect(stored.map(({ id, label, required }) => ({ id, label, required }))).toEqual(
				slotsOf(template).map(({ id, label, required }) => ({ id, label, required })),
			);
		}
	});
});

describe('above a field stand the words of the template', () => {
	const long =
		'Dear {{1}}, thank you for shopping with us. Your order {{2}} of {{3}} will reach you by {{4}} at the latest, we promise.';

	test('cut around the variable, between words, once for variables that stand together', () => {
		expect(shown({ body: long })).toEqual([
			'Dear {{1}}, thank you for shopping with us. Your order…',
			'{{1}} *',
			'…us. Your order {{2}} of {{3}} will reach you by {{4}} at…',
			'{{2}} *',
			'{{3}} *',
			'{{4}} *',
		]);
	});

	test('of several lines in one', () => {
		expect(lines({ body: 'Hi {{ 1 }},\n\nyour code\tis  ready' })).toEqual(['Hi {{1}}, your code is ready']);
	});

	test('and of a button the part of the address that is there already', () => {
		const button = (url: string) => shown({ buttons: [{ type: 'URL', text: 'Track', url }] });

		expect(button('https://example.com/orders/{{1}}')).toEqual([
			'Track → https://example.com/orders/…',
			'Track URL *',
		]);
		expect(button('https://example.com/?id={{ 1 }}&x=1')[0]).toBe('Track → https://example.com/?id=…');
	});

	test('and its variable, whatever stands around it', () => {
		const word = string({ unit: constantFrom('a', 'é', '字', '.', '{', '}'), minLength: 1, maxLength: 60 });
		assert(
			property(
				array(word, { minLength: 1, maxLength: 12 }),
				integer({ min: 1, max: 20 }),
				constantFrom(' ', ''),
				(words, number, gap) => {
					const place = number % (words.length + 1);
					const body = [...words.slice(0, place), `{{${number}}}`, ...words.slice(place)].join(gap);

					expect(lines({ body })[0]).toContain(`{{${number}}}`);
				},
			),
		);
	});
});

describe('the place of a value', () => {
	test.each(kinds.map((kind) => [kind.source, kind] as const))('can be read back: %s', (_, { entry }) => {
		for (const { id, part, index, card, name } of slotsOf(definition(entry))) {
			expect(placeOf(id)).toEqual({ part, index, card, ...(name !== undefined && { name }) });
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

describe('for a model', () => {
	const keys = (entry: Entry) =>
		mapFields(definition(entry), { forModel: true })
			.filter(({ readOnly }) => readOnly !== true)
			.map(({ displayName }) => displayName.replace(/[^a-zA-Z0-9-]/g, '_').slice(0, 63));

	test.each<[string, string[]]>([
		[
			'Hi {{1}}, your order {{2}} is on its way.',
			[
				'1 in “Hi {{1}}, your order {{2}} is on its way.”',
				'2 in “Hi {{1}}, your order {{2}} is on its way.”',
			],
		],
		['Hi {{name}}!', ['name in “Hi {{name}}!”']],
	])('a label says the sentence of its value: %s', (body, labels) => {
		const fields = mapFields(definition({ body }), { forModel: true }).filter(
			({ readOnly }) => readOnly !== true,
		);

		expect(fields.map(({ displayName }) => displayName)).toEqual(labels);
	});

	test.each([
		'{{1}} at {{2}}',
		'नमस्ते {{1}}, आपका ऑर्डर {{2}} तैयार है',
		`${'word '.repeat(50)}{{1}} and {{2}}`,
	])('no two values have one name: %s', (body) => {
		const found = keys({ body });

		expect(new Set(found).size).toBe(2);
		for (const key of found) expect(key).toMatch(/^[a-zA-Z0-9_-]{1,63}$/);
	});
});
