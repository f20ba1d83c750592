/** A small client of the simulator, for its own tests. */
import axios, { type AxiosResponse } from 'axios';

import { startSimulator, type Simulator, type SimulatorOptions } from './simulator.cts';

export const asha = { phoneNumber: '9999999999', countryCode: '+91' };

export interface TestClient {
	simulator: Simulator;
	post(path: string, body?: unknown, headers?: Record<string, string>): Promise<AxiosResponse>;
	get(path: string): Promise<AxiosResponse>;
}

/** Starts a simulator, a strict one unless told, with a client that never throws for a status. */
export async function startWithClient(options: SimulatorOptions = {}): Promise<TestClient> {
	const simulator = await startSimulator({ strict: true, ...options });
	const http = axios.create({
		baseURL: simulator.url,
		headers: { Authorization: `Basic ${simulator.secretKey}` },
		validateStatus: () => true,
		proxy: false,
	});
	return {
		simulator,
		post: async (path, body = {}, headers = {}) => await http.post(path, body, { headers }),
		get: async (path) => await http.get(path),
	};
}
