import { validateAnswer, validateRequest } from './contract.cts';
import { contractDocument, operations, pointer, type Operation, type Schema } from './document.cts';
import { validateAt } from './validators.cts';

const { schemas, responses } = contractDocument.components;

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every object inside a value, with the place where it stands. */
function* objects(value: unknown, place: string): Generator<[string, Record<string, unknown>]> {
	if (Array.isArray(value)) {
		for (const [index, item] of value.entries()) yield* objects(item, `${place}/${index}`);
	} else if (isObject(value)) {
		yield [place, value];
		for (const [key, item] of Object.entries(value)) {
			// What is an example or a condition describes no field of its own.
			if (!['examples', 'example', 'if', 'not'].includes(key)) yield* objects(item, `${place}/${key}`);
		}
	}
}

const everywhere = [...objects(contractDocument, '')];

/** Every field that some schema describes. */
const fields = everywhere.flatMap(([place, { properties }]) =>
	isObject(properties)
		? Object.entries(properties).map(([name, field]): [string, unknown] => [`${place}/${name}`, field])
		: [],
);

const parameters = operations.flatMap(({ path, operation }) =>
	(operation.parameters ?? []).map((parameter): [string, unknown] => [
		`${path} ${parameter.name}`,
		parameter,
	]),
);

const bodiesOf = ({ requestBody }: Operation) => Object.entries(requestBody?.content ?? {});

describe('the document', () => {
	test('is OpenAPI 3.1', () => {
		expect(contractDocument.openapi).toMatch(/^3\.1\.\d+$/);
	});

	test('has every reference', () => {
		const references = everywhere.flatMap(([, { $ref }]) => (typeof $ref === 'string' ? [$ref] : []));
		const missing = references.filter((reference) => {
			const [, part, kind, name = ''] = reference.split('/');
			const known = kind === 'schemas' ? schemas : kind === 'responses' ? responses : {};
			return part !== 'components' || !(name in known);
		});

		expect(missing).toEqual([]);
	});

	test('uses every schema and response that it has', () => {
		const used = new Set(everywhere.map(([, { $ref }]) => $ref));
		const names = [
			...Object.keys(schemas).map((name) => `#/components/schemas/${name}`),
			...Object.keys(responses).map((name) => `#/components/responses/${name}`),
		];

		expect(names.filter((name) => !used.has(name))).toEqual([]);
	});

	test('names every operation once', () => {
		const names = operations.map(({ operation }) => operation.operationId);

		expect(new Set(names).size).toBe(names.length);
	});

	test('serves every operation of the nodes', () => {
		expect(new Set(operations.flatMap(({ operation }) => operation['x-operations']))).toEqual(
			new Set([
				...['upsert', 'get', 'getAll'].map((operation) => `contact.${operation}`),
				'event.track',
				...[
					'Text',
					'Image',
					'Document',
					'Video',
					'Audio',
					'Sticker',
					'Buttons',
					'List',
					'Template',
					'AndWait',
				].map((kind) => `message.send${kind}`),
				...['create', 'getAll'].map((operation) => `template.${operation}`),
				'campaign.create',
				...['Text', 'RichCard', 'Carousel', 'Template'].map((kind) => `rcsMessage.send${kind}`),
				'chat.assign',
				'file.upload',
				'member.upsert',
				'lead.upsert',
			]),
		);
	});

	test('says of each kind of message which operation sends it', () => {
		for (const id of ['sendMessage', 'sendRcsMessage']) {
			const found = operations.find(({ operation }) => operation.operationId === id)?.operation;
			const [, body] = found ? (bodiesOf(found)[0] ?? []) : [];
			const name = String(body?.schema.$ref).split('/').pop();
			const alternatives = schemas[name ?? '']?.oneOf;
			const served = (Array.isArray(alternatives) ? alternatives : []).flatMap(
				({ $ref }: { $ref: string }) => schemas[$ref.split('/').pop() ?? '']?.['x-operations'],
			);

			// An operation may send messages of several kinds.
			expect([...new Set(served)]).toEqual(found?.['x-operations']);
		}
	});

	test.each(Object.keys(schemas))('the schema %s compiles', (name) => {
		expect(() => validateAt(pointer('components', 'schemas', name), {}, 'it')).not.toThrow();
	});

	test.each(everywhere.filter(([, { discriminator }]) => isObject(discriminator)))(
		'the discriminator at %s names the alternatives by their value',
		(_, { discriminator, oneOf }) => {
			const { propertyName = '', mapping = {} } = discriminator as {
				propertyName: string;
				mapping: Record<string, string>;
			};
			const named = Object.entries(mapping).map(([value, $ref]) => {
				const { properties } = schemas[$ref.split('/').pop() ?? ''] as {
					properties: Record<string, Schema>;
				};
				return { value: properties[propertyName]?.const, expected: value, $ref };
			});

			expect(named.map(({ value }) => value)).toEqual(named.map(({ expected }) => expected));
			expect(named.map(({ $ref }) => ({ $ref }))).toEqual(oneOf);
		},
	);
});

describe('where a field comes from', () => {
	test.each([
		['field', fields],
		['parameter', parameters],
	])('stands beside every %s', (_, all) => {
		const sourceless = all.filter(
			([, field]) => !isObject(field) || !/^(S[0-4]( |$|,)|P$|W( \d)?$|\?$)/.test(String(field['x-source'])),
		);

		expect(all.length).toBeGreaterThan(0);
		expect(sourceless.map(([place]) => place)).toEqual([]);
	});

	test('how sure it is stands beside every field that no source document states', () => {
		const certainties: Record<string, string> = { P: 'transcribed', W: 'working', '?': 'unverified' };
		const wrong = [...fields, ...parameters].filter(([, field]) => {
			if (!isObject(field)) return true;
			const wanted = certainties[String(field['x-source']).charAt(0)];
			return field['x-certainty'] !== wanted;
		});

		expect(wrong.map(([place]) => place)).toEqual([]);
	});

	test('stands beside every operation', () => {
		expect(operations.filter(({ operation }) => !operation['x-source'])).toEqual([]);
	});
});

describe('the examples', () => {
	const requests = operations.flatMap(({ method, path, operation }) =>
		bodiesOf(operation).flatMap(([, { examples = {} }]) =>
			Object.entries(examples).map(([name, { value }]) => ({ method, path, operation, name, value })),
		),
	);
	const answers = operations.flatMap(({ method, path, operation }) =>
		Object.entries(operation.responses).flatMap(([status, response]) => {
			const shared = response.$ref ? responses[response.$ref.split('/').pop() ?? ''] : response;
			return Object.entries(shared?.content?.['application/json']?.examples ?? {}).map(
				([name, { value }]) => ({ method, path, status: Number(status), name, value }),
			);
		}),
	);

	test.each(requests)('the request $name of $path is valid', ({ method, path, value }) => {
		expect(validateRequest(method, path, value)).toEqual([]);
	});

	test.each(answers)('the answer $status $name of $path is valid', ({ method, path, status, value }) => {
		expect(validateAnswer(method, path, status, value)).toEqual([]);
	});

	test('show every JSON request', () => {
		const shown = new Set(requests.map(({ operation }) => operation.operationId));
		const silent = operations.filter(
			({ operation }) =>
				operation.requestBody?.content['application/json'] && !shown.has(operation.operationId),
		);

		expect(silent).toEqual([]);
	});
});
