import type { ContractRow } from '../row.cts';
import { chatAndFileRows } from './chatAndFile.cts';
import { contactRows } from './contact.cts';
import { contactQueryRows } from './contactQuery.cts';
import { eventRows } from './event.cts';
import { interactiveRows } from './interactive.cts';
import { legacyRows } from './legacy.cts';
import { rcsRows } from './rcs.cts';
import { sessionRows } from './session.cts';
import { templateRows } from './template.cts';
import { templateDefinitionRows } from './templateDefinition.cts';

/** All contract rows. A new operation brings its rows here; `rows.test.cts` asks for them. */
export const contractRows: readonly ContractRow[] = [
	...contactRows,
	...eventRows,
	...sessionRows,
	...interactiveRows,
	...templateRows,
	...templateDefinitionRows,
	...contactQueryRows,
	...chatAndFileRows,
	...rcsRows,
	...legacyRows,
];
