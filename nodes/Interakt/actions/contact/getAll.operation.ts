import type { IDataObject } from 'n8n-workflow';

import { contactQueryField } from '../../fields/contactFilters';
import { returnFields, simplifyField } from '../../fields/list';
import { inTurn } from '../../delivery/paging';
import { inWindows } from '../../delivery/windows';
import { contactPages, contactWindows, flatContact, readFilters } from '../../payload/contacts';
import { limits } from '../../payload/limits';
import { wantedRows } from '../../payload/list';
import type { ListOperation } from '../operation';

/** Lists contacts. Source: S0, S4 §6. */
export const getAll: ListOperation = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many contacts',
		description: 'Get contacts by when they were created or changed, or by their traits',
	},
	fields: [...returnFields, contactQueryField, simplifyField],
	list(parameters) {
		const limit = wantedRows(parameters);
		const filters = readFilters(parameters);
		const pages = contactPages(filters);
		const show = parameters.value('simplify') === false ? (contact: IDataObject) => contact : flatContact;
		return {
			first: pages.page(0, Math.min(limit, limits.contactsPerPage)),
			async collect(attempt) {
				const contacts =
					limit === Infinity
						? await inWindows(pages, contactWindows(filters), attempt)
						: await inTurn(pages, attempt, limit);
				return contacts.status === 'accepted'
					? { status: 'accepted', result: contacts.result.map(show) }
					: contacts;
			},
		};
	},
};
