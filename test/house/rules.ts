import { basename } from "node:path";
import ts from "typescript-5.9";
import { nodesOf, parsed } from "./syntax.ts";
import { isCode, type Tree } from "./tree.ts";

const maximumLines = 250;

/** One sentence for each file of `src/` and `guards/` that breaks a rule of the house. */
export function ruleFaults(tree: Tree): readonly string[] {
  return [...tree].flatMap(([path, text]) => {
    const faults = [...nameFaults(path), ...lengthFaults(path, text)];
    // A `.d.ts` tells the types of somebody else's package, in whatever style that was written.
    return isCode(path) && !path.endsWith(".d.ts") ? [...faults, ...syntaxFaults(path, text)] : faults;
  });
}

/** Of the code files; at an even count the shorter of the two in the middle. */
export function medianLines(tree: Tree): number {
  const lengths = [...tree].filter(([path]) => holdsCode(path)).map(([, text]) => linesOf(text));
  return lengths.sort((a, b) => a - b)[Math.floor((lengths.length - 1) / 2)] ?? 0;
}

/** Tables such as prices and weights are as long as they are. */
function holdsCode(path: string): boolean {
  return isCode(path) && !path.endsWith(".data.ts");
}

function linesOf(text: string): number {
  return text.replace(/\n$/, "").split("\n").length;
}

function nameFaults(path: string): readonly string[] {
  const kebab = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.data|\.d)?\.(?:ts|json)$/;
  return kebab.test(basename(path)) ? [] : [`${path} has a name that is not kebab-case`];
}

function lengthFaults(path: string, text: string): readonly string[] {
  const lines = linesOf(text);
  return holdsCode(path) && lines > maximumLines ? [`${path} has ${lines} lines, over ${maximumLines}`] : [];
}

function syntaxFaults(path: string, text: string): readonly string[] {
  const file = parsed(path, text);
  return [...nodesOf(file)].flatMap((node) => {
    const what = forbidden(path, node);
    if (what === undefined) return [];
    return [`${path}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1} has ${what}`];
  });
}

function forbidden(path: string, node: ts.Node): string | undefined {
  if (ts.isIdentifier(node) && node.text === "console") return "console";
  if (ts.isExportAssignment(node) || node.kind === ts.SyntaxKind.DefaultKeyword) return "a default export";
  if (ts.isExportSpecifier(node) && node.name.text === "default") return "a default export";
  if (ts.isEnumDeclaration(node)) return "an enum";
  // A module named by a string is somebody else's, whose types are added to.
  if (ts.isModuleDeclaration(node) && !ts.isStringLiteral(node.name)) return "a namespace";
  if (ts.isClassLike(node) && path !== "src/errors.ts") return "a class";
  return minted(path, node);
}

/** The brand of `VerifiedText` is given by an assertion or a predicate, and only one folder may give it. */
function minted(path: string, node: ts.Node): string | undefined {
  if (path.startsWith("src/decide/")) return undefined;
  const gives = ts.isAsExpression(node) || ts.isTypeAssertionExpression(node) || ts.isTypePredicateNode(node);
  if (!gives || !node.type) return undefined;
  const names = [...nodesOf(node.type)].filter(ts.isIdentifier).map(({ text }) => text);
  return names.includes("VerifiedText") || names.includes("Verified") ? "a hand-made VerifiedText" : undefined;
}
