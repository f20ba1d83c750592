import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { guessesPage } from './guesses.cts';

const root = join(__dirname, '..', '..');

test('docs/contract.md is what the contract document and the probe say', () => {
	const page = readFileSync(join(root, 'docs', 'contract.md'), 'utf8');

	// To bring it up to date: node --require tsx/cjs test/contract/writeGuesses.cts
	expect(page).toBe(guessesPage());
});

test('every field of the document without a source document is counted', () => {
	const document = readFileSync(join(__dirname, 'interakt.openapi.yaml'), 'utf8');
	const marked = document.match(/x-certainty: ?(unverified|working|transcribed)/g) ?? [];
	const counts = [...guessesPage().matchAll(/: (\d+) fields/g)].map(([, count]) => Number(count));

	expect(counts.reduce((sum, count) => sum + count, 0)).toBe(marked.length);
});
