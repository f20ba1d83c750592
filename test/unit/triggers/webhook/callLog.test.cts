import { logCall, logOutcome } from '../../../../nodes/Interakt/triggers/webhook/callLog';
import { PlayedTrigger, type TriggerGiven } from './playedTrigger.cts';

const bytes = Buffer.from('{}');

/** Each test is a minute later, so that the lines of others do not count. */
let minute = 0;
beforeEach(() => void minute++);

/** Writes a line about a call of a trigger, at a time of the test. */
const logs = (trigger: PlayedTrigger, line: string, now: number) =>
	logCall(trigger.context(bytes), 'warn', line, minute * 60_000 + now);

const linesOf = ({ lines }: PlayedTrigger) => lines.map(([, line]) => line);

/** What is logged of what came of a call. */
function logged(all: Parameters<typeof logOutcome>[1], refused = 'It has no signature') {
	const trigger = new PlayedTrigger();
	logOutcome(trigger.context(bytes), all, refused, 0);
	return trigger.lines.map(([level, line]) => `${level}: ${line}`);
}

test('a line says whose it is: the node, and the workflow for who looks for it in the log', () => {
	const trigger = new PlayedTrigger({ workflowId: 'logged' });
	logs(trigger, 'a call was lost', 0);

	expect(trigger.lines).toEqual([
		['warn', 'Interakt Trigger: a call was lost', { workflowId: 'logged', nodeName: 'Interakt Trigger' }],
	]);
});

test('of many calls in a second one has a line, and the next line says how many were kept out', () => {
	const trigger = new PlayedTrigger();
	for (const now of [5_000, 5_001, 5_999, 6_000, 7_000, 7_500, 8_000]) logs(trigger, `at ${now}`, now);

	expect(linesOf(trigger)).toEqual([
		'Interakt Trigger: at 5000',
		'Interakt Trigger: at 6000 (2 more lines since the one before)',
		'Interakt Trigger: at 7000',
		'Interakt Trigger: at 8000 (1 more lines since the one before)',
	]);
});

test.each<[string, TriggerGiven, TriggerGiven]>([
	['workflow', { workflowId: 'one log' }, { workflowId: 'other log' }],
	['node', { workflowId: 'logs', nodeId: '1' }, { workflowId: 'logs', nodeId: '2' }],
	[
		'workflow whose name runs together with its node',
		{ workflowId: 'l1', nodeId: '1' },
		{ workflowId: 'l', nodeId: '11' },
	],
])('the lines of another %s are not kept out', (_, one, other) => {
	const [first, second] = [new PlayedTrigger(one), new PlayedTrigger(other)];
	logs(first, 'first', 0);
	logs(second, 'second', 1);

	expect([first, second].map(linesOf)).toEqual([['Interakt Trigger: first'], ['Interakt Trigger: second']]);
});

test.each<[string, Parameters<typeof logOutcome>[1], string[]]>([
	[
		'that is refused',
		[{ kind: 'unauthenticated' }],
		['warn: Interakt Trigger: a call was refused. It has no signature'],
	],
	['that starts the workflow', [{ kind: 'event' }], []],
	[
		'of the dashboard, to test it',
		[{ kind: 'test' }],
		['info: Interakt Trigger: the test of Interakt has arrived; it starts nothing'],
	],
	[
		'that is no JSON',
		[{ kind: 'dropped', why: 'notJson' }],
		['info: Interakt Trigger: a call of Interakt was dropped: it has a body that is no JSON object'],
	],
	[
		'whose event was not chosen',
		[{ kind: 'dropped', why: 'notChosen', type: 'message_api_read' }],
		[
			'info: Interakt Trigger: a call of Interakt was dropped: "message_api_read" is not chosen in Trigger On and its filters',
		],
	],
	[
		'with events of which some start nothing, each of their reasons once',
		[
			{ kind: 'event' },
			{ kind: 'dropped', why: 'repeated', type: 'a' },
			{ kind: 'dropped', why: 'repeated', type: 'a' },
			{ kind: 'dropped', why: 'repeated', type: 'b' },
		],
		[
			'info: Interakt Trigger: a call of Interakt was dropped: "a" has been there before; "b" has been there before',
		],
	],
])('the line about a call %s', (_, all, expected) => {
	expect(logged(all)).toEqual(expected);
});

test('a name that somebody else made up is cut, and cannot end the line', () => {
	const [line = ''] = logged([{ kind: 'dropped', why: 'notChosen', type: `a\n${'x'.repeat(99)}y` }]);

	expect(line).toContain(`"a\\n${'x'.repeat(98)}" is not chosen`);
});

test('of a call with many events no more than five reasons are named', () => {
	const all = ['a', 'b', 'c', 'd', 'e', 'f'].map((type) => ({ kind: 'dropped', why: 'late', type }) as const);

	expect(logged(all)[0]?.match(/"[a-f]"/g)).toEqual(['"a"', '"b"', '"c"', '"d"', '"e"']);
});
