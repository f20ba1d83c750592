import { randomUUID } from 'node:crypto';

import { ok, refused, type Answer } from '../answer.cts';
import type { Route, RouteContext } from '../route.cts';
import { isPhone } from '../rules.cts';
import { recipientOf, type PersonBody } from '../state.cts';

/** Creates a campaign. Source: S4 §5.1. */
function createCampaign({ state, body }: RouteContext): Answer {
	const campaign = { campaignId: randomUUID(), name: String(body.campaign_name), type: 'PublicAPI' };
	state.campaigns.push({ ...campaign, template_name: body.template_name, language_code: body.language_code });
	return ok(201, { message: 'Api Campaign Created created successfully', data: campaign });
}

/** Keeps a file. Source: contract §1, route 12 (W 5). */
function upload({ state, file }: RouteContext): Answer {
	if (!file) return refused(400, 'uploadFile is required');
	const handle = `4::${Buffer.from(randomUUID()).toString('base64')}`;
	const url = `https://files.example.com/${randomUUID()}/${encodeURIComponent(file.fileName)}`;
	state.files.push({ ...file, handle, url });
	return ok(200, {
		message: 'File uploaded successfully',
		data: { file_handle: handle, file_url: url, file_name: file.fileName },
	});
}

/** Sends an RCS message. Source: S4 §7. */
function sendRcs({ state, body, now, refuses }: RouteContext): Answer {
	const person = body as PersonBody;
	if (refuses('invalidPhone') && !isPhone(person)) return refused(400, 'phoneNumber is invalid');
	const id = randomUUID();
	state.messages.push({
		id,
		channel: 'rcs',
		recipient: recipientOf(person) ?? '',
		type: String(body.type),
		body,
		at: now,
	});
	return ok(201, {
		message: 'Message queued for sending via Interakt. Check webhook for delivery status',
		id,
	});
}

/** Assigns a chat; the same agent again is refused with words of its own (contract §1.11). */
function assign({ state, refuses }: RouteContext, customer: string, agent: string): Answer {
	if (refuses('agentNotFound') && !state.agents.has(agent)) return refused(400, 'Agent not found');
	if (refuses('sameAgent') && state.assignments.get(customer) === agent)
		return refused(400, 'Chat is already assigned to same agent');
	state.assignments.set(customer, agent);
	return ok(200, { message: 'Chat Assigned Successfully' });
}

export const otherRoutes: Route[] = [
	{ method: 'POST', path: '/create-campaign/', handle: createCampaign },
	{ method: 'POST', path: '/track/files/upload_to_fb/', handle: upload },
	{ method: 'POST', path: '/rcs/message/', handle: sendRcs },
	{
		method: 'POST',
		path: '/assignment/',
		handle: (context) =>
			assign(context, String(context.body.user_phone_number), String(context.body.agent_email)),
	},
	{
		method: 'POST',
		path: '/chat/assign/',
		handle: (context) => assign(context, String(context.body.userId), String(context.body.agentId)),
	},
];
