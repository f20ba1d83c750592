import { dirname } from 'node:path';

import { programAt } from './programs.cts';

test('a program is found in one of the folders first, and then on PATH', () => {
	const folder = dirname(process.execPath);
	expect(programAt('node', 'nodejs', [folder])).toBe(process.execPath);
	expect(programAt('sh', 'dash')).toMatch(/\/sh$/);
});

test('a program that is not there is told with the package that brings it', () => {
	expect(() => programAt('no-such-program', 'its-package', ['/no/such/folder'])).toThrow(
		'no-such-program is missing: install it (Debian: its-package)',
	);
});
