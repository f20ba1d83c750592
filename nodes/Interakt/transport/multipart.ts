/** Types of files by the ending of their name. The first ending of a type is the one that a name is made with. */
const types: ReadonlyArray<readonly [type: string, ...endings: string[]]> = [
	['image/jpeg', 'jpg', 'jpeg', 'jpe'],
	['image/png', 'png'],
	['image/webp', 'webp'],
	['image/gif', 'gif'],
	['image/bmp', 'bmp'],
	['image/heic', 'heic'],
	['video/mp4', 'mp4', 'm4v'],
	['video/3gpp', '3gp', '3gpp'],
	['video/quicktime', 'mov'],
	['video/webm', 'webm'],
	['audio/mpeg', 'mp3'],
	['audio/mp4', 'm4a'],
	['audio/aac', 'aac'],
	['audio/amr', 'amr'],
	['audio/ogg', 'ogg', 'oga', 'opus'],
	['audio/wav', 'wav'],
	['application/pdf', 'pdf'],
	['application/zip', 'zip'],
	['application/json', 'json'],
	['application/xml', 'xml'],
	['application/msword', 'doc'],
	['application/vnd.ms-excel', 'xls'],
	['application/vnd.ms-powerpoint', 'ppt'],
	['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'docx'],
	['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'xlsx'],
	['application/vnd.openxmlformats-officedocument.presentationml.presentation', 'pptx'],
	['text/plain', 'txt', 'text', 'log'],
	['text/csv', 'csv'],
	['text/html', 'html', 'htm'],
	['text/calendar', 'ics'],
	['text/vcard', 'vcf'],
];

const typeByEnding = new Map(types.flatMap(([type, ...endings]) => endings.map((ending) => [ending, type])));
const endingByType = new Map(types.map(([type, ending]) => [type, ending]));

/** First bytes of files, as Latin-1 text, with the place where they stand. */
const signatures: ReadonlyArray<readonly [at: number, bytes: string, type: string]> = [
	[0, '\xff\xd8\xff', 'image/jpeg'],
	[0, '\x89PNG', 'image/png'],
	[0, 'GIF8', 'image/gif'],
	[8, 'WEBP', 'image/webp'],
	[8, 'WAVE', 'audio/wav'],
	[0, '%PDF', 'application/pdf'],
	[4, 'ftyp3g', 'video/3gpp'],
	[4, 'ftypM4A', 'audio/mp4'],
	[4, 'ftypqt', 'video/quicktime'],
	[4, 'ftyphei', 'image/heic'],
	[4, 'ftyp', 'video/mp4'],
	[0, 'ID3', 'audio/mpeg'],
	[0, '\xff\xfb', 'audio/mpeg'],
	[0, '\xff\xf3', 'audio/mpeg'],
	[0, '\xff\xf2', 'audio/mpeg'],
	[0, '\xff\xf1', 'audio/aac'],
	[0, 'OggS', 'audio/ogg'],
	[0, '#!AMR', 'audio/amr'],
	[0, '\x1aE\xdf\xa3', 'video/webm'],
	[0, 'PK\x03\x04', 'application/zip'],
];

/** Bytes at the beginning of a file that say what it is. */
export const firstBytes = 16;

/** The type that the first bytes of a file show, or nothing. */
export function typeOfBytes(content: Uint8Array): string | undefined {
	const start = Buffer.from(content.subarray(0, firstBytes)).toString('latin1');
	return signatures.find(([at, bytes]) => start.startsWith(bytes, at))?.[2];
}

const endingOf = (name: string) => (/\.([A-Za-z0-9]{1,8})$/.exec(name)?.[1] ?? '').toLowerCase();

/** Types that say nothing about a file: bytes, or that it is to be saved. */
const unknownTypes = [
	'',
	'application/octet-stream',
	'application/x-octet-stream',
	'binary/octet-stream',
	'application/binary',
	'application/download',
	'application/force-download',
	'application/x-download',
	'application/x-forcedownload',
	'multipart/form-data',
];

export const isUnknownType = (type: string): boolean =>
	unknownTypes.includes(bareType(type)) || !bareType(type).includes('/');

/** Other names of types, as older programs and browsers write them. */
const otherNames: ReadonlyMap<string, string> = new Map([
	['application/x-pdf', 'application/pdf'],
	['application/x-zip-compressed', 'application/zip'],
	['audio/mp3', 'audio/mpeg'],
	['audio/m4a', 'audio/mp4'],
	['audio/x-m4a', 'audio/mp4'],
	['audio/wave', 'audio/wav'],
	['audio/x-wav', 'audio/wav'],
	['image/jpg', 'image/jpeg'],
	['image/pjpeg', 'image/jpeg'],
	['image/x-png', 'image/png'],
	['video/x-m4v', 'video/mp4'],
]);

/** A type under its usual name, without what may stand behind it, such as a charset. */
export function bareType(type: string): string {
	const bare = (type.split(';')[0] ?? '').trim().toLowerCase();
	return otherNames.get(bare) ?? bare;
}

/** A file as n8n describes it. */
export interface GivenFile {
	readonly fileName?: string | undefined;
	readonly mimeType?: string | undefined;
	readonly fileExtension?: string | undefined;
	/** The first bytes, where they are at hand. */
	readonly start?: Uint8Array | undefined;
}

/**
 * Name and type of a file. A type that says nothing is found out by the name, then by the first bytes; a file without
 * a name is called by its type (`document.pdf`).
 */
export function nameAndType({ fileName = '', mimeType = '', fileExtension = '', start }: GivenFile): {
	fileName: string;
	mimeType: string;
} {
	// A path or an address has the name at its end.
	const name = /[^\\/]*$/.exec(fileName.replace(/\?[^?=]{0,200}=.*$/s, '').trim())?.[0] ?? '';
	const ending = endingOf(name) || fileExtension.trim().replace(/^\.+/, '').toLowerCase();
	const byName = typeByEnding.get(ending);
	const type = isUnknownType(mimeType)
		? (byName ?? (start && typeOfBytes(start)) ?? 'application/octet-stream')
		: (otherNames.get(mimeType.trim().toLowerCase()) ?? mimeType);
	const made = ending === '' ? endingByType.get(bareType(type)) : ending;
	if (name !== '') {
		const isBare = ending === '' && made !== undefined && isUnknownType(mimeType);
		return { fileName: isBare ? `${name}.${made}` : name, mimeType: type };
	}
	const word = /^(image|video|audio)\//.exec(bareType(type))?.[1] ?? 'document';
	return { fileName: made === undefined ? word : `${word}.${made}`, mimeType: type };
}

/** A multipart body and the header that goes with it. */
export interface Multipart {
	readonly body: Buffer;
	readonly contentType: string;
}

/** A header's quoted value: names may hold quotes, line breaks and any script (RFC 7578 §4.2, as browsers do it). */
const quoted = (name: string) => name.replace(/"/g, '%22').replace(/\r/g, '%0D').replace(/\n/g, '%0A');

/**
 * A form with one file, as `multipart/form-data`. Written out because n8n's request helper takes a form
 * object of a package that verification does not allow to import, and drops the standard `FormData`.
 *
 * @param boundary A text that does not occur in the file.
 */
export function multipart(
	field: string,
	{ fileName, mimeType }: { fileName: string; mimeType: string },
	content: Buffer,
	boundary: string,
): Multipart {
	const head =
		`--${boundary}\r\nContent-Disposition: form-data; name="${quoted(field)}"; filename="${quoted(fileName)}"\r\n` +
		`Content-Type: ${mimeType.replace(/[\r\n]+/g, ' ')}\r\n\r\n`;
	return {
		body: Buffer.concat([Buffer.from(head), content, Buffer.from(`\r\n--${boundary}--\r\n`)]),
		contentType: `multipart/form-data; boundary=${boundary}`,
	};
}
