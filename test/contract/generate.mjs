/** Writes what two client generators make of the contract document: `generate.mjs <document> <folder>`. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { createClient } from '@hey-api/openapi-ts';
import openapiTypescript, { astToString } from 'openapi-typescript';

const [, , document, folder] = process.argv;

await writeFile(join(folder, 'types.ts'), astToString(await openapiTypescript(pathToFileURL(document))));
await createClient({ input: document, output: join(folder, 'client'), logs: { level: 'silent' } });
