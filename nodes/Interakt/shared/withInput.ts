import type { IDataObject } from 'n8n-workflow';

/**
 * An output with the values of its input item behind its own. A value of the input that has the name of one of the
 * output's stands in `input`, so that none is lost.
 */
export function withInput(shown: IDataObject, input: IDataObject): IDataObject {
	const isTaken = (name: string) => name === 'input' || Object.hasOwn(shown, name);
	const entries = Object.entries(input);
	const free = entries.filter(([name]) => !isTaken(name));
	const hidden = entries.filter(([name, value]) => isTaken(name) && shown[name] !== value);
	return {
		...shown,
		...Object.fromEntries(free),
		...(hidden.length > 0 && { input: Object.fromEntries(hidden) }),
	};
}
