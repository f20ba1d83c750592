import type { IDataObject } from 'n8n-workflow';

import type { Failure } from '../../delivery/outcome';
import { messageFallbacks } from '../../fields/fallback';
import { messageFields, messageRequest, tracking } from '../../fields/message';
import { personFields, readPerson } from '../../fields/person';
import { smsFallback } from '../../fields/smsFallback';
import { parseBoolean, readBoolean } from '../../input/boolean';
import { requiredChoice } from '../../input/choice';
import { collection, isAdded, type Parameters, rows, type Values } from '../../input/parameters';
import { whiteSpaceChoice } from '../../input/whiteSpace';
import { isObject } from '../../shared/isObject';
import { templateContent } from '../../templates/byHand';
import { categories } from '../../templates/create';
import { readPicked, type TemplateDefinition } from '../../templates/definition';
import { templateContentFields, templateOptions } from '../../templates/fields';
import { columnsByName, fillTemplate, slotsOfSchema } from '../../templates/fill';
import { nearestTemplates, readTemplateName } from '../../templates/locator';
import { checkPreview, previewOf } from '../../templates/preview';
import { type ValueReader, valueReader } from '../../fields/showAs';
import { type Slot, slotsOf } from '../../templates/slots';
import { variablesOf } from '../../templates/variables';
import { givesWholeAddress } from '../../templates/buttonUrl';
import type { Input, Library, RequestOperation } from '../operation';

/**
 * What a model reads: which template was picked, with its own sentences, which the map of its values holds. Where the
 * model chooses the template itself, its name cannot be resolved here. Older versions of n8n show it as it stands.
 */
const forModel =
	"=Send an approved WhatsApp template, which reaches a customer at any time{{ (() => { try { return $parameter.templateValues && $parameter.template ? [`: ${$parameter.template.replace('|', ' in ')}`, ...($parameter.templateValues.schema ?? []).filter(field => field.readOnly).map(field => `“${field.displayName}”`)].join(' ').slice(0, 400) : ''; } catch (e) { return ''; } })() }}";

/** Sends an approved template, inside or outside the 24-hour window. Source: S3, S4 §3, contract §1.4. */
export const sendTemplate: RequestOperation = {
	option: {
		name: 'Send Template',
		value: 'sendTemplate',
		action: 'Send a template message',
		description: 'Send an approved WhatsApp template, which reaches a customer at any time',
	},
	forModel,
	fields: [...personFields, ...templateContentFields, ...messageFields(...templateOptions)],
	needsTemplates,
	request(parameters, templates) {
		const { findings } = parameters;
		const fields = collection(parameters, 'additionalFields');
		const { name, languageCode } = readTemplateName(parameters);
		const definition = templates.find((known) => known.name === name && known.language === languageCode);
		const values = valueReader(parameters, {
			whiteSpace: whiteSpaceChoice(fields.whiteSpace, findings),
			showAs: fields.showAs,
			language: languageCode,
		});
		const template = { name, languageCode, ...content(parameters, definition, fields, values) };
		values.close();
		const category = isAdded(fields, 'templateCategory')
			? requiredChoice(fields.templateCategory, 'Only If Category Is', categories, findings)
			: undefined;
		const fallback = smsFallback(fields, findings);
		const request = messageRequest(
			readPerson(parameters),
			'Template',
			{ template },
			{
				...tracking(parameters, fields),
				...(category && { template_category: category }),
				...(fallback && { fallback }),
			},
		);
		const wantsPreview = readBoolean(fields.includePreview, 'Include Preview', findings);
		if (definition === undefined) return request;
		const preview = previewOf(definition, template);
		checkPreview(preview, findings);
		return wantsPreview || parseBoolean(parameters.value('dryRun')) === true
			? { ...request, preview }
			: request;
	},
	fallbacks: messageFallbacks,
	explain: async (failure, request, library) =>
		failure.reason === 'templateNotFound' ? await withNearest(failure, request.body, library) : failure,
};

/** Whether a part of the template has to be known: what it is picked or shown with, or values that go by its text. */
function needsTemplates(input: Input): boolean {
	const fields = optionsOf(input.value('additionalFields'));
	return (
		readPicked(input.value('template')) !== undefined ||
		parseBoolean(input.value('dryRun')) === true ||
		parseBoolean(fields.includePreview) === true ||
		givesWholeAddress(fields) ||
		rows(input.value('bodyValues')).some(({ variable }) => typeof variable === 'string' && variable !== '')
	);
}

const optionsOf = (value: unknown): Values => (isObject(value) ? value : {});

/** The values of a picked template by the names of columns, and the names. */
function valuesOfColumns(slots: readonly Slot[], { json = {}, findings }: Parameters) {
	const sources = columnsByName(slots, json, findings);
	const pairs = Object.entries(sources).map(([id, column]) => [id, json[column]] as const);
	return { mapped: Object.fromEntries(pairs), sources };
}

/** The values of the template: of a picked one from its map, of a typed one from the fields by hand. */
function content(
	parameters: Parameters,
	definition: TemplateDefinition | undefined,
	fields: Values,
	values: ValueReader,
): IDataObject {
	const { findings } = parameters;
	const map = parameters.value('templateValues');
	const bodyValues = parameters.value('bodyValues');
	if (isObject(map) && readPicked(parameters.value('template')) !== undefined) {
		const stored = slotsOfSchema(map.schema);
		const slots = definition ? slotsOf(definition) : stored;
		const { mapped, sources } =
			map.mappingMode === 'autoMapInputData'
				? valuesOfColumns(slots, parameters)
				: {
						mapped: optionsOf(map.value),
						sources: optionsOf(optionsOf(parameters.raw?.('templateValues')).value),
					};
		// With an expression n8n shows both kinds of fields; then those count that are filled in.
		if (bodyValues === undefined || Object.keys(mapped).length > 0) {
			return fillTemplate(slots, mapped, { values, parameters, stored, definition, sources });
		}
	}
	const mediaHeader = definition && !['', 'TEXT'].includes(definition.headerFormat);
	const reading = { values, findings, parameters, channel: 'whatsapp' as const, mediaHeader, definition };
	const byHand = templateContent(bodyValues, fields, reading);
	const given = Array.isArray(byHand.bodyValues) ? byHand.bodyValues.length : 0;
	const wanted = definition ? variablesOf(definition.body).length : given;
	if (given !== wanted) {
		findings.add(
			'Body Values',
			`has ${given} values, the template has ${wanted} variables`,
			'Give one value for each variable, in their order.',
		);
	}
	return byHand;
}

/** Adds to "no such template" the names that come nearest, which usually shows the slip. */
async function withNearest(
	failure: Failure,
	body: IDataObject | undefined,
	library: Library,
): Promise<Failure> {
	const wanted = isObject(body?.template) ? String(body.template.name) : '';
	const templates = await library();
	if (templates.status !== 'accepted') return failure;
	const nearest = nearestTemplates(templates.result, wanted);
	if (nearest.length === 0) return failure;
	return { ...failure, description: `Did you mean ${nearest.join(', ')}? ${failure.description}` };
}
