/** Calls that are none of Interakt's, or not as it sent them: what anybody who knows the URL can send. */
import { gzipSync } from 'node:zlib';

import { array, constant, dictionary, jsonValue, oneof, sample, string, uint8Array } from 'fast-check';

import { receivedText } from '../simulator/webhooks/received.cts';
import { SIGNATURE_HEADER, signature } from '../simulator/webhooks/signature.cts';

export interface UnauthenticatedCall {
	/** What is wrong with it. */
	kind: string;
	bytes: Buffer;
	headers: Record<string, string>;
	/** Whether it has the signature of its own bytes, so that only what it says is wrong. */
	isSigned: boolean;
}

interface Source {
	/** The webhook's secret, for what is signed properly and still no message. */
	secret: string;
	/** A number from 0 to 1. */
	random: () => number;
	/** The number of the call, to make bodies differ. */
	index: number;
}

type Call = Pick<UnauthenticatedCall, 'bytes' | 'headers'>;
type Make = (source: Source) => Call;

const JSON_TYPE = { 'Content-Type': 'application/json' };

const genuineBytes = ({ index }: Source) =>
	Buffer.from(JSON.stringify(receivedText(`Unauthenticated ${index}`)));

const signed = (bytes: Buffer, secret: string): Call => ({
	bytes,
	headers: { ...JSON_TYPE, [SIGNATURE_HEADER]: signature(bytes, secret) },
});

/** A message as Interakt would send it, under a signature that is not its own. */
const under =
	(header: (bytes: Buffer, source: Source) => string): Make =>
	(source) => {
		const bytes = genuineBytes(source);
		return { bytes, headers: { ...JSON_TYPE, [SIGNATURE_HEADER]: header(bytes, source) } };
	};

/** A message as Interakt sent it, changed on the way. */
const changed =
	(change: (bytes: Buffer, source: Source) => Buffer): Make =>
	(source) => {
		const bytes = genuineBytes(source);
		return { ...signed(bytes, source.secret), bytes: change(bytes, source) };
	};

/** Signed with the right secret, as only Interakt can, but no message. */
const unfit =
	(body: (source: Source) => Buffer): Make =>
	(source) =>
		signed(body(source), source.secret);

/** As another content type than JSON, unsigned. */
const typed =
	(type: string, bytes: (source: Source) => Buffer = genuineBytes): Make =>
	(source) => ({ bytes: bytes(source), headers: { 'Content-Type': type } });

const hex = (bytes: Buffer, secret: string) => signature(bytes, secret).slice('sha256='.length);

const flipped = (bytes: Buffer, { random }: Source) => {
	const copy = Buffer.from(bytes);
	const place = Math.floor(random() * copy.length);
	copy[place] = (copy[place] ?? 0) ^ (1 << Math.floor(random() * 8));
	return copy;
};

const nested = (depth: number) => Buffer.from('{"data":'.repeat(depth) + '1' + '}'.repeat(depth));

const SEED = 15;
const SAMPLES = 2_000;

/** Bytes without meaning. */
const noise = sample(uint8Array({ maxLength: 600 }), { numRuns: SAMPLES, seed: SEED });

/** Any JSON, with members that a webhook has among others, but none that says that a message was received. */
const anyJson = sample(
	oneof(
		jsonValue(),
		array(jsonValue(), { maxLength: 5 }),
		dictionary(
			oneof(string(), ...['data', 'entity', 'version', 'timestamp'].map((key) => constant(key))),
			jsonValue(),
		),
	),
	{ numRuns: SAMPLES, seed: SEED },
);

const pick = <T,>(from: readonly T[], { index }: Source): T => from[index % from.length] as T;

const KINDS: Record<string, Make> = {
	'no signature': (source) => ({ bytes: genuineBytes(source), headers: JSON_TYPE }),
	'another secret': under((bytes) => signature(bytes, 'guessed')),
	'an empty secret': under((bytes) => signature(bytes, ' ')),
	'the signature of another body': under((_, { secret }) => signature(Buffer.from('{}'), secret)),
	'a signature without its prefix': under((bytes) => hex(bytes, 'guessed')),
	'half a signature': under((bytes, { secret }) => signature(bytes, secret).slice(0, 39)),
	'a signature that is too long': under((bytes, { secret }) => `${signature(bytes, secret)}00`),
	'a signature that is no hexadecimal number': under(() => `sha256=${'g'.repeat(64)}`),
	'an empty signature': under(() => ''),
	'one bit changed': changed(flipped),
	'cut short': changed((bytes, { random }) => bytes.subarray(0, Math.floor(random() * bytes.length))),
	'something added': changed((bytes) => Buffer.concat([bytes, Buffer.from(' ')])),
	empty: unfit(() => Buffer.alloc(0)),
	'noise, signed': unfit((source) => Buffer.from(pick(noise, source))),
	'noise, unsigned': typed('application/json', (source) => Buffer.from(pick(noise, source))),
	'any JSON, signed': unfit((source) => Buffer.from(JSON.stringify(pick(anyJson, source)) ?? 'null')),
	'nested deeply, signed': unfit(({ index }) => nested(100 + (index % 5_000))),
	'plain text': typed('text/plain'),
	'a form': typed('application/x-www-form-urlencoded', () => Buffer.from('type=message_received&data=1')),
	'a form in parts': typed('multipart/form-data; boundary=x', () =>
		Buffer.from('--x\r\nContent-Disposition: form-data; name="type"\r\n\r\nmessage_received\r\n--x--\r\n'),
	),
	XML: typed('application/xml', () => Buffer.from('<type>message_received</type>')),
	'an unknown type': typed('application/octet-stream'),
	'no type': (source) => ({ bytes: genuineBytes(source), headers: {} }),
	'a compressed body, unsigned': (source) => ({
		bytes: gzipSync(genuineBytes(source)),
		headers: { ...JSON_TYPE, 'Content-Encoding': 'gzip' },
	}),
	'said to be compressed': (source) => ({
		bytes: genuineBytes(source),
		headers: { ...JSON_TYPE, 'Content-Encoding': 'gzip' },
	}),
};

const isSigned = ({ bytes, headers }: Call, secret: string) =>
	headers[SIGNATURE_HEADER] === signature(bytes, secret);

/** Larger than anything that Interakt sends, and no message. */
const large = (secret: string): UnauthenticatedCall => ({
	kind: '10 MB without a type, signed',
	...signed(Buffer.from(JSON.stringify({ data: 'x'.repeat(10 * 1024 * 1024) })), secret),
	isSigned: true,
});

/** As many as asked for, of every kind, and a few that are very large. */
export function unauthenticatedCalls(
	count: number,
	secret: string,
	random: () => number,
): UnauthenticatedCall[] {
	const kinds = Object.entries(KINDS);
	const usual = Array.from({ length: count - 2 }, (_, index): UnauthenticatedCall => {
		const [kind, make] = pick(kinds, { secret, random, index });
		const call = make({ secret, random, index: Math.floor(index / kinds.length) });
		return { kind, ...call, isSigned: isSigned(call, secret) };
	});
	return [...usual, large(secret), large(secret)];
}
