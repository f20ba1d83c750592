import { mkdir, writeFile } from 'node:fs/promises';

import type { Page } from 'playwright-core';

import { imagesFolder } from './pictures.cts';

/** What a page of the documentation may cost its reader for a recording. */
const MOST_BYTES = 3 * 1024 * 1024;

const WIDTH = 1024;
/** Height of a recorded window of 1366×768, and of the caption below it. */
const HEIGHT = 576;
const CAPTION = 56;

/** Where a person points, in the window. */
export interface Point {
	x: number;
	y: number;
}

/** What of a frame differs from the one before it, as a still WebP. */
interface Piece {
	x: number;
	y: number;
	width: number;
	height: number;
	webp: string;
}

/**
 * Runs in an empty page of the browser, which can scale, write and encode: `encode(png, caption, point)` draws a frame
 * and gives the rectangle in which it differs from the last one, with even edges as the format wants.
 */
const encoder = `
	const canvas = new OffscreenCanvas(${WIDTH}, ${HEIGHT + CAPTION});
	const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
	let before;
	window.encode = async (png, caption, point) => {
		const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0));
		const picture = await createImageBitmap(new Blob([bytes]));
		const scale = ${WIDTH} / picture.width;
		context.imageSmoothingQuality = 'high';
		context.drawImage(picture, 0, 0, ${WIDTH}, ${HEIGHT});
		context.fillStyle = '#16202c';
		context.fillRect(0, ${HEIGHT}, ${WIDTH}, ${CAPTION});
		context.fillStyle = '#ffffff';
		context.font = '22px sans-serif';
		context.textAlign = 'center';
		context.textBaseline = 'middle';
		context.fillText(caption, ${WIDTH / 2}, ${HEIGHT + CAPTION / 2});
		if (point) {
			context.beginPath();
			context.arc(point.x * scale, point.y * scale, 14, 0, 7);
			context.fillStyle = 'rgba(255, 109, 0, 0.35)';
			context.fill();
			context.lineWidth = 2;
			context.strokeStyle = '#ff6d00';
			context.stroke();
		}
		const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
		let [left, top, right, bottom] = [canvas.width, canvas.height, -1, -1];
		const now = new Uint32Array(data.buffer);
		for (let index = 0; index < now.length; index++) {
			if (before && before[index] === now[index]) continue;
			const x = index % canvas.width;
			const y = (index - x) / canvas.width;
			left = Math.min(left, x);
			right = Math.max(right, x);
			top = Math.min(top, y);
			bottom = Math.max(bottom, y);
		}
		before = now;
		if (right < 0) return undefined;
		left -= left % 2;
		top -= top % 2;
		const [width, height] = [right - left + 1, bottom - top + 1];
		const piece = new OffscreenCanvas(width, height);
		piece.getContext('2d', { alpha: false }).drawImage(canvas, -left, -top);
		const blob = await piece.convertToBlob({ type: 'image/webp', quality: 0.85 });
		let text = '';
		for (const byte of new Uint8Array(await blob.arrayBuffer())) text += String.fromCharCode(byte);
		return { x: left, y: top, width, height, webp: btoa(text) };
	};
`;

/**
 * A recording without sound: pictures of the page with captions, made into one animated WebP, which a page shows as an
 * image. The browser encodes the pictures; nothing else is needed.
 */
export class Recording {
	private readonly frames: Array<{ png: Buffer; caption: string; point: Point | undefined; ms: number }> = [];
	private caption = '';

	/** @param page Its window is 1366×768. */
	constructor(private readonly page: Page) {}

	/** What stands below the pictures from now on. */
	say(caption: string): void {
		this.caption = caption;
	}

	/** Takes a picture that is seen for some time, with a ring around where the person points. */
	async show(ms: number, point?: Point): Promise<void> {
		const png = await this.page.screenshot({ animations: 'disabled' });
		this.frames.push({ png, caption: this.caption, point, ms });
	}

	/** How long it takes to see all of it. */
	get seconds(): number {
		return this.frames.reduce((sum, { ms }) => sum + ms, 0) / 1000;
	}

	/** Makes the file; to docs/images it goes only with `UPDATE_IMAGES=1`, as pictures do. */
	async save(name: string): Promise<Buffer> {
		const blank = await this.page.context().newPage();
		await blank.evaluate(encoder);
		const shown: Array<Piece & { ms: number }> = [];
		for (const { png, caption, point, ms } of this.frames) {
			const given = [png.toString('base64'), caption, point].map((value) => JSON.stringify(value) ?? 'null');
			const piece = (await blank.evaluate(`window.encode(${given.join(', ')})`)) as Piece | undefined;
			const last = shown.at(-1);
			if (piece) shown.push({ ...piece, ms });
			else if (last) last.ms += ms;
		}
		await blank.close();
		const file = animatedWebP(shown);
		if (file.length > MOST_BYTES) throw new Error(`${name}.webp has ${file.length} bytes`);
		if (process.env.UPDATE_IMAGES === '1') {
			await mkdir(imagesFolder, { recursive: true });
			await writeFile(`${imagesFolder}/${name}.webp`, file);
		}
		return file;
	}
}

const number = (value: number, bytes: number): Buffer => {
	const buffer = Buffer.alloc(bytes);
	buffer.writeUIntLE(value, 0, bytes);
	return buffer;
};

/** A chunk of a RIFF file, whose length is even. */
function chunk(name: string, ...parts: Buffer[]): Buffer {
	const body = Buffer.concat(parts);
	return Buffer.concat([Buffer.from(name), number(body.length, 4), body, Buffer.alloc(body.length % 2)]);
}

/** The chunks of a still WebP that hold its picture. */
function pictureChunks(webp: Buffer): Buffer[] {
	const found: Buffer[] = [];
	for (let at = 12; at + 8 <= webp.length; ) {
		const size = webp.readUInt32LE(at + 4);
		const end = at + 8 + size + (size % 2);
		if (['VP8 ', 'VP8L'].includes(webp.toString('latin1', at, at + 4))) found.push(webp.subarray(at, end));
		at = end;
	}
	return found;
}

/** An animated WebP that runs again and again (https://developers.google.com/speed/webp/docs/riff_container). */
function animatedWebP(pieces: ReadonlyArray<Piece & { ms: number }>): Buffer {
	const animated = 0x02;
	const withoutBlending = 0x02;
	const frames = pieces.map(({ x, y, width, height, webp, ms }) =>
		chunk(
			'ANMF',
			...[x / 2, y / 2, width - 1, height - 1, ms].map((value) => number(value, 3)),
			number(withoutBlending, 1),
			...pictureChunks(Buffer.from(webp, 'base64')),
		),
	);
	const size = [WIDTH - 1, HEIGHT + CAPTION - 1].map((value) => number(value, 3));
	const head = chunk('VP8X', number(animated, 4), ...size);
	return chunk('RIFF', Buffer.from('WEBP'), head, chunk('ANIM', Buffer.alloc(6)), ...frames);
}
