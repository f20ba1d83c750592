/**
 * Every field of every operation is set, to the values that its own description offers, beside the parameters of a
 * documented request. What would then be sent has to fit the contract, so a field whose member the contract does not
 * know goes red. And it has to change the request, unless it is one of the node's own.
 */
import type { INodeParameters, INodeProperties, INodePropertyCollection } from 'n8n-workflow';

import { build, nodes } from '../unit/parameters.cts';
import { validateRequest } from './contract.cts';
import { byName } from './row.cts';
import { contractRows } from './rows/index.cts';

type Value = INodeParameters[string];

/** Fields that steer the node and are not sent as they are, by name. */
const ownFields = new Set([
	'allowPlaceholders',
	'createContact',
	'dayMonthOrder',
	'dryRun',
	'ifMaybeSent',
	'includePreview',
	'returnAll',
	'sendOnceKey',
	'simplify',
	'whiteSpace',
	'windowTemplate',
	// The country of numbers that are written without one, as the numbers of the rows are.
	'countryCode',
	// Of a list, the first request asks for a page.
	'limit',
	// Sections of fields: what stands in them is what is sent.
	'traitsInput',
	'attributesInput',
	// The values of a picked template have tests of their own (test/unit/templates).
	'templateValues',
]);

/** Values where the description has none that fits, by the name of the field. */
const samples: Readonly<Record<string, Value>> = {
	binaryPropertyName: 'photo',
	carts: '[{"id":"7"}]',
	category: 'Utility',
	languageCode: 'hi',
	op: 'gt',
	orders: '[{"id":"1042"}]',
	phoneNumber: '99999 88888',
	trait: 'city',
};

/** What a choice may need beside it; n8n takes away what is not shown. */
const companions: INodeParameters = {
	agentEmail: 'asha@example.com',
	agentId: 'agent-123',
	phoneNumber: '9999999999',
	userId: 'customer-4711',
};

/** Files that an item may hold, one a kind. */
const files = [
	{ fileName: 'photo.jpg', mimeType: 'image/jpeg' },
	{ fileName: 'clip.mp4', mimeType: 'video/mp4' },
	{ fileName: 'invoice.pdf', mimeType: 'application/pdf' },
	{ fileName: 'voice.mp3', mimeType: 'audio/mpeg' },
	{ fileName: 'sticker.webp', mimeType: 'image/webp' },
];

const isGroup = (option: object): option is INodePropertyCollection => 'values' in option;
const isField = (option: object): option is INodeProperties => 'type' in option && 'displayName' in option;

const example = ({ placeholder = '' }: INodeProperties) => placeholder.replace(/^e\.g\. /, '');

/** Values that the description of a field offers. */
function valuesOf(field: INodeProperties): Value[] {
	const { name, type, options = [] } = field;
	if (name in samples) return [samples[name] as Value];
	switch (type) {
		case 'boolean':
			return [true, false];
		case 'number':
			return [1];
		case 'dateTime':
			return ['2026-01-31T17:00:00.000Z'];
		case 'json':
			return ['{"nickname":"Chintu"}'];
		case 'options':
			return options.flatMap((option) => ('value' in option ? [option.value as Value] : []));
		case 'string':
			return [example(field) || 'Some text'];
		case 'resourceLocator':
			return [byName(name === 'language' ? 'Hindi' : 'order_update_2')];
		default:
			return [];
	}
}

/** A row of a group, filled in; of fields that exclude each other n8n takes the hidden ones away. */
const filledRow = (fields: readonly INodeProperties[], own: INodeParameters): INodeParameters => ({
	...Object.fromEntries(
		fields.flatMap((field) => {
			const [setting] = settingsOf(field);
			const isLeftOut =
				field.name === 'binaryPropertyName' || (field.name === 'bodySamples' && 'body' in own);
			return setting === undefined || isLeftOut ? [] : [[field.name, setting.value]];
		}),
	),
	// As many variables as the row has samples.
	...(fields.some(({ name }) => name === 'bodySamples') && { body: 'Look at {{1}}' }),
	...own,
});

interface Setting {
	/** The names on the way to the field, e.g. `additionalFields > header > mediaUrl`. */
	readonly path: string;
	readonly value: Value;
}

/** How often a row is repeated, because some groups want two of them and others take one. */
const times = [1, 2];

/** Every way in which a field can be set. */
function settingsOf(field: INodeProperties): Setting[] {
	const options = field.options ?? [];
	const within = (inner: INodeProperties, wrap: (value: Value) => Value[]) =>
		settingsOf(inner).flatMap(({ path, value }) =>
			wrap(value).map((wrapped) => ({ path: `${field.name} > ${path}`, value: wrapped })),
		);
	if (field.type === 'collection') {
		return options.filter(isField).flatMap((inner) => within(inner, (value) => [{ [inner.name]: value }]));
	}
	if (field.type === 'fixedCollection') {
		const isRepeated = field.typeOptions?.multipleValues === true;
		return options.filter(isGroup).flatMap(({ name, values }) =>
			values.flatMap((inner) =>
				within(inner, (value) => {
					const row = filledRow(values, { [inner.name]: value });
					return isRepeated ? times.map((count) => ({ [name]: Array(count).fill(row) })) : [{ [name]: row }];
				}),
			),
		);
	}
	return valuesOf(field).map((value) => ({ path: field.name, value }));
}

const asJson = (value: unknown): unknown =>
	value === undefined ? undefined : JSON.parse(JSON.stringify(value));

const uploaded = { url: 'https://example.com/uploaded', handle: '4::abc', fileName: 'uploaded' };

function built(operation: string, parameters: INodeParameters, file: (typeof files)[number]) {
	const { request, found } = build(operation, parameters, {
		files: { data: file, photo: file },
		uploads: { data: uploaded, photo: { ...uploaded, url: `${uploaded.url}-photo` } },
	});
	const { method, path, query, body, file: sent } = request;
	const parts = sent && { uploadFile: sent.fileName };
	return {
		found,
		sent: JSON.stringify([method, path, query, body, sent?.property]),
		unlike: () => validateRequest(method, path, parts ?? asJson(body), query),
	};
}

/** Parameters with one field set besides. */
function withField(
	parameters: INodeParameters,
	{ name, type }: INodeProperties,
	value: Value,
): INodeParameters {
	const before = parameters[name];
	if (type !== 'collection' || typeof before !== 'object') return { ...parameters, [name]: value };
	return { ...parameters, [name]: { ...(before as INodeParameters), ...(value as INodeParameters) } };
}

function without(parameters: INodeParameters, { name }: INodeProperties): INodeParameters {
	const { [name]: _removed, ...others } = parameters;
	return others;
}

/** The parameters of the documented requests of an operation, and what else they may be beside a field. */
const settings = (operation: string): INodeParameters[] =>
	contractRows
		.filter((row) => row.operation === operation)
		.flatMap(({ parameters }) => [
			parameters,
			{ ...companions, ...parameters },
			{ ...companions, ...parameters, identifyBy: 'userId' },
			{ ...companions, ...parameters, mediaSource: 'binary' },
		]);

/** What is wrong with a value of a field, or nothing; and whether the request is another one with it. */
function tried(operation: string, field: INodeProperties, value: Value) {
	const refused = new Set<string>();
	for (const parameters of settings(operation)) {
		const given = withField(parameters, field, value);
		for (const file of JSON.stringify(given).includes('photo') ? files : files.slice(0, 1)) {
			const set = built(operation, given, file);
			for (const { field: name, what } of set.found) refused.add(`${name} ${what}`);
			if (set.found.length > 0) continue;
			const changes = [parameters, without(parameters, field)].some(
				(other) => built(operation, other, file).sent !== set.sent,
			);
			if (changes) return { changes, unlike: set.unlike(), refused };
		}
	}
	return { changes: false, unlike: [], refused };
}

/** What is wrong with a field: what its request holds against the contract, or that nothing comes of it. */
function problemsOf(operation: string, field: INodeProperties): string[] {
	const byPath = new Map<string, Value[]>();
	for (const { path, value } of settingsOf(field)) byPath.set(path, [...(byPath.get(path) ?? []), value]);
	return [...byPath].flatMap(([path, values]) => {
		if (path.split(' > ').some((name) => ownFields.has(name))) return [];
		const results = values.map((value) => tried(operation, field, value));
		const unlike = results.flatMap((result) => result.unlike);
		if (unlike.length > 0) return [`${path}: ${unlike.join('; ')}`];
		if (results.some(({ changes }) => changes)) return [];
		const refused = results.flatMap((result) => [...result.refused]);
		return [`${path} changes nothing in a request (${refused.slice(0, 3).join('; ')})`];
	});
}

const operations = nodes.flatMap(({ resources }) =>
	resources.flatMap(({ value, operations: all }) =>
		all.map((operation) => [`${value}.${operation.option.value}`, operation.fields] as const),
	),
);

test.each(operations)('every field of %s is sent as the contract knows it', (operation, fields) => {
	expect(fields.flatMap((field) => problemsOf(operation, field))).toEqual([]);
});
