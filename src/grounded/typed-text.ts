import { pointerStep } from "../text/json-pointer.ts";
import { words } from "../text/words.ts";
import type { Leaf } from "../verify/outcome-of.ts";

const FEWEST_WORDS = 2; // a single word is a label or a code: it states nothing by itself
const BETWEEN = "\n\n"; // each leaf a paragraph: what one says or cites does not reach into the next

/** The text of a value that is checked and shown, and which stretch of it each leaf is. */
export interface TypedText {
  readonly text: string;
  readonly leaves: readonly Leaf[];
}

interface StringLeaf {
  readonly path: string;
  readonly text: string;
}

/** The string leaves of two words or more, in order, a paragraph each. The value is plain JSON. */
export function textOfLeaves(value: unknown): TypedText {
  const leaves: Leaf[] = [];
  let text = "";
  for (const leaf of stringLeaves(value)) {
    const start = text === "" ? 0 : text.length + BETWEEN.length;
    text = text === "" ? leaf.text : text + BETWEEN + leaf.text;
    leaves.push({ path: leaf.path, at: { start, end: text.length } });
  }
  return { text, leaves };
}

const MOST_UNITS = 50_000_000; // compared in looking for leaves: what is not found by then counts as unchecked

/** The leaves that stand whole in a text of the caller's own making, in whatever order it has them. */
export function leavesIn(text: string, value: unknown): readonly Leaf[] {
  let from = 0;
  let left = MOST_UNITS;
  return stringLeaves(value).flatMap((leaf) => {
    if (left <= 0) return [];
    left -= text.length;
    // A text mostly keeps the order of the value, and equal leaves then stand for themselves.
    const next = text.indexOf(leaf.text, from);
    const start = next >= 0 ? next : text.indexOf(leaf.text);
    const end = start + leaf.text.length;
    if (start < 0 || PART_OF_WORD.test(text.slice(start - 1, start)) || PART_OF_WORD.test(text[end] ?? "")) return [];
    from = end;
    return [{ path: leaf.path, at: { start, end } }];
  });
}

const PART_OF_WORD = /^[\p{L}\p{N}]$/u;

function stringLeaves(value: unknown): readonly StringLeaf[] {
  const leaves: StringLeaf[] = [];
  // The value is a JSON copy of bounded depth, so recursion is safe.
  const walk = (node: unknown, path: string): void => {
    if (typeof node === "string") {
      if (words(node).length >= FEWEST_WORDS) leaves.push({ path, text: node });
    } else if (typeof node === "object" && node !== null) {
      for (const [key, item] of Object.entries(node)) walk(item, path + pointerStep(key));
    }
  };
  walk(value, "");
  return leaves;
}
