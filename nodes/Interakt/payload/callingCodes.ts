/**
 * Country calling codes of ITU-T E.164. No code is the beginning of another, so a number in international
 * form has exactly one split into code and national number.
 */
const codes = new Set(
	(
		'1 7 20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 ' +
		'81 82 84 86 90 91 92 93 94 95 98 211 212 213 216 218 220 221 222 223 224 225 226 227 228 229 230 231 ' +
		'232 233 234 235 236 237 238 239 240 241 242 243 244 245 246 247 248 249 250 251 252 253 254 255 256 ' +
		'257 258 260 261 262 263 264 265 266 267 268 269 290 291 297 298 299 350 351 352 353 354 355 356 357 ' +
		'358 359 370 371 372 373 374 375 376 377 378 379 380 381 382 383 385 386 387 389 420 421 423 500 501 ' +
		'502 503 504 505 506 507 508 509 590 591 592 593 594 595 596 597 598 599 670 672 673 674 675 676 677 ' +
		'678 679 680 681 682 683 685 686 687 688 689 690 691 692 850 852 853 855 856 870 880 886 888 960 961 ' +
		'962 963 964 965 966 967 968 970 971 972 973 974 975 976 977 979 992 993 994 995 996 998'
	).split(' '),
);

/** Digits of a national number where a country has one length for mobile numbers: fewest and most. */
const nationalLengths: Readonly<Record<string, readonly [number, number]>> = {
	1: [10, 10],
	7: [10, 10],
	27: [9, 9],
	33: [9, 9],
	34: [9, 9],
	44: [10, 10],
	61: [9, 9],
	65: [8, 8],
	86: [11, 11],
	91: [10, 10],
	92: [10, 10],
	94: [9, 9],
	254: [9, 9],
	852: [8, 8],
	880: [10, 10],
	966: [9, 9],
	971: [9, 9],
	974: [8, 8],
	977: [10, 10],
};

/** Shortest and longest national number anywhere: E.164 allows 15 digits with the code. */
export function nationalLength(code: string): readonly [number, number] {
	return nationalLengths[code] ?? [4, 15 - code.length];
}

export const isCallingCode = (code: string): boolean => codes.has(code);

/** The calling code that a number in international form begins with, or nothing when there is none. */
export function callingCodeOf(digits: string): string | undefined {
	return [1, 2, 3].map((length) => digits.slice(0, length)).find(isCallingCode);
}
