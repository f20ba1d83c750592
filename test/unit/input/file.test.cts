import { type FileKind, fits, isEmptyFile, kindWords } from '../../../nodes/Interakt/input/file';

const sized = (file: Partial<Parameters<typeof isEmptyFile>[0]>) =>
	({ fileName: 'a.png', mimeType: 'image/png', ...file }) as Parameters<typeof isEmptyFile>[0];

describe('a file that holds nothing is known', () => {
	test.each([
		{ bytes: 0 },
		{ bytes: 0, fileSize: '1 kB' },
		{ start: Buffer.alloc(0) },
		...['0 B', '0', '0 bytes', '0 byte', '0 kB', '0KB', '0B', '0.00 B', '0.0', '  0 B', '0 B  '].map(
			(fileSize) => ({ fileSize }),
		),
	])('by %j', (file) => {
		expect(isEmptyFile(sized(file))).toBe(true);
	});

	test.each([
		{},
		{ bytes: 12 },
		{ start: Buffer.from('a') },
		...['10 B', '1.0 kB', '0.5 kB', '0 B of 1 kB', '0 MB', 'a0'].map((fileSize) => ({ fileSize })),
	])('but not by %j', (file) => {
		expect(isEmptyFile(sized(file))).toBe(false);
	});
});

describe('a type fits a kind', () => {
	test.each<[FileKind, string]>([
		['image', 'image/png'],
		['image', 'IMAGE/PNG; name=a'],
		['video', 'video/mp4'],
		['audio', 'audio/mpeg'],
		['audio', 'application/ogg'],
		['sticker', 'image/webp'],
		['imageOrVideo', 'image/png'],
		['imageOrVideo', 'video/mp4'],
		['document', 'application/pdf'],
		['document', 'image/png'],
		['image', 'application/octet-stream'],
	])('%s: %s', (kind, type) => {
		expect(fits(type, kind)).toBe(true);
	});

	test.each<[FileKind, string]>([
		['image', 'video/mp4'],
		['video', 'image/png'],
		['audio', 'video/mp4'],
		['audio', 'application/pdf'],
		['sticker', 'image/png'],
		['imageOrVideo', 'audio/mpeg'],
	])('but not %s: %s', (kind, type) => {
		expect(fits(type, kind)).toBe(false);
	});

	test('each kind has its words', () => {
		expect(new Set(Object.values(kindWords)).size).toBe(6);
		for (const words of Object.values(kindWords)) expect(words).toMatch(/^an? \w/);
	});
});
