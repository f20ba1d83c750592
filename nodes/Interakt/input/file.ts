import { bareType, type GivenFile, isUnknownType } from '../transport/multipart';

/** What a file is sent as. A card of RCS takes an image or a video. */
export type FileKind = 'image' | 'video' | 'audio' | 'document' | 'sticker' | 'imageOrVideo';

/** What n8n says of a file's size. */
interface SizedFile extends GivenFile {
	/** Size as people read it, e.g. `0 B`. */
	readonly fileSize?: string | undefined;
	/** Size in bytes, where n8n says it. */
	readonly bytes?: number | undefined;
}

/** Whether a file holds nothing, as far as n8n says. */
export function isEmptyFile({ bytes, fileSize = '', start }: SizedFile): boolean {
	return (
		bytes === 0 || start?.length === 0 || /^\s{0,5}0(?:\.0{1,5})? ?(?:b|bytes?|kb)?\s{0,5}$/i.test(fileSize)
	);
}

const accepted: Readonly<Record<FileKind, (type: string) => boolean>> = {
	image: (type) => type.startsWith('image/'),
	video: (type) => type.startsWith('video/'),
	audio: (type) => type.startsWith('audio/') || type === 'application/ogg',
	sticker: (type) => type === 'image/webp',
	imageOrVideo: (type) => type.startsWith('image/') || type.startsWith('video/'),
	document: () => true,
};

/** Whether a file of a type can be sent as a kind; of a type that says nothing it is not known, so it can. */
export const fits = (type: string, kind: FileKind): boolean =>
	isUnknownType(type) || accepted[kind](bareType(type));

/** A kind in the words of a finding. */
export const kindWords: Readonly<Record<FileKind, string>> = {
	image: 'an image',
	video: 'a video',
	audio: 'an audio file',
	document: 'a document',
	sticker: 'a sticker, which is a WebP image',
	imageOrVideo: 'an image or video',
};
