import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { guessesPage } from './guesses.cts';

writeFileSync(join(__dirname, '..', '..', 'docs', 'contract.md'), guessesPage());
