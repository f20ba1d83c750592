import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { coverageTable } from './coverage.cts';
import { freshPage, resourcePages } from './resourcePages.cts';
import { root } from './pages.cts';

writeFileSync(join(root, 'docs', 'coverage.md'), coverageTable());
for (const page of resourcePages) writeFileSync(join(root, page.file), freshPage(page));
