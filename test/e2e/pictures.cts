import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Locator, Page } from 'playwright-core';

import { packageFolder } from '../package/staged.cts';

export const imagesFolder = join(packageFolder, 'docs', 'images');

/** What a page of the documentation may cost its reader. */
const MOST_BYTES = 250 * 1024;

/** The nodes beside the open one, which reach into its panel and would be cut in two. */
const withoutNeighbours = '[data-test-id="floating-nodes"] { display: none; }';

const themes = [
	{ colorScheme: 'light', suffix: '' },
	{ colorScheme: 'dark', suffix: '-dark' },
] as const;

/**
 * Takes a picture of a part of the page in n8n's light and dark theme, `<name>.png` and `<name>-dark.png`. n8n's theme
 * is "System default" unless chosen otherwise, so it follows what the browser prefers.
 *
 * The pictures go to docs/images only with `UPDATE_IMAGES=1`: a test run changes no file of the checkout.
 *
 * @param to The folders they go to.
 */
export async function takePicture(
	page: Page,
	name: string,
	part: Locator,
	to: readonly string[] = process.env.UPDATE_IMAGES === '1' ? [imagesFolder] : [],
): Promise<void> {
	for (const { colorScheme, suffix } of themes) {
		await page.emulateMedia({ colorScheme });
		await page.waitForFunction('[...document.images].every(({ complete }) => complete)');
		const picture = await part.screenshot({ animations: 'disabled', style: withoutNeighbours });
		if (picture.length > MOST_BYTES) throw new Error(`${name}${suffix}.png has ${picture.length} bytes`);
		for (const folder of to) {
			await mkdir(folder, { recursive: true });
			await writeFile(join(folder, `${name}${suffix}.png`), picture);
		}
	}
	await page.emulateMedia({ colorScheme: 'light' });
}

/** Takes a picture that no page shows, to be looked at: it goes to the folder that `PICTURES_FOLDER` names, if any. */
export async function takeLook(page: Page, name: string, part: Locator): Promise<void> {
	const { PICTURES_FOLDER: folder } = process.env;
	await takePicture(page, name, part, folder === undefined ? [] : [folder]);
}
