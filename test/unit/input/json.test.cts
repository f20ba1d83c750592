import { Findings } from '../../../nodes/Interakt/input/findings';
import { decode, parseJson } from '../../../nodes/Interakt/input/json';

const read = (value: unknown) => {
	const findings = new Findings();
	return { read: parseJson(value, 'Body', findings), found: findings.found };
};
const nested = (levels: number): unknown[] => (levels === 1 ? [] : [nested(levels - 1)]);

test.each<[unknown]>([[{ id: '1101000000000000001', none: null }], [nested(51)], [9007199254740991]])(
	'%j is read as it is, and as text',
	(value) => {
		expect(read(value)).toEqual({ read: value, found: [] });
		expect(read(JSON.stringify(value))).toEqual({ read: value, found: [] });
	},
);

test.each(['```json\n{ "a": 1 }\n```', '```\n{ "a": 1 }\n```', ' ```JSON {"a":1}``` '])(
	'%j is read without the fence around it',
	(given) => {
		expect(read(given)).toEqual({ read: { a: 1 }, found: [] });
	},
);

test('what is no JSON is refused, with the place where it breaks', () => {
	expect(read('{ a: 1 }')).toMatchObject({
		read: undefined,
		found: [
			{
				field: 'Body',
				what: expect.stringMatching(/^is not valid JSON \(.*position 2.*\)$/),
				remedy: 'Check quotes, commas and brackets; the expression editor shows the result.',
			},
		],
	});
});

test.each<[string, unknown, string, string]>([
	[
		'a number that has lost digits, however deep',
		{ a: [{ id: 2 ** 53 }] },
		'holds "9007199254740992", a number that has lost digits',
		'Give it as text, in quotes, where it comes from.',
	],
	['what is too deep', nested(52), 'has too many lists and objects inside each other', 'Make it flatter.'],
])('%s is refused', (_, value, what, remedy) => {
	expect(read(value)).toEqual({ read: undefined, found: [{ field: 'Body', what, remedy }] });
});

test('what is decoded may have blanks in front; a list stays one', () => {
	expect(decode(' "a"')).toBe('a');
	expect(decode(['[1]'])).toEqual(['[1]']);
});
