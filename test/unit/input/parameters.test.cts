import { collection, isReservedName, optionalRow, row, rows } from '../../../nodes/Interakt/input/parameters';
import { Findings } from '../../../nodes/Interakt/input/findings';
import { plainParameters } from '../parameters.cts';

const read = (value: unknown, name = 'additionalFields') => {
	const parameters = plainParameters({ [name]: value });
	return { values: collection(parameters, name), found: parameters.findings.found };
};

describe('a collection', () => {
	test.each<[unknown]>([[undefined], [null], ['']])('that is not there has no values: %j', (value) => {
		expect(read(value)).toEqual({ values: {}, found: [] });
	});

	test('has the values of its fields', () => {
		expect(read({ dryRun: true })).toEqual({ values: { dryRun: true }, found: [] });
	});

	test.each([
		['additionalFields', 'Additional Fields', 'none'],
		['filters', 'Filters', 7],
		['options', 'Options', [1]],
		['others', 'others', false],
	])('%s that an expression gives as something else is refused by name', (name, field, value) => {
		expect(read(value, name)).toEqual({
			values: {},
			found: [
				{ field, what: 'holds no fields', remedy: `Give ${field} an object, or its fields one by one.` },
			],
		});
	});
});

describe('the one row of a fixed collection that guards', () => {
	const read = (fields: Record<string, unknown>) => {
		const findings = new Findings();
		return [optionalRow(fields, 'window', 'Only Within', findings), findings.found];
	};

	test('is nothing where it was not added, and its values where it was', () => {
		expect(read({})).toEqual([undefined, []]);
		expect(read({ window: {} })).toEqual([undefined, []]);
		expect(read({ window: { values: { from: 9 } } })).toEqual([{ from: 9 }, []]);
	});

	test.each([undefined, null, '', 'all day'])('is refused where its expression gives %j', (window) => {
		expect(read({ window })).toEqual([
			undefined,
			[
				{
					field: 'Only Within',
					what: 'gives nothing',
					remedy: 'Check its expression, or remove Only Within.',
				},
			],
		]);
	});
});

test('rows may be one, and what is no object in them is a row with this value', () => {
	expect(rows({ values: [{ name: 'a' }, 7] })).toEqual([{ name: 'a' }, { value: 7 }]);
	expect(rows({ values: { name: 'a' } })).toEqual([{ name: 'a' }]);
	expect(rows('a')).toEqual([{ value: 'a' }]);
	for (const value of [undefined, null, '', {}, { values: {} }]) expect(rows(value)).toEqual([]);
	expect(row({ values: { name: 'a' } })).toEqual({ name: 'a' });
	expect(row({ values: 7 })).toEqual({ value: 7 });
	expect(row(undefined)).toBeUndefined();
});

test('names that JavaScript keeps for itself are known', () => {
	expect(['constructor', 'prototype', '__proto__', 'name'].map(isReservedName)).toEqual([
		true,
		true,
		true,
		false,
	]);
});
