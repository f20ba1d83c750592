/**
 * Every limit of the contract, once. Checks, hints in the editor and messages read it from here.
 * Lengths are in characters unless the name says otherwise; sources: contract §1.1 to §1.5.
 */
export const limits = {
	/** Whole request body (S0). */
	requestBytes: 32 * 1024,
	/** Tags that Interakt advises per contact (S0). */
	tags: 50,
	/** Text of a session message (WhatsApp). */
	text: 4096,
	/** Body of an interactive message, caption of a medium (WhatsApp, contract §1.3). */
	body: 1024,
	headerText: 60,
	footer: 60,
	buttons: 3,
	buttonTitle: 20,
	buttonId: 256,
	listButton: 20,
	listRows: 10,
	sectionTitle: 24,
	rowTitle: 24,
	rowDescription: 72,
	rowId: 200,
	/** `callbackData` (S3). */
	callbackData: 512,
	/** One-time code of an authentication template (contract §1.4). */
	oneTimeCode: 15,
	/** Quick-reply payload (S3). */
	buttonPayload: 128,
	/** Quick-reply buttons of a template that take a payload (S3). */
	buttonPayloads: 3,
	carouselCardsFewest: 2,
	carouselCardsMost: 10,
	/** Contacts on one page; more is refused (S0). */
	contactsPerPage: 100,
	/** Templates on one page (contract §1.6). */
	templatesPerPage: 100,
	/** Suggestions on an RCS card (contract §1.10). */
	rcsSuggestions: 4,
	rcsCardsFewest: 2,
	rcsCardsMost: 10,
	/** Buttons of a template (WhatsApp). */
	templateButtons: 10,
	templateButtonText: 25,
	templateName: 512,
	/** Body and buttons of a carousel card (WhatsApp). */
	cardBody: 160,
	cardButtons: 2,
} as const;
