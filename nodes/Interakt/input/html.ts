/** Entities of HTML that CRMs, shops and mail programs write into texts. */
const entities: Readonly<Record<string, string>> = {
	amp: '&',
	apos: "'",
	bull: '•',
	cent: '¢',
	copy: '©',
	deg: '°',
	euro: '€',
	frac12: '½',
	gt: '>',
	hellip: '…',
	iexcl: '¡',
	iquest: '¿',
	laquo: '«',
	ldquo: '“',
	lsquo: '‘',
	lt: '<',
	mdash: '—',
	middot: '·',
	nbsp: ' ',
	ndash: '–',
	pound: '£',
	quot: '"',
	raquo: '»',
	rdquo: '”',
	reg: '®',
	rsquo: '’',
	szlig: 'ß',
	times: '×',
	trade: '™',
	yen: '¥',
};

/** Marks of letters, as entities name them behind the letter: `&eacute;`. */
const accents: Readonly<Record<string, string>> = {
	acute: '\u0301',
	cedil: '\u0327',
	circ: '\u0302',
	grave: '\u0300',
	ring: '\u030a',
	tilde: '\u0303',
	uml: '\u0308',
};

const accented = `[a-z](?:${Object.keys(accents).join('|')})`;

/** An entity that is known, or one by its number. */
export const htmlEntity = new RegExp(
	`&(?:#\\d{1,7}|#x[\\da-f]{1,6}|${Object.keys(entities).join('|')}|${accented});`,
	'i',
);

/** The character of an entity; one that is not known stays as it is written. */
function character(entity: string, name: string): string {
	if (name.startsWith('#')) {
		const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : Number(name.slice(1));
		return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : entity;
	}
	const accent = accents[name.slice(1).toLowerCase()];
	return accent === undefined
		? (entities[name.toLowerCase()] ?? entity)
		: `${name.charAt(0)}${accent}`.normalize('NFC');
}

/** The text that a person reads of HTML, with a blank where a block ends. */
export const textOfHtml = (html: string): string =>
	html
		.replace(/<!--[^<>]{0,2000}-->/g, '')
		.replace(/<(style|script|title)(?:\s[^<>]{0,2000})?>[^<]{0,20000}<\/\1>/gi, ' ')
		.replace(/<\/?(?:b|i|u|s|a|em|strong|span|font|small|sub|sup)(?:\s[^<>]{0,2000})?>/gi, '')
		.replace(/<\/?[a-z][^<>]{0,2000}>/gi, ' ')
		.replace(/&(#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,8}\d{0,2});/gi, character);
