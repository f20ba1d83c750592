import type { ContractRow } from '../row.cts';
import { contactRows } from './contact.cts';
import { eventRows } from './event.cts';
import { interactiveRows } from './interactive.cts';
import { sessionRows } from './session.cts';
import { templateRows } from './template.cts';

/** All contract rows. A new operation brings its rows here; `rows.test.cts` asks for them. */
export const contractRows: readonly ContractRow[] = [
	...contactRows,
	...eventRows,
	...sessionRows,
	...interactiveRows,
	...templateRows,
];
