import { programAt } from './programs.cts';
import { startServer, type Server } from './server.cts';

/** Starts a Redis that keeps nothing on disk. */
export const startRedis = async (): Promise<Server> =>
	await startServer({
		name: 'Redis',
		command: programAt('redis-server', 'redis-server'),
		parameters: (port) => ['--bind', '127.0.0.1', '--port', String(port), '--save', '', '--appendonly', 'no'],
		readyText: 'Ready to accept connections',
	});
