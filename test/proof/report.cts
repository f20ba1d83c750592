import { markdown } from '../bench/table.cts';
import { holds, type Claim, type ProofResult } from './case.cts';

/** What a run of the proofs came to, as its file holds it. */
export interface Report {
	/** ISO 8601. */
	at: string;
	/** Version of n8n. */
	n8n: string;
	seed: number;
	quick: boolean;
	proofs: ProofResult[];
	/** Claims that hold and that do not, by Jest's names: `.ci/run` counts and names them as it does tests. */
	numPassedTests: number;
	numFailedTests: number;
	numRuntimeErrorTestSuites: number;
	testResults: Array<{ assertionResults: Array<{ fullName: string; status: 'passed' | 'failed' }> }>;
}

/** Which claims hold; a proof without an end counts as one that does not. */
export function counted(
	proofs: readonly ProofResult[],
): Pick<Report, 'numPassedTests' | 'numFailedTests' | 'numRuntimeErrorTestSuites' | 'testResults'> {
	const assertionResults = proofs.flatMap(({ name, claims, failure }) => [
		...claims
			.filter(({ bound }) => bound !== undefined)
			.map((claim) => ({
				fullName: `${name}: ${claim.claim}: ${claim.counted} (${wanted(claim)})`,
				status: holds(claim) ? ('passed' as const) : ('failed' as const),
			})),
		...(failure === undefined
			? []
			: [{ fullName: `${name} did not come to its end: ${failure}`, status: 'failed' as const }]),
	]);
	const passed = assertionResults.filter(({ status }) => status === 'passed').length;
	return {
		numPassedTests: passed,
		numFailedTests: assertionResults.length - passed,
		numRuntimeErrorTestSuites: 0,
		testResults: [{ assertionResults }],
	};
}

const wanted = ({ bound, limit }: Claim) =>
	bound === undefined ? '–' : `${bound} ${(limit ?? NaN).toLocaleString('en-US')}`;

const row = (claim: Claim): string[] => [
	claim.claim,
	claim.counted.toLocaleString('en-US'),
	wanted(claim),
	claim.bound === undefined ? '' : holds(claim) ? 'yes' : '**no**',
];

/** The part of each proof, by its title, as a report that was written before has them. */
function partsOf(section: string): Map<string, string> {
	const [, ...parts] = `\n${section}`.split(/\n### /);
	return new Map(parts.map((part) => [part.slice(0, part.indexOf('\n')), `### ${part.trim()}`]));
}

/**
 * The report as Markdown.
 *
 * @param titles Of all proofs, in their order.
 * @param before The report that stands there, whose parts remain where this run has none of its own.
 */
export function sectionOf(
	{ at, n8n, seed, quick, proofs }: Report,
	titles: readonly string[],
	before: string,
): string {
	const parts = partsOf(before);
	for (const { name, title, seconds, claims, failure } of proofs) {
		const command = `npx -y pnpm@10 proof${quick ? ' --quick' : ''} --only ${name} --seed ${seed}`;
		const own = [
			`### ${title}`,
			`\`${command}\` on ${at.slice(0, 10)} with n8n ${n8n}: ${seconds} seconds.`,
			failure === undefined
				? markdown(['Counted', 'Number', 'Has to be', 'Holds'], claims.map(row))
				: `It did not come to its end: ${failure}`,
		];
		parts.set(title, own.join('\n\n'));
	}
	return titles.flatMap((title) => parts.get(title) ?? []).join('\n\n');
}
