import { mostKept, OpenQuestions } from '../../../nodes/Interakt/questions/openQuestions';
import { askedTokenOf } from '../../../nodes/Interakt/questions/token';

const key = 'Basic a-key-for-tests';
const asha = '+919999999999';
const day = 86_400_000;

/** The callback data of a question; asked at 1,000 unless told, and open for a day. */
function question(nonce: string, { askedAt = 1_000, takesText = true, phoneNumber = asha } = {}): string {
	const asked = { executionId: '7', nonce, resumeToken: 'a'.repeat(64), askedAt, until: askedAt + day };
	return `${askedTokenOf({ ...asked, takesText }, { phoneNumber, key })} order 1042`;
}

const one = 'aaaaaaaa';
const two = 'bbbbbbbb';

const nonces = (questions: ReadonlyArray<{ asked: { nonce: string } }>) =>
	questions.map(({ asked }) => asked.nonce);

/** What a process has that reads what another one has stored. */
function restarted(from: OpenQuestions, now = 2_000): OpenQuestions {
	const next = new OpenQuestions(key);
	next.addStored(from.toStored(now), now);
	return next;
}

test('a text is the answer to the open question of its person, and only the first one is', () => {
	const open = new OpenQuestions(key);
	expect(open.isEmpty).toBe(true);
	for (let status = 0; status < 3; status++) open.register(asha, question(one), 2_000);

	expect(open.isEmpty).toBe(false);
	expect(open.take('+919999900002', 3_000, 3_000)).toBeUndefined();
	expect(open.take(asha, 3_000, 3_000)?.asked).toMatchObject({ executionId: '7', nonce: one });
	expect(open.take(asha, 3_000, 3_000)).toBeUndefined();
});

test.each([
	['is answered by tapping only', question(one, { takesText: false })],
	['is of another account', question(one).replace('n8n1.7', 'n8n1.8')],
	['was asked of another person', question(one, { phoneNumber: '+919999900002' })],
	['is over', question(one, { askedAt: -2 * day })],
	['is none', 'order 1042'],
])('a question that %s is not open for texts', (_, callbackData) => {
	const open = new OpenQuestions(key);
	open.register(asha, callbackData, 2_000);
	expect(open.isEmpty).toBe(true);
});

test('what was written before the question, or after its deadline, is no answer', () => {
	const open = new OpenQuestions(key);
	open.register(asha, question(one, { askedAt: 100_000 }), 100_500);
	expect(open.take(asha, 80_000, 101_000)).toBeUndefined();
	expect(open.take(asha, 95_000, 101_000)).toBeDefined();
	open.register(asha, question(two, { askedAt: 100_000 }), 100_500);
	expect(open.take(asha, 2 * day, 2 * day)).toBeUndefined();
});

test.each([
	['in their order', [one, two]],
	['the other way round', [two, one]],
])('of two questions of a person the later one is open, with statuses %s', (_, order) => {
	const open = new OpenQuestions(key);
	const askedAt: Record<string, number> = { [one]: 1_000, [two]: 1_500 };
	for (const nonce of order) open.register(asha, question(nonce, { askedAt: askedAt[nonce] }), 2_000);

	expect(nonces(open.takeSuperseded())).toEqual([one]);
	expect(open.takeSuperseded()).toEqual([]);
	open.register(asha, question(one), 2_000);
	expect(open.takeSuperseded()).toEqual([]);
	expect(open.take(asha, 3_000, 3_000)?.asked.nonce).toBe(two);
});

test('a reminder is the same question once more, open until its own deadline', () => {
	const open = new OpenQuestions(key);
	open.register(asha, question(one), 2_000);
	open.register(asha, question(one, { askedAt: day }), day);
	open.register(asha, question(one), day);
	expect(open.takeSuperseded()).toEqual([]);
	expect(open.take(asha, day + 2_000, day + 2_000)?.asked).toMatchObject({ nonce: one, askedAt: day });
});

test('late statuses do not open a question again that was answered, tapped or not delivered', () => {
	const open = new OpenQuestions(key);
	open.register(asha, question(one), 2_000);
	open.take(asha, 3_000, 3_000);
	open.register(asha, question(one), 4_000);
	expect(open.isEmpty).toBe(true);

	open.register(asha, question(two), 4_000);
	open.close(asha, two);
	open.register(asha, question(two), 4_000);
	expect(open.isEmpty).toBe(true);

	open.close(asha, 'cccccccc', day);
	open.register(asha, question('cccccccc'), 4_000);
	expect(open.isEmpty).toBe(true);
});

test('a tap on another question leaves the open one open', () => {
	const open = new OpenQuestions(key);
	open.register(asha, question(one), 2_000);
	open.close(asha, two);
	expect(open.take(asha, 3_000, 3_000)?.asked.nonce).toBe(one);
});

test('what is stored goes on in another process: open questions, and those that are over', () => {
	const open = new OpenQuestions(key);
	open.register(asha, question(one), 2_000);
	expect(restarted(open).take(asha, 3_000, 3_000)?.asked.nonce).toBe(one);

	const other = restarted(new OpenQuestions(key));
	other.register(asha, question(one), 2_000);
	open.take(asha, 3_000, 3_000);
	other.addStored(open.toStored(3_000), 3_000);
	expect(other.isEmpty).toBe(true);
	other.register(asha, question(one), 4_000);
	expect(other.isEmpty).toBe(true);
});

test('is stored only when there is something new, and what is over is left out', () => {
	const open = new OpenQuestions(key);
	expect(open.toStored(1_000)).toBeUndefined();
	open.register(asha, question(one), 2_000);
	const stored = open.toStored(2_000) ?? '';
	expect(stored.split('\n')).toHaveLength(1);
	open.addStored(stored, 2_000);
	expect(open.toStored(2_000)).toBeUndefined();
	expect(restarted(open).toStored(2_000)).toBeUndefined();

	open.register('+919999900002', question(two, { phoneNumber: '+919999900002', askedAt: 3 * day }), 3 * day);
	expect(open.toStored(3 * day)).toMatch(/^\+919999900002 n8n1\.7\.bbbbbbbb\.\S+$/);
});

test.each([
	[undefined],
	[null],
	[7],
	[{}],
	[''],
	['x'],
	['+91 n8n1.7\n\n+ \nab!'],
	[`${asha} ${'n8n1.'.repeat(9)}`],
])('whatever else stands in the store, %j, opens nothing', (stored) => {
	const open = new OpenQuestions(key);
	open.addStored(stored, 2_000);
	expect(open.isEmpty).toBe(true);
});

test('the oldest questions give way when there are too many', () => {
	const open = new OpenQuestions(key);
	const phones = Array.from({ length: mostKept + 1 }, (_, index) => `+91${9_999_900_000 + index}`);
	for (const phoneNumber of phones) open.register(phoneNumber, question(one, { phoneNumber }), 2_000);

	expect(open.take(phones[0] ?? '', 3_000, 3_000)).toBeUndefined();
	expect(open.take(phones.at(-1) ?? '', 3_000, 3_000)).toBeDefined();
	expect((open.toStored(2_000) ?? '').length).toBeLessThan(300_000);
});

test('a tap is the same for some minutes, and a late answer is replied to once', () => {
	const open = new OpenQuestions(key);
	expect([0, 0, 1].map((choice) => open.isSameTap(one, choice, 1_000))).toEqual([false, true, false]);
	expect(open.isSameTap(one, 0, 3_600_000)).toBe(false);
	expect([one, one, two].map((nonce) => open.isReplied(nonce, 1_000))).toEqual([false, true, false]);
	expect(restarted(open).isReplied(one, day)).toBe(true);
});
