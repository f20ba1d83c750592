/** Prints what two linters find in the contract document, as JSON: `lint.mjs <document>`. */
import { readFile } from 'node:fs/promises';

import { createConfig, lint } from '@redocly/openapi-core';
import spectralCore from '@stoplight/spectral-core';
import spectralRulesets from '@stoplight/spectral-rulesets';

const [, , document] = process.argv;

const spectral = new spectralCore.Spectral();
spectral.setRuleset({ extends: [spectralRulesets.oas] });
const bySpectral = await spectral.run(await readFile(document, 'utf8'));
const byRedocly = await lint({ ref: document, config: await createConfig({ extends: ['recommended'] }) });

const found = [
	...bySpectral.map(({ code, path, message }) => ({
		linter: 'spectral',
		rule: code,
		place: path.join(' '),
		message,
	})),
	...byRedocly.map(({ ruleId, location, message }) => ({
		linter: 'redocly',
		rule: ruleId,
		place: location[0]?.pointer ?? '',
		message,
	})),
];
process.stdout.write(JSON.stringify(found));
