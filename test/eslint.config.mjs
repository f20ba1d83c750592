import { defineConfig } from 'eslint/config';
import { configs } from 'typescript-eslint';

/** The lint of the tests. n8n's own (../eslint.config.mjs, frozen by strict mode) covers what is shipped. */
export default defineConfig({
	files: ['**/*.cts', '**/*.mjs'],
	extends: [configs.recommended],
	linterOptions: { reportUnusedDisableDirectives: 'error' },
	rules: {
		// Taking an object apart to leave something out, and parameters before the one that is wanted.
		'@typescript-eslint/no-unused-vars': [
			'error',
			{ argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
		],
	},
});
