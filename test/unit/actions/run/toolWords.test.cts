/** What a model is told of answers that Interakt has not written, or has written in words of its own. */
import { forModel } from '../../../../nodes/Interakt/actions/run/tool';
import { classifyResponse } from '../../../../nodes/Interakt/delivery/classify';
import type { NotAccepted } from '../../../../nodes/Interakt/delivery/outcome';
import { interaktApi } from '../../../../nodes/Interakt/transport/interaktApi';

/** What it is told of an answer to a message. */
function told(status: number, body: unknown, headers: Record<string, string> = {}) {
	const reply = { status, body, headers };
	const request = { method: 'POST', path: '/message/', effect: 'send' } as const;
	const { message, description } = forModel(
		classifyResponse(request, { reply }, interaktApi, 0) as NotAccepted,
	);
	return `${message}. ${description}`;
}

const page = '<html><title>Blocked</title></html>';

test.each<[string, string, RegExp]>([
	['a proxy whose client hung up', told(499, ''), /^It may have been sent, so do NOT send it again/],
	['a function that ran out of time', told(200, { errorMessage: 'Task timed out' }), /do NOT send it again/],
	[
		'a firewall',
		told(403, page),
		/page in place of an answer \(HTTP 403\).*tell the person who runs this\.$/,
	],
	[
		'a key that has expired',
		told(401, { message: 'Your trial is over' }),
		/Interakt says: "Your trial is over"\. You cannot mend this/,
	],
	[
		'a plan',
		told(403, { message: 'Session messages are off' }),
		/Interakt says: "Session messages are off"\. You cannot/,
	],
	[
		'a limit',
		told(429, { detail: 'Throttled' }, { 'retry-after': '30s' }),
		/Wait 30 seconds\. Interakt says: "Throttled"\. It was not sent/,
	],
	[
		'a limit for long',
		told(429, { detail: 'Daily limit' }, { 'retry-after': '3600' }),
		/Wait 3600 seconds\. Interakt says: "Daily limit"/,
	],
	[
		'a limit in words alone',
		told(400, { message: 'Too many requests' }),
		/Interakt says: "Too many requests"\. It was not sent\. Wait/,
	],
	[
		'a field',
		told(422, { detail: [{ loc: ['body', 'template', 'name'], msg: 'Field required' }] }),
		/Interakt says: "template\.name: Field required"\. Correct what Interakt names/,
	],
	[
		'a place that is none',
		told(404, '404 page not found'),
		/does not know this address.*You cannot mend this/,
	],
])('%s', (_, words, expected) => {
	expect(words).toMatch(expected);
});
