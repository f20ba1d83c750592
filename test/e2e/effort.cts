import type { Page } from 'playwright-core';

import { eventually } from './eventually.cts';
import type { Point } from './recording.cts';

/** What a person has done so far. */
export interface Effort {
	clicks: number;
	/** Values that were typed, each into one field. */
	typed: number;
	/** Times that a person had to scroll to what comes next. */
	scrolls: number;
	/** Keys that were pressed beside those of typed values. */
	keys: string[];
}

interface Box {
	x: number;
	y: number;
	width: number;
	height: number;
}

/**
 * A person at a browser, whose effort is counted. Only what stands inside the window and inside its panel can be
 * clicked; where it does not, the person scrolls first, which is counted too.
 */
export class Person {
	readonly effort: Effort = { clicks: 0, typed: 0, scrolls: 0, keys: [] };

	/** @param onAction Told before each click, with where it goes, and after each value, for a recording. */
	constructor(
		private readonly page: Page,
		private readonly onAction: (target?: Point) => Promise<void> = async () => {},
	) {}

	async press(key: string): Promise<void> {
		await this.page.keyboard.press(key);
		this.effort.keys.push(key);
	}

	async click(selected: ReturnType<Page['locator']>): Promise<void> {
		const target = selected.first();
		await target.waitFor();
		if (!(await isInView(target))) {
			await target.scrollIntoViewIfNeeded();
			this.effort.scrolls++;
		}
		const box = await settled(target);
		const point = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
		await this.page.mouse.move(point.x, point.y);
		await this.onAction(point);
		await this.page.mouse.down();
		await this.page.mouse.up();
		this.effort.clicks++;
	}

	/** Types a value into what has the focus. */
	async type(value: string): Promise<void> {
		await this.page.keyboard.type(value);
		this.effort.typed++;
		await this.onAction();
	}
}

type Target = ReturnType<Page['locator']>;

/** Whether a person sees it: it is in the window, and no panel around it has scrolled or cut it away. */
const isInView = async (target: Target): Promise<boolean> =>
	await target.evaluate((element) => {
		const { top, bottom, left, width } = element.getBoundingClientRect();
		const { ownerDocument: page } = element;
		if (top < 0 || bottom > page.documentElement.clientHeight) return false;
		const there = page.elementFromPoint(left + width / 2, (top + bottom) / 2);
		return there !== null && (element.contains(there) || there.contains(element));
	});

/** Where it is, once it no longer moves: panels slide in. */
async function settled(target: Target): Promise<Box> {
	let before: Box | null = null;
	return await eventually(async () => {
		const box = await target.boundingBox();
		const stands = box !== null && before !== null && box.x === before.x && box.y === before.y;
		before = box;
		if (box === null || !stands) throw new Error('It still moves.');
		return box;
	});
}
