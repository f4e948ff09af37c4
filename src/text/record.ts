import type { Source, Span } from "../types.ts";
import { pointerStep } from "./json-pointer.ts";
import { MAX_JSON_DEPTH, scanJson } from "./json-scan.ts";
import { lowerBound } from "./lower-bound.ts";
import { sourceSpan } from "./span.ts";

/** A place in a record: what holds it, and its key there. */
export interface Place {
  readonly key: string;
  /** A member of an array: its key is a position and no name. */
  readonly isItem: boolean;
  readonly holder?: Place;
}

/** A value of a record that holds no other. */
export interface Leaf {
  readonly type: "string" | "number" | "true" | "false" | "null";
  /** What it says: a string without its escapes, anything else as written. */
  readonly text: string;
  /** Its value in the record's own text, a string without its quotation marks. */
  readonly span: Span<"source">;
  /** Absent: the record is this value and nothing else. */
  readonly place?: Place;
}

/**
 * The leaves of a JSON text, in its order; `undefined` if it is none, or deeper than `MAX_JSON_DEPTH`. Of members with
 * one key in one object the last counts, as for `JSON.parse`. Empty objects and arrays say nothing. Linear.
 */
export function leavesOf(text: string): readonly Leaf[] | undefined {
  if (!scanJson(text, { maxDepth: MAX_JSON_DEPTH }).ok) return undefined;
  const found: Leaf[] = [];
  const shadowed: (readonly [from: number, to: number])[] = [];
  let at = 0;

  const value = (place: Place | undefined): void => {
    at = afterSpace(text, at);
    if (text[at] === "{") members(place);
    else if (text[at] === "[") items(place);
    else scalar(place);
  };
  const members = (holder: Place | undefined): void => {
    const ranges = new Map<string, readonly [number, number]>();
    for (at = afterSpace(text, at + 1); text[at] !== "}"; at = afterComma(text, at)) {
      const end = stringEnd(text, at);
      const key = decoded(text.slice(at + 1, end - 1));
      at = afterSpace(text, end) + 1; // the colon
      const before = ranges.get(key);
      if (before !== undefined) shadowed.push(before);
      const from = found.length;
      value({ key, isItem: false, ...(holder === undefined ? {} : { holder }) });
      ranges.set(key, [from, found.length]);
    }
    at += 1;
  };
  const items = (holder: Place | undefined): void => {
    let index = 0;
    for (at = afterSpace(text, at + 1); text[at] !== "]"; at = afterComma(text, at)) {
      value({ key: String(index), isItem: true, ...(holder === undefined ? {} : { holder }) });
      index += 1;
    }
    at += 1;
  };
  const scalar = (place: Place | undefined): void => {
    const isString = text[at] === '"';
    const end = isString ? stringEnd(text, at) : literalEnd(text, at);
    const raw = isString ? text.slice(at + 1, end - 1) : text.slice(at, end);
    found.push({
      type: isString ? "string" : typeOf(raw),
      text: isString ? decoded(raw) : raw,
      span: isString ? sourceSpan(at + 1, end - 1) : sourceSpan(at, end),
      ...(place === undefined ? {} : { place }),
    });
    at = end;
  };

  value(undefined);
  return without(found, shadowed);
}

/** Depth is bounded, so each leaf is looked at no more often than it lies deep. */
function without(leaves: readonly Leaf[], ranges: readonly (readonly [number, number])[]): readonly Leaf[] {
  if (ranges.length === 0) return leaves;
  const dropped = new Uint8Array(leaves.length);
  for (const [from, to] of ranges) dropped.fill(1, from, to);
  return leaves.filter((_, index) => dropped[index] === 0);
}

const typeOf = (raw: string): Leaf["type"] => (raw === "true" || raw === "false" || raw === "null" ? raw : "number");
const decoded = (raw: string): string => (raw.includes("\\") ? (JSON.parse(`"${raw}"`) as string) : raw);

// What follows walks a text that is known to be JSON.
function afterSpace(text: string, from: number): number {
  let at = from;
  while (text[at] === " " || text[at] === "\n" || text[at] === "\r" || text[at] === "\t") at += 1;
  return at;
}

function afterComma(text: string, from: number): number {
  const at = afterSpace(text, from);
  return text[at] === "," ? afterSpace(text, at + 1) : at;
}

/** The offset after the closing mark of the string that begins at `from`. */
function stringEnd(text: string, from: number): number {
  let at = from + 1;
  while (text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return at + 1;
}

function literalEnd(text: string, from: number): number {
  let at = from;
  while (/[\w.+-]/.test(text[at] ?? "")) at += 1;
  return at;
}

/** The JSON Pointer of a leaf. */
export function pathOf({ place }: Leaf): string {
  const steps: string[] = [];
  for (let one = place; one !== undefined; one = one.holder) steps.push(pointerStep(one.key));
  return steps.reverse().join("");
}

const known = new WeakMap<Source, { readonly text: string; readonly leaves: readonly Leaf[] | undefined }>();

/** The leaves of a source of kind `record`; `undefined` for any other, and for one that is no JSON. Read once a source, and anew if its text was changed. */
export function recordOf(source: Source): readonly Leaf[] | undefined {
  if (source.kind !== "record") return undefined;
  const { text } = source;
  const kept = known.get(source);
  if (kept?.text === text) return kept.leaves;
  const leaves = leavesOf(text);
  known.set(source, { text, leaves });
  return leaves;
}

/** The leaf in whose value a span lies. */
export function leafAt(leaves: readonly Leaf[], span: Span<"source">): Leaf | undefined {
  const leaf = leaves[lowerBound(leaves.length, (at) => (leaves[at]?.span.end ?? 0) < span.end)];
  return leaf !== undefined && leaf.span.start <= span.start ? leaf : undefined;
}
