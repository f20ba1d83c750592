import type { JsonObject } from './state.cts';

/** What the server answers: JSON, or a page. */
export interface Answer {
	status: number;
	body: JsonObject | string;
	headers?: Record<string, string>;
}

export const ok = (status: number, body: JsonObject): Answer => ({ status, body: { result: true, ...body } });

/** A refusal in the API's words: one text, as in every answer of Interakt that is known. */
export const refused = (status: number, message: string): Answer => ({
	status,
	body: { result: false, message },
});

/** Refusals that the API begins with the same words (seen in public integrations). */
export const correct = (what: string): Answer => refused(400, `Please correct the following error - ${what}`);

/** The page that a web server gives for an address that no route has, e.g. a POST without its trailing slash. */
export const page = (status: number, title: string): Answer => ({
	status,
	headers: { 'content-type': 'text/html; charset=utf-8' },
	body: `<!doctype html>\n<html lang="en">\n<head>\n  <title>${title}</title>\n</head>\n<body>\n  <h1>${title}</h1>\n</body>\n</html>\n`,
});

export const notFoundPage = (): Answer => page(404, 'Not Found');
