import { readLanguageCode } from './languages';
import { text, type Parameters } from './parameters';

/** Reads which template is meant (`fields/templateLocator.ts`): its code name and language code (S3). */
export function readTemplateName(parameters: Parameters): { name: string; languageCode: string } {
	const { findings } = parameters;
	return {
		name: text(parameters.value('template'), 'Template', findings, { required: true }).trim(),
		languageCode: readLanguageCode(parameters.value('languageCode'), findings),
	};
}
