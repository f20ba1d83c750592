import { randomUUID } from 'node:crypto';

import { correct, ok, refused, type Answer } from '../answer.cts';
import type { Route, RouteContext } from '../route.cts';
import { holdsRefusedWhiteSpace, isObject, isPhone, valuesOf } from '../rules.cts';
import { recipientOf, type JsonObject, type PersonBody } from '../state.cts';
import { variables, type Template } from '../templates.cts';

const day = 24 * 60 * 60 * 1000;

/** Why a session message does not go out (contract §1.3), or nothing. */
function sessionRefusal({ state, body, now, options, refuses }: RouteContext): Answer | undefined {
	if (refuses('noSessionMessages') && !options.sessionMessages)
		return refused(403, 'API not supported on your account');
	const contact = state.find(body as PersonBody);
	if (refuses('unknownCustomer') && !contact)
		return correct('Customer is not available for the organization');
	const wroteAt = contact?.lastWroteAt ?? -Infinity;
	if (refuses('outsideWindow') && now - wroteAt >= day) {
		return correct('Customer has not messaged within last 24 hours');
	}
	return undefined;
}

/** Buttons of a template whose value comes with the message: a dynamic URL, or the code of an authentication. */
const dynamicButtons = ({ buttons }: Template) =>
	buttons.filter(({ type, url = '' }) => type === 'OTP' || (type === 'URL' && variables(url) > 0)).length;

/** One-time codes are at most this long, and stand in the body and in the button (contract §1.4). */
const longestCode = 15;

/** What is wrong with the values for the buttons of a template, or nothing. */
function buttonRefusal(
	template: Template,
	wanted: JsonObject,
	refuses: RouteContext['refuses'],
): string | undefined {
	const values = valuesOf(wanted.buttonValues).flat();
	if (refuses('buttonValueCount') && values.length < dynamicButtons(template)) {
		return `Number of buttonValues does not match the buttons of the template: ${dynamicButtons(template)} expected`;
	}
	if (template.category !== 'AUTHENTICATION') return undefined;
	const [code] = valuesOf(wanted.bodyValues);
	if (refuses('codeMismatch') && values.some((value) => value !== code))
		return 'buttonValues must hold the same code as bodyValues';
	return refuses('codeLength') && String(code).length > longestCode
		? `The code in bodyValues must have at most ${longestCode} characters`
		: undefined;
}

/** Why a template message does not go out (contract §1.4), or nothing. */
export function templateRefusal({ state, body, refuses }: RouteContext): Answer | undefined {
	const wanted: JsonObject = isObject(body.template) ? body.template : {};
	const { name, languageCode } = wanted;
	const template = state.templates.find(
		(known) => known.name === name && known.language === languageCode && known.approval_status === 'APPROVED',
	);
	if (!template) {
		return refused(
			400,
			`No approved template found with name '${String(name)}' and language '${String(languageCode)}'`,
		);
	}
	const category = body.template_category;
	if (
		refuses('categoryMismatch') &&
		typeof category === 'string' &&
		category.toUpperCase() !== template.category
	) {
		return refused(400, `Template category mismatch: the template is ${template.category}`);
	}
	if (refuses('bodyValueCount') && valuesOf(wanted.bodyValues).length !== variables(template.body)) {
		return refused(
			400,
			`Number of bodyValues does not match the variables of the template: ${variables(template.body)} expected`,
		);
	}
	const needsHeader =
		template.header_format !== null &&
		(template.header_format !== 'TEXT' || variables(template.header ?? '') > 0);
	if (refuses('headerValueCount') && needsHeader && valuesOf(wanted.headerValues).length !== 1)
		return refused(400, 'headerValues must have 1 value for this template');
	const wrongButtons = buttonRefusal(template, wanted, refuses);
	if (wrongButtons !== undefined) return refused(400, wrongButtons);
	if (
		refuses('otherWhiteSpace') &&
		holdsRefusedWhiteSpace([wanted.headerValues ?? [], wanted.bodyValues ?? [], wanted.carouselCards ?? []])
	) {
		return refused(400, 'Param text cannot have new-line/tab characters or more than 2 consecutive spaces');
	}
	return undefined;
}

/** Sends a message: session or template. Source: S3, S4 §2 and §3. */
function send(context: RouteContext): Answer {
	const { state, body, now } = context;
	const person = body as PersonBody;
	if (context.refuses('invalidPhone') && !isPhone(person)) return correct('phoneNumber is invalid');
	const refusal = body.type === 'Template' ? templateRefusal(context) : sessionRefusal(context);
	if (refusal) return refusal;
	const id = randomUUID();
	state.messages.push({
		id,
		channel: 'whatsapp',
		recipient: recipientOf(person) ?? '',
		type: String(body.type),
		...(typeof body.callbackData === 'string' && { callbackData: body.callbackData }),
		body,
		at: now,
	});
	return ok(201, {
		message: 'Message queued for sending via Interakt. Check webhook for delivery status',
		id,
	});
}

export const messageRoutes: Route[] = [{ method: 'POST', path: '/message/', handle: send }];
