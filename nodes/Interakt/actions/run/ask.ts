import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type IWebhookFunctions,
	type IWebhookResponseData,
	NodeOperationError,
} from 'n8n-workflow';

import { isTool } from '../../fields/guards';
import {
	answerOutput,
	type GivenAnswer,
	isOpenQuestion,
	type NotTaken,
	type OpenQuestion,
	takenMember,
	unansweredOutput,
	unsealed,
} from '../../questions/answer';
import { outputsOf } from '../../questions/deadline';
import { openQuestionsOf } from '../../questions/openQuestions';
import { askedTokenOf, newNonce, tokenOf } from '../../questions/token';
import { credentialIdOf } from '../../questions/triggers';
import { LruCache } from '../../shared/lruCache';
import { interaktApi } from '../../transport/interaktApi';
import { type Question, sendAndWaitBy } from '../message/sendAndWait.operation';
import { defineResource } from '../operation';
import { requireAnswers } from './answerable';
import { run } from './run';

/** Whether the node is to ask and wait. */
export const isAsking = (context: IExecuteFunctions): boolean =>
	context.getNodeParameter('operation', 0, '') === 'sendAndWait' &&
	context.getNodeParameter('resource', 0, '') === 'message';

/** Whether n8n runs the node as the review of an agent's tool. */
const isReview = (context: IExecuteFunctions): boolean => context.getNode().type.endsWith('HitlTool');

/** Why a question cannot be asked here, or nothing. */
function obstacle(context: IExecuteFunctions): NodeOperationError | undefined {
	const { length } = context.getInputData();
	if (length > 1) {
		return new NodeOperationError(
			context.getNode(),
			`Send and Wait for Response got ${length} items, and an execution waits for one answer at a time`,
			{
				description:
					'Put this node into a workflow of its own, and call it once for each item: Loop Over Items with a Batch Size of 1, and in its loop Execute Sub-workflow with Wait For Sub-Workflow Completion turned off. Nothing was sent.',
			},
		);
	}
	if (isTool(context) && !isReview(context)) {
		return new NodeOperationError(context.getNode(), 'Send and Wait for Response is not for a tool', {
			description:
				'To let a person approve the calls of a tool, add Interakt under Human in the Loop between the agent and the tool.',
		});
	}
	return undefined;
}

/** Where this execution is resumed, in public, with n8n's secret of it. */
function resumptionOf(context: IExecuteFunctions): { resumeUrl: string; resumeToken: string } {
	const resumeUrl = String(context.evaluateExpression('{{ $execution.resumeUrl }}', 0));
	return { resumeUrl, resumeToken: /[?&]signature=([0-9a-f]{64})/.exec(resumeUrl)?.[1] ?? '' };
}

/** The key with which tokens and answers are signed: who has it may send messages of the account anyway. */
async function keyOf(context: IExecuteFunctions | IWebhookFunctions): Promise<string> {
	const key = interaktApi.account(await context.getCredentials('interaktApi')).identity;
	knownKeys.set(credentialIdOf(context), key);
	return key;
}

/** The keys that were read last, by the ID of their credential: each reading needs a sandbox of n8n. */
const knownKeys = new LruCache<string>(500);

/** The answer in a call, if it is signed with the key of the account. */
async function answerIn(context: IWebhookFunctions): Promise<GivenAnswer | undefined> {
	const body = context.getBodyData();
	const known = knownKeys.get(credentialIdOf(context));
	return (known && unsealed(body, known)) || unsealed(body, await keyOf(context));
}

/** Milliseconds that the sending may take, by which a trigger takes a typed answer for longer than the question is open. */
const sendingMs = 600_000;

/** The nonce of the round before, whose buttons stay valid: of the same question, which nobody has answered. */
function keptNonce(context: IExecuteFunctions, asked: Question): string | undefined {
	const { question } = context.getContext('node');
	if (!asked.keepsEarlier || !isOpenQuestion(question)) return undefined;
	const { phoneNumber, isApproval, takesText, choices } = question;
	const isSame =
		phoneNumber === asked.phoneNumber &&
		isApproval === asked.isApproval &&
		takesText === asked.takesText &&
		JSON.stringify(choices) === JSON.stringify(asked.choices);
	// What an unanswered question puts out stands at the first output, also with a branch.
	const own = JSON.stringify(context.getNode().name);
	const status = context.evaluateExpression(`{{ $items(${own}, 0)[0]?.json.status }}`, 0);
	return isSame && status === 'unanswered' ? question.nonce : undefined;
}

/**
 * Asks, and puts the execution to wait for the answer. A question that was not sent does not wait: it comes out as any
 * message that was not sent does.
 *
 * @returns What comes out when nobody answers in time: n8n puts out the input of the node then.
 * @throws NodeOperationError when nobody could answer, or what `run` throws.
 */
export async function ask(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const against = obstacle(context);
	if (against) throw against;
	const items = context.getInputData();
	const { resumeUrl, resumeToken } = resumptionOf(context);
	if (resumeToken === '') {
		throw new NodeOperationError(context.getNode(), 'This n8n does not say how an execution is resumed', {
			description: 'Send and Wait for Response needs n8n 2. Nothing was sent.',
		});
	}
	const executionId = context.getExecutionId();
	const key = await keyOf(context);
	if (context.getNodeParameter('dryRun', 0, false) !== true) await requireAnswers(context, key, resumeUrl);
	const askedAt = Date.now();
	let question: Question | undefined;
	let token = '';
	let nonce = newNonce();
	const operation = sendAndWaitBy({
		now: askedAt,
		...(isReview(context) && { toolInput: () => context.evaluateExpression('{{ $tool.parameters }}', 0) }),
		tokensOf(asked) {
			question = asked;
			nonce = keptNonce(context, asked) ?? nonce;
			const asking = { executionId, nonce, resumeToken };
			const { phoneNumber, takesText, deadline } = asked;
			const signing = { phoneNumber, key };
			token = askedTokenOf({ ...asking, takesText, askedAt, until: deadline(askedAt) + sendingMs }, signing);
			return {
				ids: asked.choices.map((_, choice) => tokenOf({ ...asking, choice }, signing)),
				question: token,
			};
		},
	});
	const output = await run(
		context,
		[defineResource({ name: 'Message', value: 'message' }, [operation])],
		interaktApi,
	);
	const [sent] = output;
	if (sent?.json.status !== 'accepted' || question === undefined) return output;
	const { messageId, notices } = sent.json;
	const { choices, isApproval, takesText, phoneNumber, deadline, input } = question;
	const until = deadline(Date.now());
	const open: OpenQuestion = {
		nonce,
		phoneNumber,
		choices,
		isApproval,
		takesText,
		until,
		// In the review of a tool there is no such field.
		hasBranch: context.getNodeParameter('whenUnanswered', 0, '') === 'noAnswerBranch',
		isReview: isReview(context),
		...(messageId !== undefined && { messageId: String(messageId) }),
		...(Array.isArray(notices) && { notices: notices.map(String) }),
		...(input && { input }),
	};
	context.getContext('node').question = { ...open };
	openQuestionsOf(key).register(open.phoneNumber, token, Date.now());
	// What n8n puts out at the deadline.
	for (const item of items) item.json = unansweredOutput(open, 'notAnswered');
	await context.putExecutionToWait(new Date(until));
	return items;
}

/**
 * Takes an answer that the trigger passes on to an execution that waits. Nothing with an effect stands here: of two
 * answers at once n8n comes here for both, and resumes for one.
 */
export async function takeAnswer(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const given = await answerIn(context);
	const name = JSON.stringify(context.getNode().name);
	const question: unknown = context.evaluateExpression(`{{ $node[${name}].context.question }}`);
	const refused = (why: NotTaken) => ({ webhookResponse: { [takenMember]: why } });
	if (given === undefined || !isOpenQuestion(question)) return refused('refused');
	const json = answerOutput(question, given, Date.now());
	if (typeof json === 'string') return refused(json);
	return {
		webhookResponse: { [takenMember]: 'taken' },
		workflowData: outputsOf([{ json, pairedItem: { item: 0 } }], question),
	};
}
