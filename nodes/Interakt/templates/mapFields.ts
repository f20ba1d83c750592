import type { FieldType, ResourceMapperField } from 'n8n-workflow';

import { orderStatusOptions } from './orderStatus';
import type { TemplateDefinition } from './definition';
import { shownLabel } from './labels';
import { sentencesOf } from './sentences';
import { slotsOf, type Slot } from './slots';

const unmatched = { defaultMatch: false, canBeUsedToMatch: false, display: true };

/**
 * A line of text between the fields. n8n's map knows no such thing, but draws the name of a field that cannot be
 * changed over the whole width, and nothing below it for a type that is not entered.
 */
const sentenceField = (id: string, words: string): ResourceMapperField => ({
	...unmatched,
	id: `about_${id}`,
	displayName: words,
	required: false,
	readOnly: true,
	type: 'notice' as FieldType,
});

function slotField({ id, part, label, sample, required }: Slot): ResourceMapperField {
	const field = { ...unmatched, id, displayName: shownLabel(label, sample, required), required };
	// A file of the item takes the place of the address, which most people have.
	if (part === 'file') return { ...field, type: 'string', removed: true };
	if (part === 'orderStatus') return { ...field, type: 'options', options: orderStatusOptions };
	return { ...field, type: part === 'flowData' ? 'object' : 'string' };
}

/** The fields of a template as the editor's map shows them: each value, below the words that it stands in. */
export function mapFields(template: TemplateDefinition): ResourceMapperField[] {
	const slots = slotsOf(template);
	const sentences = sentencesOf(template, slots);
	return slots.flatMap((slot) => {
		const words = sentences.get(slot.id);
		return [...(words === undefined ? [] : [sentenceField(slot.id, words)]), slotField(slot)];
	});
}
