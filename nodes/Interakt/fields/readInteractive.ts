import type { IDataObject } from 'n8n-workflow';

import { choice } from '../input/choice';
import { type Findings, quoted } from '../input/findings';
import { decode } from '../input/json';
import { limits } from '../input/limits';
import { oneLine } from '../input/oneLine';
import { type Parameters, row, rows, type Values } from '../input/parameters';
import { optional, shownText, text, trimmed } from '../input/text';
import { isObject } from '../shared/isObject';
import { mediaAddress } from './media';

/**
 * The two forms in which an interactive message is documented (contract §3): `nested` under `data.message`
 * works on live accounts, `flat` is the form of S4 §2.6 and §2.7.
 */
export type InteractiveForm = 'nested' | 'flat';

/** What both kinds of interactive message have around their buttons or rows. */
export interface Frame {
	readonly body: string;
	readonly footer: string;
	readonly header: IDataObject | undefined;
}

/** Reads body, footer and header of an interactive message. */
export function readFrame(body: unknown, fields: Values, parameters: Parameters, bodyField = 'Body'): Frame {
	const { findings } = parameters;
	return {
		body: shownText(body, bodyField, findings, { required: true, max: limits.body }),
		footer: shownText(fields.footer, 'Footer', findings, { max: limits.footer }),
		header: readHeader(row(fields.header), parameters),
	};
}

const headerTypes = ['text', 'image', 'video', 'document'] as const;

function readHeader(header: Values | undefined, parameters: Parameters): IDataObject | undefined {
	if (header === undefined) return undefined;
	const { findings } = parameters;
	const type = choice(header.type, 'Header Type', headerTypes, findings) ?? 'text';
	if (type !== 'text') {
		const medium = { url: header.mediaUrl, property: header.binaryPropertyName, kind: type };
		const link = mediaAddress(medium, 'Header File URL', parameters);
		const fileName =
			type === 'document' ? shownText(header.fileName, 'Header File Name', findings).trim() : '';
		return { type, [type]: { link, ...optional('filename', fileName) } };
	}
	const words = oneLine(header.text, 'Header Text', findings, { required: true, max: limits.headerText });
	return { type: 'text', text: words };
}

/** The `data` of an interactive message in the wanted form. */
export function interactiveData(
	kind: 'button' | 'list',
	{ body, footer, header }: Frame,
	action: IDataObject,
	form: InteractiveForm,
): IDataObject {
	const content = {
		...(header && { header }),
		body: { text: body },
		...(footer !== '' && { footer: { text: footer } }),
		action,
	};
	return form === 'flat' ? content : { message: { type: kind, ...content } };
}

/** Reads 1 to 3 reply buttons; a button without an ID gets its title as its ID. Source: S4 §2.6. */
export function readButtons(parameters: Parameters): IDataObject[] {
	const { findings } = parameters;
	const most = { title: limits.buttonTitle, description: 0, id: limits.buttonId };
	const given = listedChoices('Button', most, parameters) ?? rows(parameters.value('buttons'));
	if (given.length < 1 || given.length > limits.buttons) {
		findings.add(
			'Buttons',
			given.length < 1 ? 'has no button' : `has ${given.length} buttons, at most ${limits.buttons}`,
			`Give 1 to ${limits.buttons} buttons; for more choices use Send List.`,
		);
	}
	const buttons = given.map((button, index) => {
		const field = `Button ${index + 1}`;
		const title = oneLine(button.title, `${field} Title`, findings, {
			required: true,
			max: limits.buttonTitle,
		});
		const id = text(button.id, `${field} ID`, findings, { max: limits.buttonId }).trim();
		return { type: 'reply', reply: { id: id === '' ? title : id, title } };
	});
	unique(
		'Buttons',
		buttons.map(({ reply }) => reply.id),
		findings,
	);
	unique(
		'Button titles',
		buttons.map(({ reply }) => reply.title),
		findings,
	);
	return buttons;
}

/** Reads the sections of a list, at most 10 rows in all; a row without an ID gets its title as its ID. Source: S4 §2.7. */
export function readSections(parameters: Parameters): IDataObject[] {
	const { findings } = parameters;
	const most = { title: limits.rowTitle, description: limits.rowDescription, id: limits.rowId };
	const listed = listedChoices('Row', most, parameters);
	const given = listed ? [{ rows: { values: listed } }] : rows(parameters.value('sections'));
	const sections = given.map((section, index) => {
		const field = `Section ${index + 1}`;
		const title = oneLine(section.title, `${field} Title`, findings, {
			required: given.length > 1,
			max: limits.sectionTitle,
		});
		const sectionRows = rows(section.rows).map((given, index) =>
			readRow(given, `${field} Row ${index + 1}`, findings),
		);
		if (sectionRows.length === 0 && !listed)
			findings.add(field, 'has no rows', 'Give each section at least one row.');
		return { ...optional('title', title), rows: sectionRows };
	});
	const all = sections.flatMap((section) => section.rows);
	if (given.length === 0) findings.add('Sections', 'is empty', 'Add a section with at least one row.');
	if (all.length > limits.listRows) {
		const remedy = listed
			? `Take the first ones: .slice(0, ${limits.listRows}) at the end of the expression.`
			: 'Remove rows.';
		findings.add('Sections', `have ${all.length} rows in all, at most ${limits.listRows}`, remedy);
	}
	unique(
		'Rows',
		all.map(({ id }) => id),
		findings,
	);
	return sections;
}

/** Most characters of the parts of a choice. */
interface MostOfChoice {
	readonly title: number;
	readonly description: number;
	readonly id: number;
}

/**
 * The choices of a list of the item as rows, with titles and descriptions that fit; nothing where they are given one by
 * one. What is no list becomes a finding, with the way to the list where there is one inside.
 */
function listedChoices(
	singular: 'Button' | 'Row',
	most: MostOfChoice,
	{ value, findings }: Parameters,
): Values[] | undefined {
	const ways = { fields: 'Using Fields Below', list: 'From a List' };
	const way = choice(value(`${singular.toLowerCase()}sInput`), `Specify ${singular}s`, ways, findings);
	if (way !== 'list') return undefined;
	const field = `List of ${singular}s`;
	const given = decode(value('choiceList'));
	if (!Array.isArray(given) || given.length === 0) {
		const [inner] = isObject(given) ? Object.entries(given).filter(([, held]) => Array.isArray(held)) : [];
		findings.add(
			field,
			Array.isArray(given) || given === undefined || given === ''
				? 'is empty'
				: `holds ${quoted(given)} instead of a list`,
			inner
				? `The list is inside: write .${inner[0]} at the end of the expression.`
				: 'Give an expression that finds a list, such as {{ $json.slots }}.',
		);
		return [];
	}
	const memberOf = (name: string) => text(value(name), name, findings).trim();
	const title = memberOf('titleMember');
	const names = { title, description: memberOf('descriptionMember'), id: memberOf('idMember') };
	const entries: unknown[] = given;
	return entries.map((entry, index) => {
		const label = `${singular} ${index + 1}`;
		if (!isObject(entry)) return { title: fitting(entry, most.title, `${label} Title`, findings), id: entry };
		if (!(names.title in entry)) {
			findings.add(
				`${label} Title`,
				`is missing: the object has no "${names.title}"`,
				`Set Title Field to one that it has: ${Object.keys(entry).slice(0, 20).join(', ')}.`,
			);
		}
		const own = entry[names.title];
		return {
			title: fitting(own, most.title, `${label} Title`, findings),
			description: fitting(entry[names.description], most.description, `${label} Description`, findings),
			id: entry[names.id] ?? own,
		};
	});
}

/** A text of a list in as many characters as there are; one that is longer is cut, with a notice. */
function fitting(given: unknown, most: number, field: string, findings: Findings): unknown {
	if (typeof given !== 'string') return given;
	const letters = [...trimmed(given)];
	if (letters.length <= most) return letters.join('');
	const cut = `${letters
		.slice(0, most - 1)
		.join('')
		.trimEnd()}…`;
	findings.notice(`${field}: ${quoted(given)} was shortened to "${cut}"`);
	return cut;
}

function readRow(given: Values, field: string, findings: Findings) {
	const title = oneLine(given.title, `${field} Title`, findings, { required: true, max: limits.rowTitle });
	const description = oneLine(given.description, `${field} Description`, findings, {
		max: limits.rowDescription,
	});
	const id = text(given.id, `${field} ID`, findings, { max: limits.rowId }).trim();
	return { id: id === '' ? title : id, title, ...optional('description', description) };
}

function unique(field: string, values: string[], findings: Findings): void {
	const twice = values.find((value, index) => value !== '' && values.indexOf(value) !== index);
	if (twice !== undefined) {
		findings.add(field, `hold "${twice}" twice`, 'Make each one different, so that the answer is clear.');
	}
}

/** Reads the Request Format choice; nested is the default. */
export function interactiveForm(value: unknown, findings: Findings): InteractiveForm {
	return choice<InteractiveForm>(value, 'Request Format', ['nested', 'flat'], findings) ?? 'nested';
}
