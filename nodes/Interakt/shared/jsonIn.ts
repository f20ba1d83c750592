/** What the JSON of a text says; the text itself when it is none. */
export function jsonIn(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

/** JSON without the fence of code that language models write around it. */
export const withoutFence = (words: string): string =>
	/^```(?:json)?\s([^`]*)```$/i.exec(words)?.[1]?.trim() ?? words;
