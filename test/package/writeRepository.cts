/** Brings every mention of the repository's address in line with `repository` of package.json. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { mentions, withOwner } from './repository.cts';
import { packageFolder } from './staged.cts';

for (const { file, text } of mentions()) {
	const mended = withOwner(text);
	if (mended !== text) writeFileSync(join(packageFolder, file), mended);
}
