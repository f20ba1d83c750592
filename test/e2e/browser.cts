import { existsSync } from 'node:fs';

import { chromium, type Browser } from 'playwright-core';

/** Where Debian, Ubuntu and Google put it; another place is told by `CHROMIUM_PATH`. */
const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

function chromiumPath(): string {
	const path = process.env.CHROMIUM_PATH ?? places.find((place) => existsSync(place));
	if (path !== undefined) return path;
	throw new Error('Chromium is missing: install it (Debian: chromium), or say in CHROMIUM_PATH where it is.');
}

/** A Chromium with an empty profile that knows no host but this machine. */
export const startBrowser = async (): Promise<Browser> =>
	await chromium.launch({
		executablePath: chromiumPath(),
		args: [
			'--no-sandbox',
			'--disable-gpu',
			'--disable-background-networking',
			'--disable-component-update',
			'--no-first-run',
			'--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
		],
	});
