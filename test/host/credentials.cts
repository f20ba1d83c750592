import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { Simulator } from '../simulator/simulator.cts';
import type { Credential, N8nApi } from './api.cts';

/** What a credential has to know of a simulator. */
export type Account = Pick<Simulator, 'secretKey' | 'url' | 'legacy' | 'legacyUrl'>;

interface FilledIn {
	name: string;
	data: (interakt: Account) => ICredentialDataDecryptedObject;
}

/** The secret of the simulator's webhook. */
export const WEBHOOK_SECRET = 'a secret of a simulated Interakt';

/** What a person fills in for the simulator, by credential type. */
const FILLED_IN = {
	interaktApi: {
		name: 'Interakt account',
		data: ({ secretKey, url }) => ({
			secretKey,
			plan: 'growth',
			webhookSecret: WEBHOOK_SECRET,
			baseUrl: url,
			allowedHttpRequestDomains: 'all',
		}),
	},
	interaktLegacyApi: {
		name: 'Interakt Members & Leads account',
		data: ({ legacy, legacyUrl }) => ({
			...legacy,
			baseUrl: legacyUrl,
			allowedHttpRequestDomains: 'all',
		}),
	},
} satisfies Record<string, FilledIn>;

export type CredentialType = keyof typeof FILLED_IN;

export const CREDENTIAL_TYPES = Object.keys(FILLED_IN) as CredentialType[];

/**
 * Saves a credential for the simulator in n8n.
 *
 * @param changes What is filled in otherwise than it should be.
 */
export async function createCredential(
	api: N8nApi,
	type: CredentialType,
	interakt: Account,
	changes: ICredentialDataDecryptedObject = {},
): Promise<Credential> {
	const { name, data }: FilledIn = FILLED_IN[type];
	return await api.createCredential(`${name} (simulator)`, type, { ...data(interakt), ...changes });
}
