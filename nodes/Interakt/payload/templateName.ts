import { readPicked } from '../templates/definition';
import { readLanguageCode } from './languages';
import { text, type Parameters } from './parameters';

/**
 * Reads which template is meant (`fields/templateLocator.ts`): its code name and language code (S3). A name that
 * carries its language, as the list gives it (`order_update|en`), needs no Language Code.
 */
export function readTemplateName(parameters: Parameters): { name: string; languageCode: string } {
	const { findings } = parameters;
	const picked = readPicked(parameters.value('template'));
	if (picked !== undefined) return { name: picked.name, languageCode: picked.language };
	const name = text(parameters.value('template'), 'Template', findings, { required: true }).trim();
	// Before a template is chosen its language is not asked for.
	if (name === '') return { name, languageCode: '' };
	return { name, languageCode: readLanguageCode(parameters.value('languageCode'), findings) };
}
