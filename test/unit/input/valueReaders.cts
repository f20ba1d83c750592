/** The readers of values, as docs/values.md names them. */
import { readBoolean } from '../../../nodes/Interakt/input/boolean';
import { readTags, readTraits } from '../../../nodes/Interakt/fields/traits';
import { readEmailAddress } from '../../../nodes/Interakt/input/email';
import { Findings } from '../../../nodes/Interakt/input/findings';
import { parseJson } from '../../../nodes/Interakt/input/json';
import { readLanguageCode } from '../../../nodes/Interakt/input/language';
import { readNumber } from '../../../nodes/Interakt/input/number';
import { shownText, text } from '../../../nodes/Interakt/input/text';
import { mediaUrl } from '../../../nodes/Interakt/input/url';
import { choice } from '../../../nodes/Interakt/input/choice';
import { suffixOf } from '../../../nodes/Interakt/templates/buttonUrl';
import { readTemplateName } from '../../../nodes/Interakt/templates/locator';
import { orderStatus } from '../../../nodes/Interakt/templates/orderStatus';
import { plainParameters } from '../parameters.cts';

/** What a reader made of a value; `undefined` for nothing. */
export type Read = (value: unknown, findings: Findings) => unknown;

const merged = (findings: Findings, parameters: ReturnType<typeof plainParameters>) => {
	findings.found.push(...parameters.findings.found);
};

const typedTrait =
	(type: 'number' | 'boolean'): Read =>
	(value, findings) => {
		const parameters = plainParameters({ traits: { values: [{ name: 'amount', type, value }] } });
		const traits = readTraits(parameters, 'clean');
		merged(findings, parameters);
		return traits?.amount;
	};

/** The reader behind each table of docs/values.md. */
export const readers: Readonly<Record<string, Read>> = {
	Boolean: (value, findings) => readBoolean(value, 'It', findings),
	Choice: (value, findings) => choice(value, 'It', { clean: 'Clean Up', refuse: 'Refuse' }, findings),
	'Order status': (status, findings) => {
		const { order_status: sent } = orderStatus({ status, referenceId: 'r' }, findings);
		return (sent as { order: { status: string } }).order.status;
	},
	'Language code': (value, findings) => readLanguageCode(value, findings),
	Template: (template, findings) => {
		const parameters = plainParameters({ template, languageCode: 'hi' });
		const { name, languageCode } = readTemplateName(parameters);
		merged(findings, parameters);
		return [name, languageCode];
	},
	Number: (value, findings) => readNumber(value, 'It', findings),
	Text: (value, findings) => text(value, 'It', findings),
	'What the customer reads': (value, findings) => shownText(value, 'It', findings),
	Traits: (value, findings) => {
		const parameters = plainParameters({ traits: { values: [{ name: 'city', value }] } });
		const traits = readTraits(parameters, 'clean');
		merged(findings, parameters);
		return traits?.city;
	},
	'Trait of the type Number': typedTrait('number'),
	'Trait of the type Boolean': typedTrait('boolean'),
	List: (value, findings) => readTags(value, 'clean', findings),
	JSON: (value, findings) => parseJson(value, 'It', findings),
	Email: (value, findings) => readEmailAddress(value, 'It', findings),
	'Web address': (value, findings) => mediaUrl(value, 'It', findings),
	'Button with a changing address': (value, findings) =>
		suffixOf(String(value), 'https://shop.example/track/{{1}}', 'It', findings),
};
