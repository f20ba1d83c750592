import { readFileSync } from 'node:fs';

import {
	callingCodeOf,
	callingCodes,
	isCallingCode,
	numberingPlan,
} from '../../../nodes/Interakt/input/numberingPlan';
import { tableFile, tableSource } from '../../phone/generate.cts';
import { numberOf, readPattern } from '../../phone/pattern.cts';
import { column, shapesOf } from '../../phone/shapes.cts';

test('the table is the one that `pnpm phones` makes of the installed metadata', () => {
	expect(readFileSync(tableFile, 'utf8')).toBe(tableSource());
});

test('no calling code is the beginning of another', () => {
	for (const code of callingCodes) {
		expect(isCallingCode(code)).toBe(true);
		expect(callingCodeOf(`${code}99`)).toBe(code);
		expect(numberingPlan(code)).toMatchObject({ code });
	}
	expect(callingCodeOf('999')).toBeUndefined();
	expect(numberingPlan('999')).toBeUndefined();
});

test.each([
	['[6-9]\\d{9}', '10:6-9'],
	['7(?:0[0-4]|1\\d)\\d{3}', '6:70-71'],
	['4\\d{2,4}', '3-5:4'],
	['4\\d{2}|4\\d{4}', '3,5:4'],
	['(?:0[1-9]|2)\\d{6}', '8:01-09;7:2'],
	['9(?:\\d{2}){1,2}', '3,5:9'],
	['1?23', '3:12;2:23'],
	['800\\d{12}', ''],
])('of %s the table keeps %j', (pattern, kept) => {
	expect(column(shapesOf(readPattern(pattern)), 13)).toBe(kept);
});

test('numbers that are made of a pattern match it', () => {
	const pattern = '(?:2(?:0[1-35-9]|1[02-9])|3\\d{2})[2-9]\\d{6,8}|1?00(?:\\d{2})?';
	for (let step = 0; step < 1; step += 0.01) {
		expect(numberOf(readPattern(pattern), () => step)).toMatch(new RegExp(`^(?:${pattern})$`));
	}
});

test.each(['(?=1)', 'a', '(1', '1)', '1**', '[1'])('%s is no pattern of numbers', (pattern) => {
	expect(() => readPattern(pattern)).toThrow(pattern);
});
