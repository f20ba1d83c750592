/** Keys and addresses as people paste them into a credential: out of commands, code, notes and mails. */
import { authorization, interaktApi } from '../../../nodes/Interakt/transport/interaktApi';

const key = Buffer.from('abcdEFGH1234:').toString('base64');

test.each([
	`'Authorization': 'Basic ${key}',`,
	`{"Authorization": "Basic ${key}"}`,
	`-H "Authorization: Basic ${key}" \\`,
	`curl -X POST -H 'Authorization: Basic ${key}' -d '{}'`,
	`curl --user abcdEFGH1234: https://api.interakt.ai/v1/public/message/`,
	`-u abcdEFGH1234:`,
	`Authorization: Basic ${key}\nContent-Type: application/json`,
	`Content-Type: application/json\nAuthorization: Basic ${key}`,
	`Basic: ${key}`,
	`Secret Key: ${key}`,
	`Secret Key ${key}`,
	`secretKey=${key}`,
	`API Key: ${key}`,
	`x-api-key: ${key}`,
	`export INTERAKT_API_KEY="${key}"`,
	`<${key}>`,
	`[${key}]`,
	`${key};`,
	`${key},`,
	`Basic ${key.slice(0, 8)}\n${key.slice(8)}`,
])('%j gives the key itself', (pasted) => {
	expect(authorization(pasted)).toBe(`Basic ${key}`);
});

test.each(['keykeykey', 'my-secret', 'basically', 'authorized', '-uabcd'])(
	'the token %j is the key',
	(token) => {
		expect(authorization(token)).toBe(`Basic ${Buffer.from(`${token}:`).toString('base64')}`);
	},
);

test.each([
	'"https://api.example.com/v1/public"',
	'\u200bhttps://api.example.com/v1/public/',
	' `https://api.example.com/v1/public` ',
])('%j is the Base URL without what was pasted along', (baseUrl) => {
	const account = interaktApi.account({ secretKey: key, baseUrl });

	expect(account).toMatchObject({ baseUrl: 'https://api.example.com/v1/public', wrong: undefined });
});
