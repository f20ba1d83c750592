import { validateRequest } from './contract.cts';
import { contractDocument, operations, type Schema } from './document.cts';
import { isRefused, schemaRefusals } from './refusals.cts';
import { contractRows } from './rows/index.cts';
import { rowTitle } from './row.cts';

const source = String.raw`(S[0-4]( §\d+(\.\d+)?)?|P|W( \d+)?)`;
const mark = new RegExp(`^(guess|${source}(, ${source})*)$`);

const { schemas } = contractDocument.components;

/** The names of the schemas that a value refers to, at any depth. */
function* referred(value: unknown, seen = new Set<string>()): Generator<string> {
	if (typeof value !== 'object' || value === null) return;
	const { $ref } = value as Schema;
	const name = typeof $ref === 'string' ? ($ref.split('/').pop() ?? '') : '';
	if (name !== '' && !seen.has(name)) {
		seen.add(name);
		yield name;
		yield* referred(schemas[name], seen);
	}
	for (const member of Object.values(value)) yield* referred(member, seen);
}

/** The schemas of what is sent to Interakt. */
const sent = new Set(operations.flatMap(({ operation }) => [...referred(operation.requestBody)]));

const refusals = schemaRefusals().filter(({ place }) => {
	const [, top, kind, name = ''] = place.split('/');
	return top === 'paths' || (kind === 'schemas' && sent.has(name));
});

const reasons = operations.flatMap(({ operation }) =>
	Object.entries(operation['x-refusals'] ?? {}).map(([name, refusal]) => ({
		operationId: operation.operationId,
		name,
		...refusal,
	})),
);

describe('every refusal of the document', () => {
	test('has its source or is marked as a guess', () => {
		expect(refusals.length).toBeGreaterThan(300);
		expect(refusals.filter(({ mark: given = '' }) => !mark.test(given))).toEqual([]);
	});

	test('that no schema can say has so too', () => {
		expect(reasons.length).toBeGreaterThan(15);
		expect(reasons.filter(({ says, 'x-refusal': given }) => says === '' || !mark.test(given))).toEqual([]);
	});

	test('that is by keyword is of a keyword that the schema has', () => {
		const keywords = new Map<string, Set<string>>();
		for (const { place, keyword } of schemaRefusals()) {
			keywords.set(place, (keywords.get(place) ?? new Set()).add(keyword));
		}
		const superfluous = [...sent].flatMap((name) => {
			const given = schemas[name]?.['x-refusal'];
			const named = typeof given === 'object' && given !== null ? Object.keys(given) : [];
			const known = keywords.get(`/components/schemas/${name}`);
			return named.filter((keyword) => keyword !== 'others' && !known?.has(keyword)).map((k) => [name, k]);
		});

		expect(superfluous).toEqual([]);
	});
});

describe('a lenient reader', () => {
	test.each(contractRows.map((row) => [rowTitle(row), row] as const))(
		'takes %s',
		(_, { method = 'POST', path, query, body, file }) => {
			const parts = file && { uploadFile: file.fileName };

			expect(validateRequest(method, path, parts ?? body, query, 'lenient')).toEqual([]);
		},
	);

	const asha = { phoneNumber: '9999999999', countryCode: '+91' };
	const filters = (...given: unknown[]) => ({ filters: given });
	test.each<[string, string, unknown]>([
		['nobody (S0)', '/track/users/', { traits: {} }],
		['a leading zero (S3)', '/track/users/', { ...asha, phoneNumber: '09999999999' }],
		['both phone numbers (P)', '/track/users/', { ...asha, fullPhoneNumber: '919999999999' }],
		['a tab in a trait (S0)', '/track/users/', { ...asha, traits: { city: 'a\tb' } }],
		['three spaces in a list (S0)', '/track/users/', { ...asha, traits: { cities: ['a   b'] } }],
		['an event without its name (S0)', '/track/events/', asha],
		['a limit above 100 (S0)', '/apis/users/?limit=101', {}],
		[
			'a time of another zone (S0)',
			'/apis/users/',
			filters({ trait: 'created_at_utc', op: 'gt', val: '1 May' }),
		],
		[
			'another operator (S0)',
			'/apis/users/',
			filters({ trait: 'created_at_utc', op: '>', val: '2026-01-01' }),
		],
		[
			'a second filter without supr_op (S0)',
			'/apis/users/',
			filters({ trait: 'a', op: 'gt', val: '1' }, { trait: 'b', op: 'gt', val: '1' }),
		],
		['a type that does not exist (S3)', '/message/', { ...asha, type: 'Location', data: {} }],
		[
			'a message with no country code (S3)',
			'/message/',
			{ phoneNumber: '9999999999', type: 'Text', data: {} },
		],
		[
			'callback data of 513 characters (S3)',
			'/message/',
			{ ...asha, type: 'Text', data: { message: 'Hi' }, callbackData: 'x'.repeat(513) },
		],
		['a template without its name (S3)', '/message/', { ...asha, type: 'Template', template: {} }],
		[
			'a payload that is no text (S3)',
			'/message/',
			{
				...asha,
				type: 'Template',
				template: { name: 'a', languageCode: 'en', buttonPayload: { '0': [1] } },
			},
		],
		['an image without its address (S4)', '/message/', { ...asha, type: 'Image', data: {} }],
		['null for a lead (S1)', '/leads', { email: 'a@example.com', name: null }],
		['a hash for a member (S1)', '/members', { email: 'a@example.com', plan: { name: 'pro' } }],
	])('refuses %s', (_, path, body) => {
		expect(validateRequest('POST', path, body, {}, 'lenient')).not.toEqual([]);
	});
});

test('a refusal that the document does not have cannot be asked for', () => {
	expect(() => isRefused('sendMessage', 'badMood', 'strict')).toThrow('badMood');
	expect(isRefused('createTemplate', 'nameTaken', 'strict')).toBe(true);
	expect(isRefused('createTemplate', 'nameTaken', 'lenient')).toBe(false);
	expect(isRefused('trackUser', 'userIdTaken', 'lenient')).toBe(true);
});
