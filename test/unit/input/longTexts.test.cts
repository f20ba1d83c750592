import { parseBoolean } from '../../../nodes/Interakt/input/boolean';
import { Findings } from '../../../nodes/Interakt/input/findings';
import { readers } from './valueReaders.cts';

describe('100 KB of any text are read within 50 ms of work', () => {
	const size = 100_000;
	const repeated = (piece: string) => piece.repeat(Math.ceil(size / piece.length)).slice(0, size);
	const texts = [
		`https://${repeated('a.')} x`,
		`https://${repeated('a')}`,
		`https://a.com/${repeated('a b')}`,
		repeated(' '),
		`${repeated(' ')}x`,
		repeated('x  '),
		repeated('\t '),
		repeated('{{'),
		repeated('{{ '),
		repeated('{{a '),
		repeated('{{1}}'),
		repeated('<%'),
		repeated('{%'),
		repeated('*|'),
		repeated('${'),
		repeated("$('"),
		repeated('{!a'),
		repeated('[object A'),
		repeated('hi    '),
		repeated('hi null'),
		repeated('#   '),
		repeated('Sun Dec 01 1996 00:00:00 GM'),
		repeated('undefined_'),
		repeated('\u200b'),
		`x${repeated('\u200b')}x`,
		repeated('0'),
		`0.${repeated('0')}x`,
		repeated(','),
		repeated('['),
		repeated('"'),
		`mailto:${repeated('a@')}`,
		`<${repeated('<')}`,
		repeated('a_-'),
		repeated('a|'),
	];

	/** Milliseconds of this process's own work, the least of some tries. */
	function work(act: () => void): number {
		const tries = [1, 2, 3, 4].map(() => {
			const before = process.cpuUsage();
			act();
			const { user, system } = process.cpuUsage(before);
			return (user + system) / 1000;
		});
		return Math.min(...tries);
	}

	test.each(Object.entries(readers))('%s', (_, read) => {
		for (const given of texts) {
			expect([given.slice(0, 20), work(() => read(given, new Findings())) < 50]).toEqual([
				given.slice(0, 20),
				true,
			]);
		}
	});

	test('and a boolean without its finding', () => {
		expect(parseBoolean(repeated('true'))).toBe('unreadable');
	});
});
