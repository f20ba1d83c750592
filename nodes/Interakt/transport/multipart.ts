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
