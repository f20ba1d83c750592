/**
 * What our own nodes send is held to all of the contract: every other test starts the strict simulator, by itself or by
 * the set-up of the host tests, which is one of those that are held to it.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const rooms = ['engine', 'host', 'e2e', 'demo', 'bench'];

const starts = rooms.flatMap((room) => {
	const folder = join(__dirname, '..', room);
	return readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.cts') && !name.includes('node_modules'))
		.flatMap((name) =>
			[
				...readFileSync(join(folder, name), 'utf8').matchAll(
					/(startSimulator|setUp\.simulator)\(([^)]{0,200})/g,
				),
			].map(([, by, options = '']) => ({ file: `${room}/${name}`, by, options })),
		);
});

test('every test and tool beside the simulator starts a strict one', () => {
	expect(new Set(starts.map(({ file }) => file.split('/')[0]))).toEqual(new Set(rooms));
	const own = starts.filter(({ by }) => by === 'startSimulator');
	expect(own.map(({ file }) => file)).toContain('host/setUp.cts');
	expect(own.filter(({ options }) => !options.includes('strict: true'))).toEqual([]);
});
