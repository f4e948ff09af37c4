import ts from "typescript-5.9";
import { nodesOf, parsed } from "./syntax.ts";
import { isCode, type Tree } from "./tree.ts";

export interface Pattern {
  /** `path:line`. */
  readonly where: string;
  readonly flags: string;
  /** Absent when it is put together while the program runs, so that nobody can check it. */
  readonly source?: string;
}

/** Every regular expression of the tree: literals, and what is handed to `RegExp` where it is constant. */
export function patternsOf(tree: Tree): readonly Pattern[] {
  return [...tree]
    .filter(([path]) => isCode(path))
    .flatMap(([path, text]) => {
      const file = parsed(path, text);
      return [...nodesOf(file)].flatMap((node) => {
        const found = patternIn(node);
        const line = file.getLineAndCharacterOfPosition(node.getStart()).line + 1;
        return found ? [{ where: `${path}:${line}`, ...found }] : [];
      });
    });
}

function patternIn(node: ts.Node): Omit<Pattern, "where"> | undefined {
  if (ts.isRegularExpressionLiteral(node)) return literal(node);
  const made = ts.isNewExpression(node) || ts.isCallExpression(node);
  if (!made || !ts.isIdentifier(node.expression) || node.expression.text !== "RegExp") return undefined;
  const [first, second] = node.arguments ?? [];
  const source = first && constant(first);
  const flags = second ? constant(second) : "";
  return source === undefined || flags === undefined ? { flags: "" } : { source, flags };
}

function literal(node: ts.RegularExpressionLiteral): { readonly source: string; readonly flags: string } {
  const end = node.text.lastIndexOf("/");
  return { source: node.text.slice(1, end), flags: node.text.slice(end + 1) };
}

/** The string that an expression is, where the file alone says so. */
function constant(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isRegularExpressionLiteral(node)) return literal(node).source;
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) return constant(node.expression);
  if (ts.isTaggedTemplateExpression(node))
    return node.tag.getText() === "String.raw" ? template(node.template) : undefined;
  if (ts.isTemplateExpression(node)) return template(node);
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    return joined([constant(node.left), constant(node.right)], "");
  }
  if (ts.isIdentifier(node)) return named(node);
  if (ts.isPropertyAccessExpression(node) && node.name.text === "source") return constant(node.expression);
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) return list(node);
  return undefined;
}

function template(node: ts.TemplateLiteral): string | undefined {
  const raw = ts.isTaggedTemplateExpression(node.parent);
  const words = (part: ts.TemplateLiteralLikeNode) => (raw ? (part.rawText ?? part.text) : part.text);
  if (ts.isNoSubstitutionTemplateLiteral(node)) return words(node);
  const spans = node.templateSpans.flatMap((span) => [constant(span.expression), words(span.literal)]);
  return joined([words(node.head), ...spans], "");
}

/** `["a", "b"].join("|")`, by name or in place. */
function list(node: ts.CallExpression): string | undefined {
  const { expression: call, arguments: given } = node;
  if (!ts.isPropertyAccessExpression(call) || call.name.text !== "join" || !given[0]) return undefined;
  const array = ts.isIdentifier(call.expression) ? initializer(call.expression) : call.expression;
  const plain = array && ts.isAsExpression(array) ? array.expression : array;
  const between = constant(given[0]);
  if (!plain || !ts.isArrayLiteralExpression(plain) || between === undefined) return undefined;
  return joined(plain.elements.map(constant), between);
}

function named(node: ts.Identifier): string | undefined {
  const value = initializer(node);
  return value && constant(value);
}

/** What a `const` at the top of the same file stands for. */
function initializer(node: ts.Identifier): ts.Node | undefined {
  const declarations = node
    .getSourceFile()
    .statements.filter(ts.isVariableStatement)
    .filter(({ declarationList }) => (declarationList.flags & ts.NodeFlags.Const) !== 0)
    .flatMap(({ declarationList }) => [...declarationList.declarations]);
  return declarations.find(({ name }) => ts.isIdentifier(name) && name.text === node.text)?.initializer;
}

function joined(parts: readonly (string | undefined)[], between: string): string | undefined {
  return parts.includes(undefined) ? undefined : parts.join(between);
}
