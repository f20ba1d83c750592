/** A week of an account's contacts in simulated time, followed by the built contact trigger in n8n's own poll context. */
import type { IDataObject } from 'n8n-workflow';

import { creationTakes } from '../../../nodes/Interakt/triggers/contacts/change';
import { Polling } from '../../engine/polling.cts';
import { credentialOf } from '../../engine/setting.cts';
import type { FaultEffect } from '../../simulator/faults.cts';
import type { Contact } from '../../simulator/state.cts';
import { counts, exactly, figure, type Proof } from '../case.cts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const week = 7 * 24 * hour;

/** What an outage looks like. */
const OUTAGES: FaultEffect[] = [
	{ kind: 'status', status: 503, html: true },
	{ kind: 'resetBefore' },
	{ kind: 'html' },
	{ kind: 'text', body: '{"result":true' },
];

/** Milliseconds that n8n gives a poll while Interakt is out, so that nobody waits in real time. */
const SHORT_BUDGET = 20;

const stateOf = ({ id, modifiedAt }: Contact) => `${id} ${modifiedAt}`;
const shownState = ({ contactId, modifiedAt }: IDataObject) =>
	`${String(contactId)} ${Date.parse(String(modifiedAt))}`;

export const contactTrigger: Proof = {
	name: 'contact-trigger',
	title: 'A simulated week of contacts, with outages of Interakt and restarts of n8n',
	async prove({ setUp, random, seed, size, say }) {
		let now = Date.now() - week;
		const interakt = await setUp.simulator({
			statuses: false,
			seed,
			clock: () => now,
			contactOrder: 'shuffled',
		});
		const { state } = interakt;
		const below = (most: number) => Math.floor(random() * most);
		let number = 9_990_000_000;
		const create = () => state.add({ phone_number: String(number++), traits: { name: `C ${number}` } }, now);
		const happen = () => {
			const what = below(100);
			if (what < 40 || state.contacts.length === 0) create();
			// An import: many contacts of one millisecond.
			else if (what < 42) for (let more = below(150); more > 0; more--) create();
			else {
				const contact = state.contacts[below(state.contacts.length)] as Contact;
				contact.traits.city = `City ${now}`;
				contact.modifiedAt = now;
			}
		};
		for (let old = 0; old < 200; old++) {
			now += below(minute);
			create();
		}
		now += hour;
		const options = {
			type: 'interaktContactTrigger',
			credential: credentialOf(interakt),
			parameters: { triggerOn: 'createdOrModified' },
		};
		let polling = new Polling(options);
		await polling.poll();
		const before = new Set(state.contacts.map(stateOf));
		const known = new Set(state.contacts.map(({ id }) => id));

		const emitted: IDataObject[] = [];
		const begin = now;
		const between = size(30, 5) * minute;
		let [polls, restarts, failedPolls, outageUntil] = [0, 0, 0, 0];
		const poll = async () => {
			polls++;
			const items = await polling.poll().catch(() => void failedPolls++);
			emitted.push(...(items ?? []));
		};
		while (now < begin + week) {
			const next = now + between;
			for (let things = below(6); things > 0; things--) {
				now += below(between / 8);
				happen();
			}
			now = Math.max(now, next);
			if (now >= outageUntil) {
				interakt.misbehave();
				polling.options = options;
				if (random() < 0.02) {
					outageUntil = now + below(6) * hour;
					interakt.misbehave({ effect: OUTAGES[below(OUTAGES.length)] as FaultEffect });
					polling.options = { ...options, budget: SHORT_BUDGET };
				}
			}
			if (random() < 0.05) {
				restarts++;
				polling = new Polling(polling.options, polling.kept);
			}
			await poll();
		}
		interakt.misbehave();
		polling.options = options;
		now += hour;
		for (let quiet = 0; quiet < 2; ) {
			const { length } = emitted;
			await poll();
			quiet = emitted.length === length ? quiet + 1 : 0;
		}
		say(`${polls} polls, ${interakt.state.requests.length} requests, ${emitted.length} items`);

		const created = counts(
			emitted.filter(({ event }) => event === 'created').map(({ contactId }) => contactId),
		);
		const fresh = state.contacts.filter(({ id }) => !known.has(id));
		const states = counts(emitted.map(shownState));
		const changed = state.contacts.filter(
			(each) => !before.has(stateOf(each)) && Math.abs(each.modifiedAt - each.createdAt) > creationTakes,
		);
		return [
			exactly(
				fresh.length,
				'new contacts that came once as created',
				fresh.filter(({ id }) => created.get(id) === 1).length,
			),
			exactly(
				0,
				'contacts that came as created and were there before',
				[...created.keys()].filter((id) => known.has(String(id))).length,
			),
			exactly(0, 'changes that came twice', [...states.values()].filter((times) => times > 1).length),
			exactly(
				changed.length,
				'changed contacts that came in their last state',
				changed.filter((each) => states.has(stateOf(each))).length,
			),
			figure('polls', polls),
			figure('polls that an outage made fail', failedPolls),
			figure('restarts', restarts),
		];
	},
};
