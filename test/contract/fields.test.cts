/**
 * Every field of every operation is set, to each value that its own description offers, beside the parameters of a
 * documented request. What would then be sent, also as a fallback, has to fit the contract, so a field whose member the contract does not
 * know goes red. And each value has to make another request than the same parameters without it, unless it is the
 * default of its field; fields that steer the node itself are left out.
 */
import type { INodeParameters, INodeProperties, INodePropertyCollection } from 'n8n-workflow';

import { readDefinition, type TemplateDefinition } from '../../nodes/Interakt/templates/definition';
import type { Template } from '../simulator/templates.cts';
import { build, nodes } from '../unit/parameters.cts';
import { validateRequest } from './contract.cts';
import { byName } from './row.cts';
import { contractRows } from './rows/index.cts';

type Value = INodeParameters[string];

/** Fields that steer the node and are not sent as they are, by name. */
const ownFields = new Set([
	'allowPlaceholders',
	'dayMonthOrder',
	'dryRun',
	'includeInputFields',
	'ifMaybeSent',
	'excludedColumns',
	'includePreview',
	'nestedValues',
	'returnAll',
	'sendOnceKey',
	'simplify',
	'whiteSpace',
	// The country of numbers that are written without one, as the numbers of the rows are.
	'countryCode',
	// Of a list, the first request asks for a page.
	'limit',
	// The route does not know it, so the rows of its answer are filtered (test/engine).
	'filters > category',
	// Sections of fields: what stands in them is what is sent.
	'traitsInput',
	'attributesInput',
	'buttonsInput',
	'rowsInput',
	// Choices out of a list (test/unit/fields/interactive.test.cts).
	'choiceList',
	'titleMember',
	'descriptionMember',
	'idMember',
	// The values of a picked template have tests of their own (test/unit/templates).
	'templateValues',
	// Those of the account's traits too (test/unit/fields/knownTraits.test.cts).
	'traitsColumns',
	// How values are shown (test/unit/fields/showAs.test.cts).
	'showAs',
	'currency',
	'inMinorUnits',
	'ifEmpty',
	'textIfEmpty',
	// What answers a question, and how long it is open (test/unit/questions/fields.test.cts).
	'declineByText',
	'limitType',
	'keepEarlierButtons',
	'waitAmount',
	'waitUnit',
	'waitUntil',
	'whenUnanswered',
	// Names of variables, which take the template itself to read (test/unit/templates/byHand.test.cts).
	'variable',
]);

/** Values where the description has none that fits, by the name of the field. */
const samples: Readonly<Record<string, readonly Value[]>> = {
	binaryPropertyName: ['photo'],
	// Left out, it is not done.
	createContact: [true],
	carts: ['[{"id":"7"}]'],
	languageCode: ['hi'],
	op: ['gt', 'lt'],
	orders: ['[{"id":"1042"}]'],
	phoneNumber: ['99999 88888'],
	trait: ['city'],
};

/** What the other fields of its row have to be, so that a choice is seen in the request. */
const besides: Readonly<Record<string, INodeParameters>> = {
	'type: boolean': { value: 'yes' },
	'type: date': { value: '31 January 2026' },
	'type: list': { value: 'Pune, Mumbai' },
	'type: number': { value: '42' },
	'type: string': { value: 42 },
};

/** A template of a row, also under the names that the samples of its fields have. */
const alsoAsSamples = (one: Template): TemplateDefinition[] =>
	[one, { ...one, language: 'hi' }, { ...one, name: 'order_update_2' }].map((each) =>
		readDefinition({ ...each }),
	);

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
	const sample = samples[name];
	if (sample) return [...sample];
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

/** What the other fields of its row have to be, so that a field is shown. */
const shownBy = ({ displayOptions }: INodeProperties): INodeParameters =>
	Object.fromEntries(
		Object.entries(displayOptions?.show ?? {}).map(([name, values = []]) => [name, values[0] as Value]),
	) as INodeParameters;

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
	/** What the field itself is set to. */
	readonly choice: Value;
	/** Whether that is what the field is without being set. */
	readonly isDefault: boolean;
	/** The same, within the groups that the field stands in. */
	readonly value: Value;
}

/** How often a row is repeated, because some groups want two of them and others take one. */
const times = [1, 2];

/** Every way in which a field can be set. */
function settingsOf(field: INodeProperties): Setting[] {
	const options = field.options ?? [];
	const within = (name: string, inner: INodeProperties, wrap: (value: Value) => Value[]) =>
		settingsOf(inner).flatMap((setting) =>
			wrap(setting.value).map((value) => ({ ...setting, path: `${name} > ${setting.path}`, value })),
		);
	if (field.type === 'collection') {
		return options
			.filter(isField)
			.flatMap((inner) => within(field.name, inner, (value) => [{ [inner.name]: value }]));
	}
	if (field.type === 'fixedCollection') {
		const isRepeated = field.typeOptions?.multipleValues === true;
		return options.filter(isGroup).flatMap(({ name, values }) =>
			values.flatMap((inner) =>
				within(`${field.name} > ${name}`, inner, (value) => {
					const beside = besides[`${inner.name}: ${String(value)}`];
					const row = filledRow(values, { ...shownBy(inner), ...beside, [inner.name]: value });
					return isRepeated ? times.map((count) => ({ [name]: Array(count).fill(row) })) : [{ [name]: row }];
				}),
			),
		);
	}
	return valuesOf(field).map((value) => ({
		path: field.name,
		choice: value,
		isDefault: value === field.default,
		value,
	}));
}

const asJson = (value: unknown): unknown =>
	value === undefined ? undefined : JSON.parse(JSON.stringify(value));

const uploaded = { url: 'https://example.com/uploaded', handle: '4::abc', fileName: 'uploaded' };

/** What was built before: the same parameters come again and again when single values are taken away. */
const builtBefore = new Map<string, ReturnType<typeof buildOnce>>();

function built(operation: string, given: Given, file: (typeof files)[number]) {
	const key = JSON.stringify([operation, given, file.fileName]);
	const known = builtBefore.get(key) ?? buildOnce(operation, given, file);
	builtBefore.set(key, known);
	return known;
}

function buildOnce(operation: string, { parameters, templates }: Given, file: (typeof files)[number]) {
	const surroundings = {
		files: { data: file, photo: file },
		uploads: { data: uploaded, photo: { ...uploaded, url: `${uploaded.url}-photo` } },
	};
	const { request, fallbacks, found } = build(operation, parameters, surroundings, templates);
	const requests = [request, ...fallbacks.flatMap(({ first, then }) => [...first, then])];
	return {
		found,
		sent: JSON.stringify(
			requests.map(({ method, path, query, body, file: sent }) => [
				method,
				path,
				query,
				body,
				sent?.property,
			]),
		),
		unlike: () =>
			requests.flatMap(({ method, path, query, body, file: sent }) => {
				const parts = sent && { uploadFile: sent.fileName };
				return validateRequest(method, path, parts ?? asJson(body), query);
			}),
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

/** A value without what a path leads to, in each row of a group. */
function withoutPath(value: Value, [name = '', ...inner]: readonly string[]): Value {
	if (Array.isArray(value)) return value.map((row) => withoutPath(row as Value, [name, ...inner])) as Value;
	if (typeof value !== 'object' || value === null || '__rl' in value) return value;
	const { [name]: found, ...others } = value as INodeParameters;
	return inner.length === 0 || found === undefined
		? others
		: { ...others, [name]: withoutPath(found, inner) };
}

/** Parameters, and the account's templates where they depend on them. */
interface Given {
	readonly parameters: INodeParameters;
	readonly templates: readonly TemplateDefinition[];
}

/** The parameters of the documented requests of an operation, and what else they may be beside a field. */
const settings = (operation: string): Given[] =>
	contractRows
		.filter((row) => row.operation === operation)
		.flatMap(({ parameters, templates = [] }) =>
			[
				parameters,
				{ ...companions, ...parameters },
				{ ...companions, ...parameters, identifyBy: 'userId' },
				{ ...companions, ...parameters, mediaSource: 'binary' },
			].map((each) => ({ parameters: each, templates: templates.flatMap(alsoAsSamples) })),
		);

/** What comes of a value of a field. */
interface Tried {
	/** Whether it makes another request. */
	readonly changes: boolean;
	/** Whether a request takes it, changed or not. */
	readonly isTaken: boolean;
	/** What of the request the contract does not know. */
	readonly unlike: readonly string[];
	readonly refused: ReadonlySet<string>;
}

/** Tries a value beside each of the documented requests, until one changes by it. */
function tried(operation: string, field: INodeProperties, { path, value }: Setting): Tried {
	const refused = new Set<string>();
	let taken: Tried | undefined;
	for (const { parameters, templates } of settings(operation)) {
		const given = withField(parameters, field, value);
		for (const file of /photo|binary/.test(JSON.stringify(given)) ? files : files.slice(0, 1)) {
			const set = built(operation, { parameters: given, templates }, file);
			for (const { field: name, what } of set.found) refused.add(`${name} ${what}`);
			if (set.found.length > 0) continue;
			const other = withoutPath(given, path.split(' > ')) as INodeParameters;
			const changes = built(operation, { parameters: other, templates }, file).sent !== set.sent;
			if (changes || taken === undefined) taken = { changes, isTaken: true, unlike: set.unlike(), refused };
			if (changes || taken.unlike.length > 0) return taken;
		}
	}
	return taken ?? { changes: false, isTaken: false, unlike: [], refused };
}

const isOwn = ({ path }: Setting) =>
	ownFields.has(path) || path.split(' > ').some((name) => ownFields.has(name));

/**
 * What is wrong with a field: what its request holds against the contract, and values of it that no request takes or
 * that nothing comes of.
 */
function problemsOf(operation: string, field: INodeProperties): string[] {
	const byValue = new Map<string, Setting[]>();
	for (const setting of settingsOf(field).filter((each) => !isOwn(each))) {
		const value = `${setting.path}: ${JSON.stringify(setting.choice)}`;
		byValue.set(value, [...(byValue.get(value) ?? []), setting]);
	}
	return [...byValue].flatMap(([value, ways]) => {
		const results: Tried[] = [];
		for (const way of ways) {
			if (results.at(-1)?.changes) break;
			results.push(tried(operation, field, way));
		}
		const unlike = results.flatMap((result) => result.unlike);
		if (unlike.length > 0) return [`${value}: ${unlike.join('; ')}`];
		const isDefault = ways.every((way) => way.isDefault);
		if (results.some(({ changes, isTaken }) => changes || (isDefault && isTaken))) return [];
		const refused = results.flatMap((result) => [...result.refused]).slice(0, 3);
		return [`${value} makes no other request (${refused.join('; ')})`];
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
