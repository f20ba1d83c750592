import { NodeOperationError, type IWebhookFunctions } from 'n8n-workflow';

import { selectionOf, type Narrowed } from './choices';
import { type Options, usualMaximumAge } from './fields';
import { accountOf } from './signature';

/** What a person set in the trigger. */
export interface Settings {
	/** Whether answers of an Interakt workflow may come without a signature. */
	readonly unsignedWorkflows: boolean;
	/** Values of Trigger On. */
	readonly chosen: ReadonlySet<string>;
	/** Values of its filters. */
	readonly narrowed?: Narrowed;
	/** Milliseconds; events that happened longer ago are dropped. */
	readonly oldest: number | undefined;
	/** Whether to drop a status that comes after a newer one of its message. */
	readonly dropLate: boolean;
	/** The country of numbers without one, e.g. `+91`. */
	readonly defaultCountryCode?: string | undefined;
	/** Whether every event passes by itself, for a person who tries the trigger out. */
	readonly isManual?: boolean;
}

/** Whether a person tries the trigger out. */
export const isManual = (context: IWebhookFunctions): boolean => context.getMode() === 'manual';

/** The country of numbers without one: of the trigger, else of the account. */
export function countryOf(context: IWebhookFunctions, options: Options): string | undefined {
	const { defaultCountryCode = '' } = options;
	return defaultCountryCode.trim() === '' ? accountOf(context)?.country : defaultCountryCode;
}

/**
 * The settings for one call.
 *
 * @throws NodeOperationError when an expression gives something that cannot be chosen.
 */
export function settingsOf(context: IWebhookFunctions, options: Options): Settings {
	const { chosen, narrowed, unknown } = selectionOf((name) => context.getNodeParameter(name, []));
	if (unknown.length > 0) throw new NodeOperationError(context.getNode(), unknown.join(' '));
	const { maximumAge = usualMaximumAge, dropLate = false, unsignedWorkflows = false } = options;
	return {
		unsignedWorkflows,
		chosen,
		narrowed,
		oldest: maximumAge > 0 && !isManual(context) ? maximumAge * 60_000 : undefined,
		dropLate,
		defaultCountryCode: countryOf(context, options),
		isManual: isManual(context),
	};
}
