/** Milliseconds of the fastest of several runs, which a busy machine lengthens least. */
export function fastest(run: () => unknown, runs = 5): number {
	const times = Array.from({ length: runs }, () => {
		const before = performance.now();
		run();
		return performance.now() - before;
	});
	return Math.min(...times);
}
