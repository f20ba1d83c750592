import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { coverageTable } from './coverage.cts';

writeFileSync(join(__dirname, '..', '..', 'docs', 'coverage.md'), coverageTable());
