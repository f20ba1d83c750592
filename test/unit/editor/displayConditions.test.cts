/** The conditions under which fields are shown, as n8n 1.x and 2.x read them. */
import type { IDisplayOptions } from 'n8n-workflow';

import { InteraktApi } from '../../../credentials/InteraktApi.credentials';
import { InteraktLegacyApi } from '../../../credentials/InteraktLegacyApi.credentials';
import { InteraktContactTrigger } from '../../../nodes/Interakt/InteraktContactTrigger.node.ts';
import { InteraktTrigger } from '../../../nodes/Interakt/InteraktTrigger.node.ts';
import { nodes, parametersOf } from '../parameters.cts';

/** Everything that n8n is told of the package. */
const descriptions = [
	...nodes.map(({ description }) => description),
	new InteraktContactTrigger().description,
	new InteraktTrigger().description,
	new InteraktApi(),
	new InteraktLegacyApi(),
];

interface Shown {
	name: string;
	displayOptions: IDisplayOptions;
}

/** All that is shown on a condition, however deep it lies. */
function onCondition(description: unknown): Shown[] {
	if (typeof description !== 'object' || description === null) return [];
	const inner = Object.values(description).flatMap(onCondition);
	return 'displayOptions' in description ? [description as Shown, ...inner] : inner;
}

/** What is asked of a value: `equals` where it is only compared. */
const asked = (conditions: unknown): string[] =>
	[conditions]
		.flat()
		.map((condition) =>
			typeof condition === 'object' && condition !== null && '_cnd' in condition
				? Object.keys(condition._cnd as object).join()
				: 'equals',
		);

/** n8n 1.x asks this of a text without looking whether there is one. */
const asksAText = (conditions: unknown) =>
	asked(conditions).some((each) => ['includes', 'startsWith', 'endsWith'].includes(each));

/** A parameter by its name, whether it is looked for at the root or beside the field. */
const parameter = (name: string) => name.replace(/^\//, '');

/** What asks a text, and whether n8n has stopped before it where there is none. */
function askingTexts({ name: field, displayOptions: { show = {}, hide = {} } }: Shown) {
	const shown = Object.entries(show);
	const isGuarded = (place: number, name: string) =>
		shown
			.slice(0, place)
			.some(
				([before, conditions]) =>
					parameter(before) === parameter(name) && asked(conditions).every((each) => each === 'exists'),
			);
	const all = shown.map(([name, conditions], place) => ({
		name,
		conditions,
		guarded: isGuarded(place, name),
	}));
	// All of these are read, whatever the ones before come to.
	const hidden = Object.entries(hide).map(([name, conditions]) => ({ name, conditions, guarded: false }));
	return [...all, ...hidden]
		.filter(({ conditions }) => asksAText(conditions))
		.map(({ name, guarded }) => ({ field, name, guarded }));
}

test('no condition looks for words in a text that may be missing', () => {
	expect(descriptions.flatMap(onCondition).flatMap(askingTexts)).toEqual([
		{ field: 'headerSamples', name: 'headerText', guarded: true },
		{ field: 'bodySamples', name: 'body', guarded: true },
	]);
});

test.each([
	['', false],
	['Hi', false],
	['Hi {{2}}', false],
	['Hi {{1}}', true],
	['Hi {{ 1 }}', true],
	['={{ $json.words }}', true],
])('samples are asked for a text that holds a variable, or may hold one: "%s"', (words, isShown) => {
	const isAsked = (parameters: Record<string, string>, samples: string) =>
		parametersOf('template.create', parameters).value(samples) !== undefined;

	expect(isAsked({ body: words }, 'bodySamples')).toBe(isShown);
	expect(isAsked({ headerFormat: 'TEXT', headerText: words }, 'headerSamples')).toBe(isShown);
	expect(isAsked({ headerText: words }, 'headerSamples')).toBe(false);
});
