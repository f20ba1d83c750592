import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { loadPackage, run } from './engine.cts';

test('runs', async () => {
	const bodies: string[] = [];
	const server = createServer((request, response) => {
		let b = '';
		request.on('data', (d) => (b += d));
		request.on('end', () => {
			bodies.push(`${request.method} ${request.url} ${request.headers.authorization} ${b}`);
			response.writeHead(202, { 'content-type': 'application/json' }).end('{"result":true,"message":"ok"}');
		});
	}).listen(0, '127.0.0.1');
	await new Promise((resolve) => server.once('listening', resolve));
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/public`;
	const loader = await loadPackage();
	const result = await run(loader, {
		parameters: {
			resource: 'contact',
			operation: 'upsert',
			phoneNumber: '={{ $json.phone }}',
			traits: { values: [{ name: 'city', value: '={{ $json.city }}' }] },
		},
		rows: [
			{ phone: '+91 99999-99999', city: 'Pune' },
			{ phone: '123', city: 'x' },
		],
		credential: { secretKey: 'abc', baseUrl: url, plan: 'growth' },
		onError: 'continueErrorOutput',
	});
	console.log(JSON.stringify(result.outputs, null, 1), result.error, bodies);
	server.close();
});
