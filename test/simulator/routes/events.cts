import { randomUUID } from 'node:crypto';

import { correct, ok, refused } from '../answer.cts';
import type { Route } from '../route.cts';
import { holdsRefusedWhiteSpace, isPhone } from '../rules.cts';
import { recipientOf, type PersonBody } from '../state.cts';

/** Records an event; every call adds one. Source: S0, S4 §1.2. */
export const eventRoutes: Route[] = [
	{
		method: 'POST',
		path: '/track/events/',
		handle({ state, body, now, refuses }) {
			const person = body as PersonBody;
			if (refuses('invalidPhone') && !isPhone(person)) return correct('phoneNumber is invalid');
			if (refuses('otherWhiteSpace') && holdsRefusedWhiteSpace(body.traits)) {
				return refused(400, 'Traits cannot have newline, tab or more than 2 consecutive spaces');
			}
			const id = randomUUID();
			state.events.push({ ...body, id, recipient: recipientOf(person), at: now });
			return ok(201, { message: 'Event created successfully', id });
		},
	},
];
