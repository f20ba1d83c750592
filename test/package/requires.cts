import ts from 'typescript';

/** A module that a compiled file asks for; `undefined` when the name is only known at run time. */
export type Requested = string | undefined;

const isRequest = (node: ts.Node): node is ts.CallExpression =>
	ts.isCallExpression(node) &&
	(node.expression.kind === ts.SyntaxKind.ImportKeyword ||
		(ts.isIdentifier(node.expression) && node.expression.text === 'require') ||
		(ts.isPropertyAccessExpression(node.expression) && node.expression.getText().startsWith('require.')));

/** What a JavaScript file asks for by `require`, `require.resolve`, `import()`, `import … from` or `export … from`. */
export function requestedModules(code: string): Requested[] {
	const found: Requested[] = [];
	const add = (name: ts.Node | undefined) =>
		void found.push(name !== undefined && ts.isStringLiteralLike(name) ? name.text : undefined);
	const visit = (node: ts.Node): void => {
		if (isRequest(node)) add(node.arguments[0]);
		if (ts.isImportDeclaration(node)) add(node.moduleSpecifier);
		if (ts.isExportDeclaration(node) && node.moduleSpecifier) add(node.moduleSpecifier);
		ts.forEachChild(node, visit);
	};
	visit(ts.createSourceFile('module.js', code, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS));
	return found;
}
