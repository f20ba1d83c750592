/** A text without a character that it ends with, however often; in linear time, which a pattern would not take. */
export function withoutEnd(text: string, character: string): string {
	let end = text.length;
	while (end > 0 && text[end - 1] === character) end--;
	return text.slice(0, end);
}
