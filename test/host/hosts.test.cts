/** The table of hosts and the folders that describe them say the same. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describedVersions, descriptionOf, HOST_NAMES, HOSTS, type HostName } from './hosts.cts';

interface Description {
	dependencies: Record<string, string>;
}

const dependencies = (name: HostName) =>
	(JSON.parse(readFileSync(join(descriptionOf(name), 'package.json'), 'utf8')) as Description).dependencies;

test('every host that is described is in the table, and the other way round', () => {
	expect(describedVersions().sort()).toEqual(HOST_NAMES.map((name) => HOSTS[name].version).sort());
});

test.each(HOST_NAMES)('the %s host is n8n of its version, on a Node.js of one version', (name) => {
	expect(dependencies(name)).toEqual({
		n8n: HOSTS[name].version,
		node: expect.stringMatching(/^\d+\.\d+\.\d+$/),
	});
});
