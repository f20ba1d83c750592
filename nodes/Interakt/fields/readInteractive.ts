import type { IDataObject } from 'n8n-workflow';

import { choice } from '../input/choice';
import type { Findings } from '../input/findings';
import { limits } from '../input/limits';
import { type Parameters, row, rows, type Values } from '../input/parameters';
import { optional, shownText, text } from '../input/text';
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
export function readFrame(body: unknown, fields: Values, parameters: Parameters): Frame {
	const { findings } = parameters;
	return {
		body: shownText(body, 'Body', findings, { required: true, max: limits.body }),
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
	const words = shownText(header.text, 'Header Text', findings, { required: true, max: limits.headerText });
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
export function readButtons(value: unknown, findings: Findings): IDataObject[] {
	const given = rows(value);
	if (given.length < 1 || given.length > limits.buttons) {
		findings.add(
			'Buttons',
			given.length < 1 ? 'has no button' : `has ${given.length} buttons, at most ${limits.buttons}`,
			`Give 1 to ${limits.buttons} buttons; for more choices use Send List.`,
		);
	}
	const buttons = given.map((button, index) => {
		const field = `Button ${index + 1}`;
		const title = shownText(button.title, `${field} Title`, findings, {
			required: true,
			max: limits.buttonTitle,
		});
		const id = text(button.id, `${field} ID`, findings, { max: limits.buttonId }).trim();
		return { type: 'reply', reply: { id: id === '' ? title.trim() : id, title } };
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
export function readSections(value: unknown, findings: Findings): IDataObject[] {
	const given = rows(value);
	const sections = given.map((section, index) => {
		const field = `Section ${index + 1}`;
		const title = shownText(section.title, `${field} Title`, findings, {
			required: given.length > 1,
			max: limits.sectionTitle,
		});
		const sectionRows = rows(section.rows).map((given, index) =>
			readRow(given, `${field} Row ${index + 1}`, findings),
		);
		if (sectionRows.length === 0) findings.add(field, 'has no rows', 'Give each section at least one row.');
		return { ...optional('title', title), rows: sectionRows };
	});
	const all = sections.flatMap((section) => section.rows);
	if (given.length === 0) findings.add('Sections', 'is empty', 'Add a section with at least one row.');
	if (all.length > limits.listRows) {
		findings.add('Sections', `have ${all.length} rows in all, at most ${limits.listRows}`, 'Remove rows.');
	}
	unique(
		'Rows',
		all.map(({ id }) => id),
		findings,
	);
	return sections;
}

function readRow(given: Values, field: string, findings: Findings) {
	const title = shownText(given.title, `${field} Title`, findings, { required: true, max: limits.rowTitle });
	const description = shownText(given.description, `${field} Description`, findings, {
		max: limits.rowDescription,
	});
	const id = text(given.id, `${field} ID`, findings, { max: limits.rowId }).trim();
	return { id: id === '' ? title.trim() : id, title, ...optional('description', description) };
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
