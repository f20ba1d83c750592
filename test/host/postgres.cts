import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { runCommand, type User } from './command.cts';
import { programAt } from './programs.cts';
import { startServer, type Server } from './server.cts';

/** Of the only user of the database, who needs no password, and of the database that comes with it. */
export const POSTGRES_USER = 'postgres';

/** Debian keeps the programs of each version away from PATH. */
const DEBIAN_FOLDER = '/usr/lib/postgresql';

/** The folders of the installed versions, the newest first. */
function debianFolders(): string[] {
	if (!existsSync(DEBIAN_FOLDER)) return [];
	const versions = readdirSync(DEBIAN_FOLDER).sort((one, other) => Number(other) - Number(one));
	return versions.map((version) => join(DEBIAN_FOLDER, version, 'bin'));
}

/** PostgreSQL refuses to run as root: there it runs as the user that its Debian package has made. */
async function unprivileged(): Promise<User | undefined> {
	if (process.getuid?.() !== 0) return undefined;
	const id = async (which: string) => Number(await runCommand('id', [which, 'postgres'], { cwd: '/' }));
	return { uid: await id('-u'), gid: await id('-g') };
}

/** Starts a PostgreSQL with an empty database. */
export async function startPostgres(): Promise<Server> {
	const program = (name: string) => programAt(name, 'postgresql', debianFolders());
	const [initdb, postgres] = [program('initdb'), program('postgres')];
	const user = await unprivileged();
	return await startServer({
		name: 'PostgreSQL',
		command: postgres,
		// Without files for sockets, and without waiting for the disk: the data are not kept.
		parameters: (port, folder) => [
			...['-D', folder, '-h', '127.0.0.1', '-p', String(port)],
			...['-c', 'unix_socket_directories=', '-c', 'fsync=off'],
		],
		prepare: (folder) =>
			runCommand(
				initdb,
				['-D', folder, '-U', POSTGRES_USER, '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'],
				{ cwd: folder, ...(user && { user }) },
			),
		readyText: 'database system is ready to accept connections',
		...(user && { user }),
		// Soon, without waiting for those who are connected.
		stopSignal: 'SIGINT',
	});
}
