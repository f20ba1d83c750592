import type { Reason } from '../delivery/reasons';
import { readBoolean } from '../input/boolean';
import { readLanguageCode } from '../input/language';
import { collection, optionalRow, type Parameters, rows } from '../input/parameters';
import { identifier, optional } from '../input/text';
import type { InteraktRequest } from '../transport/request';
import { messageRequest, tracking } from './message';
import { readPerson } from './person';
import { valueReader } from './showAs';

/** Creates the contact of a message that Interakt refused because it does not know the customer. */
function createContact(parameters: Parameters, request: InteraktRequest): Fallback {
	const person = readPerson(parameters);
	return {
		reason: 'unknownCustomer',
		first: [
			{
				method: 'POST',
				path: '/track/users/',
				effect: 'upsert',
				...(request.recipient !== undefined && { recipient: request.recipient }),
				body: { ...person },
			},
		],
		then: request,
		notice: 'Interakt did not know this customer, so the contact was created first',
	};
}

/** Sends a template in place of a session message outside the 24-hour window. */
function windowTemplate(parameters: Parameters): Fallback[] {
	const { findings } = parameters;
	const fields = collection(parameters, 'additionalFields');
	const wanted = optionalRow(fields, 'windowTemplate', 'Template If Window Is Closed', findings);
	if (wanted === undefined) return [];
	const field = 'Template If Window Is Closed';
	const name = identifier(wanted.name, `${field} Code Name`, findings, { required: true });
	const languageCode = readLanguageCode(wanted.languageCode, findings, `${field} Language Code`);
	const given = rows(wanted.bodyValues).map((row, index) => ({
		...row,
		value: row.value,
		variable: `${field} Body Value ${index + 1}`,
	}));
	const values = valueReader(parameters, {
		whiteSpace: 'clean',
		showAs: { values: given },
		language: languageCode ?? 'en',
	});
	const bodyValues = given.map(({ value, variable }) =>
		values.read(value, { label: variable, required: true }),
	);
	const template = { ...optional('name', name), languageCode, ...(bodyValues.length > 0 && { bodyValues }) };
	return [
		{
			reason: 'outsideWindow',
			first: [],
			then: messageRequest(readPerson(parameters), 'Template', { template }, tracking(parameters, fields)),
			notice: `The 24-hour window was closed, so the template ${name} was sent instead`,
		},
	];
}

/** What a person has chosen to do about refusals of any message. Never more than one message reaches the customer. */
export function messageFallbacks(parameters: Parameters, request: InteraktRequest): readonly Fallback[] {
	const fields = collection(parameters, 'additionalFields');
	const wanted = readBoolean(fields.createContact, 'Create Contact If Unknown', parameters.findings);
	return wanted ? [createContact(parameters, request)] : [];
}

/** The same for messages that need the 24-hour window. */
export function sessionFallbacks(parameters: Parameters, request: InteraktRequest): readonly Fallback[] {
	return [...messageFallbacks(parameters, request), ...windowTemplate(parameters)];
}

/** What to do when a request is refused for a reason: other requests first, then one in its place. */
export interface Fallback {
	readonly reason: Reason;
	readonly first: readonly InteraktRequest[];
	readonly then: InteraktRequest;
	/** Says in the output what was done. */
	readonly notice: string;
}
