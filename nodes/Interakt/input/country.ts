import { IANAZone } from 'luxon';

import { isObject } from '../shared/isObject';
import type { Account, WrongSetting } from '../transport/api';
import { plainDigits } from './digits';
import { callingCodes, numberingPlan } from './numberingPlan';
import type { Parameters } from './parameters';
import { isNotAvailable } from './placeholder';

/** ISO 3166-1: the code of two letters, then the one of three. */
const isoCodes =
	'ACASC ADAND AEARE AFAFG AGATG AIAIA ALALB AMARM AOAGO ARARG ASASM ATAUT AUAUS AWABW AXALA AZAZE BABIH BBBRB ' +
	'BDBGD BEBEL BFBFA BGBGR BHBHR BIBDI BJBEN BLBLM BMBMU BNBRN BOBOL BQBES BRBRA BSBHS BTBTN BWBWA BYBLR BZBLZ ' +
	'CACAN CCCCK CDCOD CFCAF CGCOG CHCHE CICIV CKCOK CLCHL CMCMR CNCHN COCOL CRCRI CUCUB CVCPV CWCUW CXCXR CYCYP ' +
	'CZCZE DEDEU DJDJI DKDNK DMDMA DODOM DZDZA ECECU EEEST EGEGY EHESH ERERI ESESP ETETH FIFIN FJFJI FKFLK FMFSM ' +
	'FOFRO FRFRA GAGAB GBGBR GDGRD GEGEO GFGUF GGGGY GHGHA GIGIB GLGRL GMGMB GNGIN GPGLP GQGNQ GRGRC GTGTM GUGUM ' +
	'GWGNB GYGUY HKHKG HNHND HRHRV HTHTI HUHUN IDIDN IEIRL ILISR IMIMN ININD IOIOT IQIRQ IRIRN ISISL ITITA JEJEY ' +
	'JMJAM JOJOR JPJPN KEKEN KGKGZ KHKHM KIKIR KMCOM KNKNA KPPRK KRKOR KWKWT KYCYM KZKAZ LALAO LBLBN LCLCA LILIE ' +
	'LKLKA LRLBR LSLSO LTLTU LULUX LVLVA LYLBY MAMAR MCMCO MDMDA MEMNE MFMAF MGMDG MHMHL MKMKD MLMLI MMMMR MNMNG ' +
	'MOMAC MPMNP MQMTQ MRMRT MSMSR MTMLT MUMUS MVMDV MWMWI MXMEX MYMYS MZMOZ NANAM NCNCL NENER NFNFK NGNGA NINIC ' +
	'NLNLD NONOR NPNPL NRNRU NUNIU NZNZL OMOMN PAPAN PEPER PFPYF PGPNG PHPHL PKPAK PLPOL PMSPM PRPRI PSPSE PTPRT ' +
	'PWPLW PYPRY QAQAT REREU ROROU RSSRB RURUS RWRWA SASAU SBSLB SCSYC SDSDN SESWE SGSGP SHSHN SISVN SJSJM SKSVK ' +
	'SLSLE SMSMR SNSEN SOSOM SRSUR SSSSD STSTP SVSLV SXSXM SYSYR SZSWZ TATAA TCTCA TDTCD TGTGO THTHA TJTJK TKTKL ' +
	'TLTLS TMTKM TNTUN TOTON TRTUR TTTTO TVTUV TWTWN TZTZA UAUKR UGUGA USUSA UYURY UZUZB VAVAT VCVCT VEVEN VGVGB ' +
	'VIVIR VNVNM VUVUT WFWLF WSWSM XKXKX YEYEM YTMYT ZAZAF ZMZMB ZWZWE';

/** Names that are in use beside those of `Intl.DisplayNames`. */
const otherNames: Readonly<Record<string, string>> = {
	America: 'US',
	Bharat: 'IN',
	Burma: 'MM',
	'Cabo Verde': 'CV',
	'Congo, Democratic Republic of the': 'CD',
	'Congo, Republic of the': 'CG',
	'Congo, The Democratic Republic of the': 'CD',
	'Czech Republic': 'CZ',
	"Democratic People's Republic of Korea": 'KP',
	'Democratic Republic of the Congo': 'CD',
	'East Timor': 'TL',
	England: 'GB',
	'Great Britain': 'GB',
	'Great Britain and Northern Ireland': 'GB',
	Holland: 'NL',
	'Hong Kong SAR': 'HK',
	'Ivory Coast': 'CI',
	"Korea, Democratic People's Republic of": 'KP',
	'Korea, Republic of': 'KR',
	KSA: 'SA',
	"Lao People's Democratic Republic": 'LA',
	'Lao PDR': 'LA',
	Macau: 'MO',
	Macedonia: 'MK',
	'Northern Ireland': 'GB',
	PRC: 'CN',
	'Republic of China': 'TW',
	'Republic of Korea': 'KR',
	'Republic of the Congo': 'CG',
	'Russian Federation': 'RU',
	Scotland: 'GB',
	Swaziland: 'SZ',
	Turkey: 'TR',
	UAE: 'AE',
	'United States of America': 'US',
	Wales: 'GB',
};

/** A name without what is written in several ways: capitals, accents, `and`, `the`, `Saint`. */
const plain = (name: string) =>
	name
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/^the | and (?:the )?/g, '')
		.replace(/^saint /, 'st')
		.replace(/[^a-z]/g, '');

let codes: ReadonlyMap<string, string> | undefined;

/** Calling codes by the plain names and ISO codes of their countries. */
function codesByName(): ReadonlyMap<string, string> {
	if (codes !== undefined) return codes;
	const styles = (['long', 'short'] as const).map(
		(style) => new Intl.DisplayNames('en', { type: 'region', style }),
	);
	const alpha3 = new Map(isoCodes.split(' ').map((pair) => [pair.slice(0, 2), pair.slice(2)]));
	const found = new Map<string, string>();
	for (const code of callingCodes) {
		for (const region of numberingPlan(code)?.regions ?? []) {
			const others = Object.entries(otherNames).flatMap(([name, of]) => (of === region ? [name] : []));
			const names = [region, alpha3.get(region), ...styles.map((style) => style.of(region)), ...others];
			for (const name of names) if (name !== undefined) found.set(plain(name), code);
		}
	}
	codes = found;
	return found;
}

/** The form of a state, before its name or behind it, and its code in brackets: `Iran, Islamic Republic of`, `India (IN)`. */
const formBefore =
	/^(?:the )?(?:[\p{L}']{1,20} ){0,4}(?:republic|kingdom|state|sultanate|commonwealth) of (?:the )?/iu;
const formBehind =
	/(?:, ?the|(?:, ?| ?\()(?:[\p{L}']{1,20} ){0,4}(?:republic|states?|province|kingdom)(?: of(?: \p{L}{1,20})?)?\)?| ?\([a-z]{2,3}\))$/iu;

function codeOfName(name: string): string | undefined {
	const names = [name, name.replace(formBehind, ''), name.replace(formBefore, '')];
	return names.map((one) => codesByName().get(plain(one))).find((code) => code !== undefined);
}

/** A calling code in digits: a spreadsheet gives it decimals, and lists of countries the area code of an island. */
function codeOfDigits(text: string): string | undefined {
	const plan = (digits: string) => numberingPlan(digits.replace(/\D/g, '').replace(/^0+/, ''))?.code;
	const [, code = ''] = /^\+?(1|\d{1,3}(?=[ -]))[ -]?\(?\d{3,4}\)?$/.exec(text) ?? [];
	return plan(text.replace(/\.0+$/, '')) ?? plan(code);
}

/**
 * The country code of a country as a person may give it, e.g. `+91`; nothing when there is no such country.
 *
 * @param country Calling code (`+91`, `91`, `0091`), ISO code (`IN`, `IND`) or English name (`India`).
 */
export function countryCodeOf(country: string): string | undefined {
	const text = plainDigits(country.slice(0, 60).normalize('NFKC')).trim();
	if (isNotAvailable(text)) return undefined;
	const code = /^[\d\s()+.-]+$/.test(text) ? codeOfDigits(text) : codeOfName(text);
	return code === undefined ? undefined : `+${code}`;
}

/** The calling code of an item: of its own Default Country Code, else of the account. One that is no country is refused where the number is read. */
export const countryOfItem = ({ value, country }: Pick<Parameters, 'value' | 'country'>): string => {
	const fields = value('additionalFields');
	const given = isObject(fields) ? fields.countryCode : undefined;
	return countryCodeOf(String(given ?? '')) ?? country;
};

/** The country of numbers without one, where nobody says another: that of Interakt. */
export const usualCountryCode = '+91';

/** Where an account is: how its numbers and times are meant that do not say it themselves. */
export interface Place {
	/** Calling code, e.g. `+91`. */
	readonly country: string;
	/** IANA zone, e.g. `Asia/Kolkata`. */
	readonly timeZone: string;
}

/** An IANA name; the abbreviations that also pass for zones mean other places than people think. */
const isZone = (zone: string) => /^(?:utc|gmt|[^/]+\/.+)$/i.test(zone) && IANAZone.isValidZone(zone);

/**
 * Where an account is, by its credential.
 *
 * @param zoneOfWorkflow For an account that has none.
 * @returns what to change in the credential, when it holds no country or no zone that exists.
 */
export function placeOf(
	{ country: given = '', timeZone = '' }: Account,
	zoneOfWorkflow: string,
): Place | WrongSetting {
	const country = given === '' ? usualCountryCode : countryCodeOf(given);
	if (country === undefined) {
		return {
			reason: 'invalidInput',
			message: `Country in the credential is "${given.slice(0, 60)}", which is not a country`,
			description: 'Open the credential and write it like +91, IN or India. Nothing was sent.',
		};
	}
	if (timeZone !== '' && !isZone(timeZone)) {
		return {
			reason: 'invalidInput',
			message: `Time Zone in the credential is "${timeZone.slice(0, 60)}", which is not a time zone`,
			description:
				'Open the credential and write it like Asia/Kolkata, or leave it empty for the time zone of the workflow. Nothing was sent.',
		};
	}
	return { country, timeZone: timeZone === '' ? zoneOfWorkflow : timeZone };
}
