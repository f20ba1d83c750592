/**
 * Jest's globals for Mocha, by jest's own packages. Jest loads all modules anew for each file of tests, which takes hours
 * for thousands of changes; Mocha loads them once. `pnpm mutate` runs the unit tests by it.
 */
import { basename } from 'node:path';

import FakeTimers from '@sinonjs/fake-timers';
import { expect } from 'expect';
import { bind } from 'jest-each';
import { ModuleMocker } from 'jest-mock';

type Body = (...values: unknown[]) => unknown;
type Define = (title: string, body: Body) => unknown;

/** What is used of Mocha: its types would say of `test` and `describe` something else than jest's. */
interface Suite {
	on(event: 'pre-require', begin: (context: Context, file: string, mocha: unknown) => void): void;
	emit(event: 'pre-require', context: Context, file: string, mocha: unknown): void;
	timeout(milliseconds: number): void;
}
interface Context {
	describe: Define;
	it: Define;
	before: (body: Body) => void;
	after: (body: Body) => void;
}

// eslint-disable-next-line @typescript-eslint/no-require-imports -- it has no types here
const Mocha = require('mocha') as {
	Suite: { create(parent: Suite, title: string): Suite };
	interfaces: { bdd: (suite: Suite) => void };
};

/** Most milliseconds of a test: a change after which nothing comes to an end is found so without a new process. */
const mostTime = 5_000;
const mocker = new ModuleMocker(globalThis);
let clock: FakeTimers.Clock | undefined;

const jest = {
	fn: mocker.fn.bind(mocker),
	spyOn: mocker.spyOn.bind(mocker),
	mocked: <Value,>(value: Value): Value => value,
	restoreAllMocks: () => mocker.restoreAllMocks(),
	useFakeTimers: ({ now = Date.now() }: { now?: number } = {}) => {
		jest.useRealTimers();
		clock = FakeTimers.install({ now, toNotFake: ['nextTick', 'queueMicrotask'] });
	},
	useRealTimers: () => {
		clock?.uninstall();
		clock = undefined;
	},
	advanceTimersByTimeAsync: async (milliseconds: number) => void (await clock?.tickAsync(milliseconds)),
};

/** A test that leaves no spy and no timer behind: no module is loaded anew for the next one. */
const cleanedUp = (body: Body) => async () => {
	// As under jest, where a test begins when all else has been done.
	await Promise.resolve();
	try {
		await body();
	} finally {
		jest.restoreAllMocks();
		jest.useRealTimers();
	}
};

const withEach = (define: Define) => Object.assign(define, { each: bind(define as never, false) });

const { bdd } = Mocha.interfaces;

/** Takes the place of the interface that Mocha takes unless told: each file is a suite, so that its hooks are its own. */
Mocha.interfaces.bdd = (root) => {
	root.on('pre-require', (context, file, mocha) => {
		const own = Mocha.Suite.create(root, basename(file));
		own.timeout(mostTime);
		bdd(own);
		own.emit('pre-require', context, file, mocha);
		const { describe, it, before, after } = context;
		Object.assign(context, {
			describe: withEach((title, body) => describe(title, body)),
			test: withEach((title, body) => it(title, cleanedUp(body))),
			beforeAll: before,
			afterAll: after,
			expect,
			jest,
		});
	});
};
