import { join } from 'node:path';

/** For what can be made again: beside the installed modules, so that whoever removes them removes it too. */
export const cacheFolder = join(__dirname, '..', 'node_modules', '.cache', 'n8n-nodes-interakt');
