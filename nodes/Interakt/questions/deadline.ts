import { DateTime } from 'luxon';
import { type INodeExecutionData, type INodeProperties, NodeConnectionTypes } from 'n8n-workflow';

import { choice } from '../input/choice';
import { requireDate, zoneHint } from '../input/dateField';
import { readNumber } from '../input/number';
import type { Parameters } from '../input/parameters';
import { byName } from '../shared/strings';

const limitTypes = {
	afterTimeInterval: 'After Time Interval',
	atSpecifiedTime: 'At Specified Time',
} as const;

const units = { minutes: 'Minutes', hours: 'Hours', days: 'Days' } as const;
const unitMs: Readonly<Record<keyof typeof units, number>> = {
	minutes: 60_000,
	hours: 3_600_000,
	days: 86_400_000,
};

/** What n8n keeps, and a person remembers. */
const longestWaitDays = 90;
const longestWaitMs = longestWaitDays * unitMs.days;

const whenInterval = { show: { limitType: ['afterTimeInterval'] } };

/** Until when an answer is waited for, named as in n8n's own nodes. Read by `readDeadline`. */
export const deadlineFields: INodeProperties[] = [
	{
		displayName: 'Limit Type',
		name: 'limitType',
		type: 'options',
		noDataExpression: true,
		options: Object.entries(limitTypes).map(([value, name]) => ({ name, value })),
		default: 'afterTimeInterval',
		description:
			'When the question ends. Without an answer the workflow goes on then with answered false; n8n looks once a minute.',
	},
	{
		displayName: 'Wait For',
		name: 'waitAmount',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 24,
		description: `How long to wait for the answer, at most ${longestWaitDays} days`,
		displayOptions: whenInterval,
	},
	{
		displayName: 'Wait Unit',
		name: 'waitUnit',
		type: 'options',
		options: Object.entries(units)
			.map(([value, name]) => ({ name, value }))
			.sort(byName),
		default: 'hours',
		description: 'The unit of Wait For',
		displayOptions: whenInterval,
	},
	{
		displayName: 'Wait Until',
		name: 'waitUntil',
		type: 'dateTime',
		required: true,
		default: '',
		description: `When the question ends, at most ${longestWaitDays} days ahead. ${zoneHint}.`,
		displayOptions: { show: { limitType: ['atSpecifiedTime'] } },
	},
	{
		displayName: 'When Nobody Answers',
		name: 'whenUnanswered',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Go On in the Same Output',
				value: 'sameOutput',
				description: 'The value answered says whether somebody has answered',
			},
			{
				name: 'Use a No Answer Branch',
				value: 'noAnswerBranch',
				description: 'What is not answered, or could not be sent, has an output of its own',
			},
		],
		default: 'sameOutput',
		description: 'Where the workflow goes on when the question ends without an answer',
		// The review of an agent's tool has one output.
		displayOptions: { show: { '@tool': [false] } },
	},
];

const branches = ['No Answer', 'Answered'].map((displayName) => ({
	type: NodeConnectionTypes.Main,
	displayName,
}));

/**
 * The outputs of the node, as n8n asks for them: one, or those of a question with a No Answer branch. At the deadline
 * n8n puts out the input of the node at its first output, so the answers have the second.
 */
export const outputsExpression: `={{${string}}}` = `={{ $parameter["resource"] === "message" && $parameter["operation"] === "sendAndWait" && $parameter["whenUnanswered"] === "noAnswerBranch" ? ${JSON.stringify(branches)} : ["${NodeConnectionTypes.Main}"] }}`;

/** The items of a question that has ended, at the outputs of its node: with a branch, what is answered has the second. */
export const outputsOf = (
	items: INodeExecutionData[],
	{ hasBranch }: { readonly hasBranch: boolean },
): INodeExecutionData[][] =>
	hasBranch
		? [items.filter(({ json }) => json.answered !== true), items.filter(({ json }) => json.answered === true)]
		: [items];

/** When a question ends, by when it was sent; both in milliseconds since the epoch. */
export type Deadline = (sentAt: number) => number;

/**
 * Reads when a question ends. A time that is over, or more than 90 days ahead, is a finding.
 *
 * @param now Milliseconds since the epoch.
 */
export function readDeadline(parameters: Parameters, now: number): Deadline {
	const { findings } = parameters;
	const type = choice(parameters.value('limitType'), 'Limit Type', limitTypes, findings);
	if (type !== 'atSpecifiedTime') {
		const waitMs = readInterval(parameters);
		return (sentAt) => sentAt + waitMs;
	}
	const time = readTime(parameters);
	if (time === undefined) return (sentAt) => sentAt;
	const remedy = `Give a time within the next ${longestWaitDays} days.`;
	if (time <= now) findings.add('Wait Until', 'is in the past', remedy);
	if (time > now + longestWaitMs) {
		findings.add('Wait Until', `is more than ${longestWaitDays} days ahead`, remedy);
	}
	return () => time;
}

/** Milliseconds of Wait For and its unit. */
function readInterval(parameters: Parameters): number {
	const { findings } = parameters;
	const unit = choice(parameters.value('waitUnit'), 'Wait Unit', units, findings) ?? 'hours';
	const most = longestWaitMs / unitMs[unit];
	const amount = readNumber(parameters.value('waitAmount'), 'Wait For', findings, { min: 1, max: most });
	if (amount === undefined && findings.found.every(({ field }) => field !== 'Wait For')) {
		findings.add('Wait For', 'is empty', 'Give the time to wait for the answer.');
	}
	return (amount ?? 1) * unitMs[unit];
}

/** Wait Until in milliseconds since the epoch; a day alone means its beginning in the zone of the settings. */
function readTime(parameters: Parameters): number | undefined {
	const { findings, timeZone } = parameters;
	const value = parameters.value('waitUntil');
	if (value === undefined || value === '') {
		findings.add('Wait Until', 'is empty', 'Give the date and the time until which to wait.');
		return undefined;
	}
	const typed = parameters.raw?.('waitUntil');
	const sources = typeof typed === 'string' ? [typed] : [];
	const moment = requireDate(value, 'Wait Until', parameters, 'Write it like 2026-01-31T17:00.', sources);
	if (moment === undefined) return undefined;
	if ('utc' in moment) return moment.utc.toMillis();
	findings.notice(`Wait Until: the day has no time, so it was read as 00:00 in ${timeZone}`);
	return DateTime.fromISO(moment.day, { zone: timeZone }).toMillis();
}
