/** Everything that people copy along with the key: quotes, a header's name, the word Basic. */
const decoration = /^["'\s]+|["'\s]+$|^\s*authorization\s*:\s*|^\s*basic\s+/i;

/** The text behind a base64 string, or nothing when it is not the base64 of readable text. */
function decoded(text: string): string | undefined {
	if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(text)) return undefined;
	const plain = Buffer.from(text, 'base64').toString('latin1');
	const same = Buffer.from(plain, 'latin1').toString('base64').replace(/=+$/, '');
	const given = text.replace(/-/g, '+').replace(/_/g, '/').replace(/=+$/, '');
	return same === given && /^[\x21-\x7e]{4,}$/.test(plain) ? plain : undefined;
}

/**
 * The `Authorization` header for a Secret Key in whatever form it was pasted: as the dashboard shows it
 * (base64 of `token:`), with a leading `Basic`, encoded once more, or decoded with or without its colon
 * (contract §1, Authentication; S0, S2). All give the same header.
 *
 * @throws never; an empty key gives a header that the API refuses with 401.
 */
export function authorization(secretKey: string): string {
	let key = secretKey;
	for (let bare = key.replace(decoration, ''); bare !== key; bare = key.replace(decoration, '')) key = bare;
	key = key.replace(/\s+/g, '');
	for (let inner = decoded(key); inner !== undefined; inner = decoded(key)) key = inner;
	const token = key.replace(/:+$/, '');
	return `Basic ${Buffer.from(`${token}:`).toString('base64')}`;
}
