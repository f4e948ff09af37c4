import ts from "typescript-5.9";
import { nodesOf, parsed } from "./syntax.ts";
import { isCode, type Tree } from "./tree.ts";

const impure: ReadonlySet<string> = new Set([
  ...["await", "async", "Promise", "queueMicrotask", "setTimeout", "setInterval", "setImmediate"],
  ...["Date", "performance", "Temporal"],
  ...["Math.random", "crypto"],
]);

/** One sentence for each wait, clock or dice in `src/text/`: there, the same text gives the same at once. */
export function impurities(tree: Tree): readonly string[] {
  return [...tree]
    .filter(([path]) => path.startsWith("src/text/") && isCode(path))
    .flatMap(([path, text]) => {
      const words = [...nodesOf(parsed(path, text))].map(wordOf).filter((word) => impure.has(word));
      return [...new Set(words)].map((word) => `${path} uses ${word}, but text is pure`);
    });
}

function wordOf(node: ts.Node): string {
  if (ts.isAwaitExpression(node)) return "await";
  const isWord = ts.isToken(node) || ts.isIdentifier(node) || ts.isPropertyAccessExpression(node);
  return isWord ? node.getText() : "";
}
