/** Characters that nobody sees: blanks, control and format characters, fillers. */
const invisible = /^[\s\p{Cc}\p{Cf}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]*$/u;

/** Whether a text holds nothing that can be seen. */
export const isInvisible = (text: string): boolean => invisible.test(text);

/** What is plainly no value when it is the whole value. */
export const wholePlaceholders = [
	'undefined',
	'null',
	'NULL',
	'Null',
	'NaN',
	'nan',
	'Infinity',
	'-Infinity',
	'Invalid Date',
	'Invalid date',
	'Invalid DateTime',
	'[]',
	'{}',
	'[null]',
	'(null)',
	'<null>',
	'\\N',
	'Loading...',
	'#N/A',
	'#REF!',
	'#VALUE!',
	'#NAME?',
	'#DIV/0!',
	'#NUM!',
	'#NULL!',
	'#SPILL!',
	'#CALC!',
	'#FIELD!',
	'#BLOCKED!',
	'#CONNECT!',
	'#ERROR!',
	'#GETTING_DATA',
	'#UNKNOWN!',
] as const;

const whole = new Set<string>(wholePlaceholders);

/** Whether a text says "not available". "NA" may be a name or a country. */
export const isNotAvailable = (text: string): boolean => /^\s*n[./]\s?a\.?\s*$/i.test(text);

const day = '(?:Sun|Mon|Tue|Wed|Thu|Fri|Sat)';
const month = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)';
const before = '(?<![\\p{L}\\p{N}_-])';
const after = '(?![\\p{L}\\p{N}_-])';

/**
 * What is plainly no value wherever it stands in a text. "null" and "Infinity" are words too, so inside a sentence
 * they count only where a value belongs: behind a greeting, a colon, `#`, `=` or the sign of a currency.
 */
const anywhere: readonly RegExp[] = [
	/\{\{[^{}]{0,200}\}\}|\{\{ ?\$/u,
	// An expression without its braces, and the variables of other apps.
	/\$(?:json|input|node|binary)(?:\.[\p{L}_]|\[["'])|\$\(["'][^"']{1,100}["']\)/u,
	/\$\{[^{}]{1,200}\}|<%[^%]{1,200}%>|\{%[^%]{1,200}%\}|\*\|[^|*]{1,60}\|\*|\{![$\p{L}][\p{L}\p{N}_.]{0,100}\}/u,
	// What a language model writes for itself.
	/<\/?(?:think|thinking|reasoning|tool_call|function_call)>|<\|[a-z_]{2,30}\|>|\[\/?INST\]/u,
	/\[object [A-Z][A-Za-z]{0,30}\]/u,
	/\uFFFD/u,
	new RegExp(`${before}(?:undefined|NaN|Invalid [Dd]ate(?:Time)?)${after}`, 'u'),
	new RegExp(
		`(?<=(?:${before}(?:hi|hello|hey|dear|namaste)|[:#=₹$€£]) {0,3})(?:null|-?infinity)${after}`,
		'iu',
	),
	/(?<!\S)#(?:N\/A|REF!|DIV\/0!)(?![\p{L}\p{N}])/u,
	new RegExp(`${before}${day} ${month} \\d{2} \\d{4} \\d{2}:\\d{2}:\\d{2} GMT[+-]\\d{4}`, 'u'),
];

/**
 * What in a text is plainly no value: an expression that was not evaluated, an object put into a text, the words for
 * nothing, a spreadsheet's mark of a formula that went wrong, a character that was lost, a date in JavaScript's own
 * form. Linear in the length of the text.
 *
 * @returns the place that shows it, or nothing. Text that nobody can see gives a blank.
 */
export function placeholderIn(text: string): string | undefined {
	if (text === '') return undefined;
	if (isInvisible(text)) return ' ';
	const trimmed = text.trim();
	if (whole.has(trimmed)) return trimmed;
	for (const pattern of anywhere) {
		const [found] = pattern.exec(text) ?? [];
		if (found !== undefined) return found;
	}
	return undefined;
}
