import type { IDataObject } from 'n8n-workflow';

import { readAllPages } from '../../delivery/paging';
import { readWholeList } from '../../delivery/wholeList';
import { contactPages, contactWindows } from '../../fields/contactPages';
import { contactOutput, contactQueryField, readFilters } from '../../fields/contacts';
import { returnFields, simplifyField, wantedRows, wantsSimple } from '../../fields/list';
import { limits } from '../../input/limits';
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
		const show = wantsSimple(parameters)
			? (contact: IDataObject) => contactOutput(contact)
			: (contact: IDataObject) => contact;
		return {
			first: pages.page(0, Math.min(limit, limits.contactsPerPage)),
			async collect(send) {
				const contacts =
					limit === Infinity
						? await readWholeList(pages, contactWindows(filters), send)
						: await readAllPages(pages, send, limit);
				return contacts.status === 'accepted'
					? { status: 'accepted', result: contacts.result.map(show) }
					: contacts;
			},
		};
	},
};
