import { choices, choicesOf, isChosen } from '../../../../nodes/Interakt/triggers/webhook/choices';
import { eventOf } from '../../../../nodes/Interakt/triggers/webhook/parse';
import type { InteraktEvent } from '../../../../nodes/Interakt/triggers/webhook/event';
import { webhookExamples } from '../../../contract/webhooks/index.cts';
import type { WebhookExample } from '../../../contract/webhooks/example.cts';

const rows = webhookExamples.map((example) => [example.name, example] as const);

function eventIn({ name, body }: WebhookExample): InteraktEvent {
	const event = eventOf(body);
	if (!event) throw new Error(`${name} is no event`);
	return event;
}

test.each(rows)('%s becomes an item', (_, example) => {
	expect(eventIn(example)).toEqual(example.item);
});

describe('Trigger On', () => {
	test.each(rows)('%s passes what is its choice, and nothing else but Any Event', (_, example) => {
		const event = eventIn(example);
		const own = example.choices;
		const passing = choices.map(({ value }) => value).filter((value) => isChosen(event, new Set([value])));

		const isTest = event.event === 'test';
		const offered = own.filter((value) => choices.some((choice) => choice.value === value));
		expect(passing.sort()).toEqual(isTest ? [] : [...offered, 'any'].sort());
	});

	test('offers nothing that no example passes', () => {
		const passed = new Set(webhookExamples.flatMap((example) => choicesOf(eventIn(example))));

		expect(
			choices.map(({ value }) => value).filter((value) => value !== 'any' && !passed.has(value)),
		).toEqual([]);
	});

	test('is in the order of the alphabet, each value once', () => {
		const names = choices.map(({ name }) => name);

		expect(names).toEqual([...names].sort((one, other) => one.localeCompare(other, 'en')));
		expect(new Set(choices.map(({ value }) => value)).size).toBe(choices.length);
	});
});
