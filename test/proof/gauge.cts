/**
 * Runs inside the n8n of a soak (`--require`) and tells what its process holds, whenever it is asked over HTTP. Node.js
 * runs it as it stands, with its types taken out, so it has no imports.
 */
/** What a process holds, after its garbage has been collected. */
export interface Gauge {
	/** Megabytes. */
	heap: number;
	/** Sockets, timers, files and the like that are open. */
	handles: number;
	/** The 99th percentile of how late the event loop was since it was asked last, in milliseconds. */
	delay: number;
}

const port = Number(process.env.PROOF_GAUGE_PORT);

// Its task runner inherits the settings, and is another process.
if (port > 0 && process.argv.includes('start')) {
	const { createServer } = process.getBuiltinModule('node:http');
	const { monitorEventLoopDelay } = process.getBuiltinModule('node:perf_hooks');
	process.getBuiltinModule('node:v8').setFlagsFromString('--expose-gc');
	const collectGarbage = process.getBuiltinModule('node:vm').runInNewContext('gc') as () => void;
	const late = monitorEventLoopDelay({ resolution: 10 });
	late.enable();
	const server = createServer((_, response) => {
		const delay = late.percentile(99) / 1e6;
		collectGarbage();
		const gauge: Gauge = {
			heap: process.memoryUsage().heapUsed / 2 ** 20,
			handles: process.getActiveResourcesInfo().length,
			delay,
		};
		late.reset();
		response.setHeader('Connection', 'close');
		response.end(JSON.stringify(gauge));
	});
	server.listen(port, '127.0.0.1');
	server.unref();
}
