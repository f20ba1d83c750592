/**
 * The rooms of the package, lowest first: a room imports only from itself and from those before it
 * (docs/architecture.md). Each folder is named once, here.
 */
const rooms = [
	'shared',
	'transport',
	'delivery',
	'input',
	'fields',
	'templates',
	'questions',
	'methods',
	'actions',
	'triggers',
];

const folder = (names) => `^nodes/Interakt/(${names.join('|')})/`;

/** What each room may not import: every room after it. */
const upwards = rooms.slice(0, -1).map((room, index) => ({
	name: `${room}-imports-only-lower-rooms`,
	comment: `Only rooms that come after ${room} may import from it, not the other way round.`,
	severity: 'error',
	from: { path: folder([room]) },
	to: { path: folder(rooms.slice(index + 1)) },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
	forbidden: [
		...upwards,
		{
			name: 'no-circles',
			comment: 'Files that import each other cannot be read one after the other.',
			severity: 'error',
			from: {},
			to: { circular: true },
		},
		{
			name: 'no-unknown-rooms',
			comment: 'A new folder needs a place in the order of the rooms.',
			severity: 'error',
			from: {},
			to: { path: '^nodes/Interakt/[^/]+/', pathNot: folder(rooms) },
		},
		{
			name: 'nothing-imports-the-older-product',
			comment: 'The node of the older product uses the rooms; they know nothing of it.',
			severity: 'error',
			from: { path: '^nodes/Interakt/' },
			to: { path: '^nodes/InteraktLegacy/' },
		},
		{
			name: 'no-nodes-inside-rooms',
			comment: 'Nodes are where everything begins.',
			severity: 'error',
			from: { path: '^nodes/Interakt/[^/]+/' },
			to: { path: '\\.node\\.ts$' },
		},
		{
			name: 'no-unused-files',
			comment: 'What nothing imports is not part of the package.',
			severity: 'error',
			from: { orphan: true, path: '^(nodes|credentials)/', pathNot: '\\.(node|credentials)\\.ts$' },
			to: {},
		},
		{
			name: 'only-what-verification-allows',
			comment: 'The published package may require these modules alone.',
			severity: 'error',
			from: { path: '^(nodes|credentials)/' },
			to: { pathNot: '^(nodes|credentials)/|(^|/)(n8n-workflow|luxon|@types/luxon)(/|$)|^crypto$' },
		},
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.json' },
	},
};
