import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { reasonsPage, reasonsSentence } from './reasons.cts';

const read = (...path: string[]) => readFileSync(join(__dirname, '..', '..', ...path), 'utf8');

// To bring both up to date: node --require tsx/cjs test/contract/writeReasons.cts
test('docs/reasons.md is what the table says', () => {
	expect(read('docs', 'reasons.md')).toBe(reasonsPage());
});

test('the README lists the reasons of the table', () => {
	expect(read('README.md').split('\n')).toContain(reasonsSentence());
});
