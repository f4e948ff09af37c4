// TypeScript 7 offers no parser to JavaScript; 5.9, which stands here for `moduleResolution: node10`, does.
import ts from "typescript-5.9";

export interface Import {
  readonly kind: "value" | "type" | "dynamic";
  /** Absent when it is computed, so that nobody can say what is loaded. */
  readonly specifier?: string;
}

/** The file as a tree of nodes. A file that does not parse is an error: half a tree would hide the other half. */
export function parsed(path: string, text: string): ts.SourceFile {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
  const { parseDiagnostics = [] } = file as { readonly parseDiagnostics?: readonly ts.Diagnostic[] };
  if (parseDiagnostics.length > 0) throw new SyntaxError(`${path}: ${flat(parseDiagnostics)}`);
  return file;
}

/** The node and all below it, in the order of the text. */
export function* nodesOf(node: ts.Node): Generator<ts.Node> {
  yield node;
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => {
    children.push(child);
  });
  for (const child of children) yield* nodesOf(child);
}

/** Everything that a file imports, in whichever of the six ways there are to write it. */
export function importsOf(path: string, text: string): readonly Import[] {
  const file = parsed(path, text);
  const references = [...file.referencedFiles, ...file.typeReferenceDirectives];
  return [
    ...references.map(({ fileName }): Import => ({ kind: "type", specifier: fileName })),
    ...[...nodesOf(file)].flatMap(importOf),
  ];
}

function importOf(node: ts.Node): readonly Import[] {
  if (ts.isImportDeclaration(node)) {
    return [imported(node.moduleSpecifier, erased(node.importClause) ? "type" : "value")];
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier) {
    return [imported(node.moduleSpecifier, node.isTypeOnly ? "type" : "value")];
  }
  if (ts.isImportTypeNode(node)) {
    return [imported(ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined, "type")];
  }
  if (ts.isExternalModuleReference(node)) return [imported(node.expression, "value")];
  if (ts.isCallExpression(node)) {
    if (node.expression.kind === ts.SyntaxKind.ImportKeyword) return [imported(node.arguments[0], "dynamic")];
    if (isCallOf("require", node) || isCallOf("createRequire", node.expression)) {
      return [imported(node.arguments[0], "value")];
    }
    if (isCallOf("createRequire", node) && !isSeenElsewhere(node)) return [imported(undefined, "value")];
  }
  return [];
}

function isCallOf(name: string, node: ts.Node): boolean {
  return ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === name;
}

/** What `createRequire` gives is called on the spot or is named `require`; else nobody sees what it loads. */
function isSeenElsewhere({ parent }: ts.Node): boolean {
  if (ts.isCallExpression(parent)) return true;
  return ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name) && parent.name.text === "require";
}

/** `import { type A } from` is not erased under `verbatimModuleSyntax`: only `import type` is. */
function erased(clause: ts.ImportClause | undefined): boolean {
  return clause?.isTypeOnly === true;
}

function imported(node: ts.Node | undefined, kind: Import["kind"]): Import {
  return node && ts.isStringLiteralLike(node) ? { kind, specifier: node.text } : { kind };
}

function flat(diagnostics: readonly ts.Diagnostic[]): string {
  return diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, " ")).join("; ");
}
