'use strict';

/** Requests at once: as many as the node of this package has in flight. n8n opens a connection for each. */
const AT_ONCE = 200;

/**
 * The least that a node can do to send messages: by n8n's own helper, its body ready, and nothing looked at. What it
 * takes longer than a script is n8n's own.
 */
class Bare {
	constructor() {
		this.description = {
			displayName: 'Bare',
			name: 'bare',
			group: ['output'],
			version: 1,
			description: 'Sends what it is given',
			defaults: { name: 'Bare' },
			inputs: ['main'],
			outputs: ['main'],
			credentials: [{ name: 'interaktApi', required: true }],
			properties: [{ displayName: 'URL', name: 'url', type: 'string', default: '' }],
		};
	}

	/** @this {import('n8n-workflow').IExecuteFunctions} */
	async execute() {
		const url = this.getNodeParameter('url', 0);
		const credential = await this.getCredentials('interaktApi');
		const credentialsDecrypted = { id: '', name: '', type: 'interaktApi', data: credential };
		const send = ({ json }) => {
			const body = {
				countryCode: '+91',
				phoneNumber: json.phone,
				callbackData: json.key,
				type: 'Template',
				template: { name: 'welcome_message', languageCode: 'en', bodyValues: [json.name] },
			};
			const request = { method: 'POST', url, body, json: true };
			return this.helpers.httpRequestWithAuthentication.call(this, 'interaktApi', request, {
				credentialsDecrypted,
			});
		};
		const waiting = this.getInputData().entries();
		const answers = [];
		const sendOneByOne = async () => {
			for (const [index, item] of waiting) answers[index] = await send(item);
		};
		await Promise.all(Array.from({ length: AT_ONCE }, sendOneByOne));
		return [answers.map((json) => ({ json }))];
	}
}

module.exports = { Bare };
