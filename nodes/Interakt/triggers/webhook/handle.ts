import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { knownTriggers } from '../../questions/triggers';
import { isObject } from '../../shared/isObject';
import { triggerOf } from './activation';
import { findAnswers, questionsOf, storeQuestions } from './answers';
import { logCall, logOutcome, refusedReasons, type Dropped } from './callLog';
import { isChosen, isFlowResponseChosen } from './choices';
import { DedupMemory, dedupKeysOf, dedupMemoryOf, hasStage, isFlow } from './dedup';
import type { InteraktEvent } from './event';
import type { Options } from './fields';
import { forward } from './forward';
import type { HeldFlow } from './heldFlows';
import { textMember } from './json';
import { withMedia } from './media';
import { itemOf, outputsOf, type EventItem } from './output';
import { eventOf, readBody } from './parse';
import { isGivenBack, passAnswersOn } from './passAnswers';
import { countryOf, isManual, settingsOf, type Settings } from './settings';
import { proofOf, type Proof } from './signature';

/** One call as it came. */
export interface Delivery {
	readonly bytes: Buffer;
	readonly proof: Proof;
}

/** What is to be done with a call, or with one event of a call that has several. */
export type Received =
	| { readonly kind: 'unauthenticated' }
	| {
			readonly kind: 'dropped';
			readonly why: Dropped;
			/** Interakt's name of the event, where it is one. */
			readonly type?: string;
	  }
	/** The dashboard's button. */
	| { readonly kind: 'test'; readonly event: InteraktEvent; readonly body: IDataObject }
	| {
			readonly kind: 'event';
			/** A status also says whether it is newer than what came before of its message. */
			readonly event: InteraktEvent & { readonly isLatest?: boolean };
			readonly body: IDataObject;
			/** A submitted flow that goes out only if its second arrival, which says more, does not come soon. */
			readonly held?: HeldFlow;
	  };

const dropped = (why: Dropped, event?: InteraktEvent): Received => ({
	kind: 'dropped',
	why,
	...(event && { type: event.type }),
});

/** The one type of event that may come without a signature: an Interakt workflow's HTTP step does not sign. */
const unsignedType = 'workflow_response_update';

/** Whether nothing proves that the call comes from Interakt. Of the body no more than its type is looked at. */
function isUnauthenticated({ bytes, proof }: Delivery, { unsignedWorkflows }: Settings): boolean {
	if (proof === 'genuine') return false;
	if (proof === 'wrong' || !unsignedWorkflows) return true;
	return textMember(bytes, 'type') !== unsignedType;
}

const isTooOld = ({ time }: InteraktEvent, oldest: number | undefined, now: number): boolean =>
	now - Date.parse(time ?? '') > (oldest ?? Infinity);

/** What is to be done with one event. */
function receiveOne(
	body: IDataObject,
	bytes: Buffer,
	settings: Settings,
	memory: DedupMemory,
	now: number,
): Received {
	const event = eventOf(body, settings.defaultCountryCode);
	if (event === undefined) return dropped('noEvent');
	if (event.event === 'test') return { kind: 'test', event, body };
	if (!isChosen(event, settings.chosen, settings.narrowed)) return dropped('notChosen', event);
	if (isTooOld(event, settings.oldest, now)) return dropped('tooOld', event);
	const { matchAny, record, laterStages } = dedupKeysOf(event, bytes);
	const first = event.event === 'flowResponse' ? memory.heldFlows.takeFor(matchAny) : undefined;
	if (first === undefined && memory.hasAny(matchAny)) return dropped('repeated', event);
	const isLatest = !memory.hasAny(laterStages);
	memory.add(record);
	if (hasStage(event)) {
		if (!isLatest && settings.dropLate) return dropped('late', event);
		return { kind: 'event', event: { ...first, ...event, isLatest }, body };
	}
	const isFirst = isFlow(event) && event.event === 'messageReceived';
	const isHeld = isFirst && !settings.isManual && isFlowResponseChosen(settings.chosen);
	return { kind: 'event', event, body, ...(isHeld && { held: memory.heldFlows.hold(event, matchAny) }) };
}

/**
 * The way of one call: raw bytes → signature → events → chosen? → repeated? → what is to be done. Never
 * throws, whatever comes. An event that is to be passed on has left its dedup keys when this returns, so of two
 * calls at the same time only one passes.
 *
 * @param now Milliseconds since the epoch.
 * @returns One for each event of the call, or one for all of it.
 */
export function receive(
	delivery: Delivery,
	settings: Settings,
	memory: DedupMemory,
	now: number,
): readonly Received[] {
	if (isUnauthenticated(delivery, settings)) return [{ kind: 'unauthenticated' }];
	const body = readBody(delivery.bytes);
	const isProven = delivery.proof === 'genuine';
	if (!isProven && !(isObject(body) && isWorkflowResponse(body))) return [{ kind: 'unauthenticated' }];
	if (typeof body === 'string') return [dropped(body)];
	if (!Array.isArray(body)) return [receiveOne(body, delivery.bytes, settings, memory, now)];
	return body.map((each) => receiveOne(each, Buffer.from(JSON.stringify(each)), settings, memory, now));
}

const isWorkflowResponse = (body: IDataObject) => eventOf(body)?.event === 'workflowResponse';

/** Ends the call with a status of its own, unless it has been answered, and starts nothing. */
function answer(context: IWebhookFunctions, status: number, message: string): IWebhookResponseData {
	const response = context.getResponseObject();
	if (!response.headersSent) response.status(status).json({ message });
	return { noWebhookResponse: true };
}

/** The bytes as they came, whatever they say they are; none where n8n has taken them for a form. */
async function bytesOf(context: IWebhookFunctions): Promise<Buffer> {
	const request = context.getRequestObject();
	if (!request.contentType?.startsWith('multipart/')) await request.readRawBody();
	return request.rawBody ?? Buffer.alloc(0);
}

/**
 * What is remembered, of this process and of what others and the time before the last start have stored. A
 * person who tries the trigger out gets every event.
 */
function memoryOf(context: IWebhookFunctions): DedupMemory {
	if (isManual(context)) return new DedupMemory();
	const memory = dedupMemoryOf(context.getWorkflow().id, context.getNode().id);
	memory.addStored(context.getWorkflowStaticData('node').dedupKeys);
	return memory;
}

/** Has n8n store the latest dedup keys with the workflow. */
function store(context: IWebhookFunctions, memory: DedupMemory): void {
	if (!isManual(context)) context.getWorkflowStaticData('node').dedupKeys = memory.toStored();
}

type Passing = Extract<Received, { kind: 'event' | 'test' }>;

/**
 * Passes events on. The call is answered first: n8n itself would answer only once the run is stored and has its turn,
 * which under load takes longer than Interakt waits (docs/decisions/webhooks-are-answered-first.md).
 */
async function pass(
	context: IWebhookFunctions,
	passing: readonly Passing[],
	options: Options,
	memory: DedupMemory,
): Promise<IWebhookResponseData> {
	const isSeparate = context.getNodeParameter('separateOutputs', false) === true;
	answer(context, 200, 'Received');
	const items: EventItem[] = [];
	for (const received of passing) {
		const { event, body } = received;
		const held = 'held' in received ? received.held : undefined;
		if (held) {
			await held.wait();
			memory.heldFlows.end(held);
			if (held.isReplaced) continue;
		}
		const item = itemOf(event, options.includeBody ? body : undefined);
		const hasFile = options.downloadMedia === true && event.mediaUrl !== undefined;
		items.push({ event, item: hasFile ? await withMedia(context, item, event, options) : item });
	}
	if (items.length === 0) return { noWebhookResponse: true };
	return { noWebhookResponse: true, workflowData: outputsOf(items, isSeparate) };
}

/**
 * What a genuine call says of questions that executions wait for.
 *
 * @returns `answer` when it is an answer and nothing else, `givenBack` when it was taken for one and is none, else nothing.
 */
function handleQuestions(
	context: IWebhookFunctions,
	bytes: Buffer,
	options: Options,
	now: number,
): 'answer' | 'givenBack' | undefined {
	const questions = questionsOf(context, now);
	if (questions === undefined) return undefined;
	if (isGivenBack(context, bytes, questions.key, now)) return 'givenBack';
	const memory = memoryOf(context);
	const takesTexts = options.answersAlsoStart !== true;
	const country = countryOf(context, options);
	const found = findAnswers(questions, { bytes, memory, country, takesTexts, now });
	passAnswersOn(context, found, questions, { bytes, options, now }, (line) =>
		logCall(context, 'warn', line, Date.now()),
	);
	if (!isManual(context)) storeQuestions(context, questions, now);
	if (!found.isAnswer || !takesTexts) return undefined;
	if (found.answers.some(({ given }) => 'text' in given)) store(context, memory);
	return 'answer';
}

/** What to do with one call of Interakt. */
async function handle(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const options = context.getNodeParameter('options', {}) as Options;
	const now = Date.now();
	const bytes = await bytesOf(context);
	const proof = await proofOf(context, bytes, now);
	if (proof === 'genuine') knownTriggers.call(triggerOf(context));
	const about = proof === 'genuine' ? handleQuestions(context, bytes, options, now) : undefined;
	if (about === 'answer') return answer(context, 200, 'Received');
	// What was given back has left its dedup keys when it was taken for an answer.
	const memory = about === 'givenBack' ? new DedupMemory() : memoryOf(context);
	const all = receive({ bytes, proof }, settingsOf(context, options), memory, now);
	const why = refusedReasons[proof === 'missing' ? proof : 'wrong'];
	logOutcome(context, all, why, now);
	const [first] = all;
	if (first?.kind !== 'unauthenticated') {
		forward(context, bytes, options.alsoForwardTo, (line) => logCall(context, 'warn', line, Date.now()));
	}
	const events = all.filter((received): received is Passing => received.kind === 'event');
	const tests = all.filter((received): received is Passing => received.kind === 'test');
	if (events.length > 0 && about !== 'givenBack') store(context, memory);
	const passing = isManual(context) ? [...tests, ...events] : events;
	if (passing.length > 0) return await pass(context, passing, options, memory);
	if (tests.length > 0) return { webhookResponse: { message: 'The test has arrived' } };
	if (first?.kind === 'dropped') return { webhookResponse: { message: 'Ignored', reason: first.why } };
	if (options.wrongSignature === 'drop') return { webhookResponse: { message: 'Ignored' } };
	return answer(context, 401, why);
}

/**
 * Answers a call of Interakt. Never throws: n8n would start the workflow with an empty item then. A call that
 * cannot be judged, because n8n cannot read the credential or a field, is answered with 503.
 */
export async function answerWebhook(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	try {
		return await handle(context);
	} catch (cause) {
		const words = cause instanceof Error ? cause.message : String(cause);
		logCall(context, 'error', `a call could not be taken and was answered with 503: ${words}`, Date.now());
		return answer(context, 503, 'The call could not be taken');
	}
}
