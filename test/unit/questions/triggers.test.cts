import { KnownTriggers } from '../../../nodes/Interakt/questions/triggers';

const mine = { identity: 'Basic a', credentialId: '1' };
const other = { identity: 'Basic b', credentialId: '2' };
const now = Date.parse('2026-03-01T10:00:00Z');
const afterAWhile = now + 120_000;

let known: KnownTriggers;

beforeEach(() => {
	known = new KnownTriggers();
});

test('a process that was told of no trigger knows nothing', () => {
	expect(known.of(mine, now)).toBe('unknown');
});

test('a published trigger is known, and whether Interakt has called it', () => {
	known.begin('trigger', mine, false, now);
	expect(known.of(mine, now)).toBe('published');
	known.call('trigger');
	expect(known.of(mine, now)).toBe('called');
});

test('it takes the answers of its account, by whatever credential, and of its credential, whatever its key', () => {
	known.begin('trigger', mine, false, now);
	expect(known.of({ ...mine, credentialId: '3' }, now)).toBe('published');
	expect(known.of({ ...mine, identity: 'Basic new' }, now)).toBe('published');
	expect(known.of(other, afterAWhile)).toBe('none');
});

test('credentials without an ID are told apart by their account', () => {
	known.begin('trigger', { identity: 'Basic a', credentialId: '' }, false, now);
	expect(known.of({ identity: 'Basic b', credentialId: '' }, afterAWhile)).toBe('none');
});

test('a trigger that is tried out is told from a published one', () => {
	known.begin('tried out', mine, true, now);
	expect(known.of(mine, now)).toBe('test');
	known.begin('published', mine, false, now);
	expect(known.of(mine, now)).toBe('published');
});

test('one that does not verify signatures takes no answers', () => {
	known.begin('trigger', undefined, false, now);
	expect(known.of(mine, afterAWhile)).toBe('none');
	known.begin('trigger', mine, false, now);
	known.begin('trigger', undefined, false, now);
	expect(known.of(mine, afterAWhile)).toBe('none');
});

test('one that has ended listens no longer, but for the moment in which it is published anew', () => {
	known.begin('trigger', mine, false, now);
	known.end('trigger', now);
	expect(known.of(mine, now + 1_000)).toBe('unknown');
	expect(known.of(mine, now + 6_000)).toBe('none');
	known.begin('trigger', mine, false, now + 7_000);
	expect(known.of(mine, now + 7_000)).toBe('published');
});

test('while n8n starts, other triggers say nothing of this account', () => {
	known.begin('trigger', other, false, now);
	expect(known.of(mine, now + 30_000)).toBe('unknown');
	expect(known.of(mine, afterAWhile)).toBe('none');
});
