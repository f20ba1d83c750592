import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { reasonsPage, reasonsSentence } from './reasons.cts';

const root = join(__dirname, '..', '..');
const readme = join(root, 'README.md');

writeFileSync(join(root, 'docs', 'reasons.md'), reasonsPage());
writeFileSync(
	readme,
	readFileSync(readme, 'utf8').replace(/^What `reason` can be .*`invalidInput`.*$/m, reasonsSentence()),
);
