import type { Findings } from './findings';
import { text } from './parameters';

/** Reads the address of a media file: a full http(s) address that Interakt's servers can open. */
export function mediaUrl(value: unknown, field: string, findings: Findings): string {
	const url = text(value, field, findings, { required: true }).trim();
	if (url !== '' && !/^https?:\/\/[^\s/]+\.[^\s/]+\S*$/i.test(url)) {
		findings.add(
			field,
			`"${url}" is not a web address`,
			'Give the full address of the file, beginning with https://, that opens without logging in.',
		);
	}
	return url;
}
