/** What is used of google-libphonenumber, with the metadata behind it. */
declare module 'google-libphonenumber' {
	/** The numbers of one type, as a regular expression of digits. */
	interface NumberDescription {
		/** `NA` where a country has none. */
		getNationalNumberPattern(): string | null | undefined;
	}

	type DescriptionName =
		| 'FixedLine'
		| 'Mobile'
		| 'TollFree'
		| 'PremiumRate'
		| 'PersonalNumber'
		| 'Voicemail'
		| 'Uan'
		| 'Pager'
		| 'Voip'
		| 'SharedCost';

	type NumberingPlan = Record<`get${DescriptionName}`, () => NumberDescription | null | undefined> & {
		getCountryCode(): number;
		getNationalPrefix(): string | null | undefined;
	};

	type PhoneNumber = object;

	export class PhoneNumberUtil {
		static getInstance(): PhoneNumberUtil;
		getSupportedRegions(): string[];
		getMetadataForRegion(region: string): NumberingPlan;
		getSupportedGlobalNetworkCallingCodes(): number[];
		getMetadataForNonGeographicalRegion(callingCode: number): NumberingPlan;
		/** @throws when the text is no number at all. */
		parse(text: string, region?: string): PhoneNumber;
		isValidNumber(number: PhoneNumber): boolean;
		getNationalSignificantNumber(number: PhoneNumber): string;
		format(number: PhoneNumber, format: number): string;
	}

	export const PhoneNumberFormat: Readonly<Record<'E164' | 'INTERNATIONAL' | 'NATIONAL' | 'RFC3966', number>>;
}
