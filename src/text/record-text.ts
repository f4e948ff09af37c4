import type { Source, Span } from "../types.ts";
import { lowerBound } from "./lower-bound.ts";
import { type Leaf, leafAt, pathOf, recordOf } from "./record.ts";
import { sourceSpan } from "./span.ts";

/** A piece of a text made from a record, and the leaf that it shows. */
export interface Piece {
  readonly leaf: Leaf;
  readonly text: string;
  /** The piece is the leaf's value and no more: a part of it is a part of the value. */
  readonly isValue: boolean;
}

/** A text made from a record, and the way back. */
export interface RecordText {
  readonly text: string;
  /** The place in the record's own text of a span of this one: in each leaf that it touches. */
  toSource(span: Span<"source">): readonly Placed[];
  /** The leaf that an offset of this text shows; of the separator behind a leaf, that leaf. */
  leafAt(offset: number): Leaf | undefined;
}
interface Placed {
  readonly leaf: Leaf;
  readonly span: Span<"source">;
}

/** The pieces one after the other, with a separator that is in none of them. */
export function joined(source: Source, pieces: readonly Piece[], separator: string): RecordText {
  const starts = new Uint32Array(pieces.length);
  let length = 0;
  for (const [at, { text }] of pieces.entries()) {
    starts[at] = length;
    length += text.length + separator.length;
  }
  const pieceAt = (offset: number): number => lowerBound(starts.length, (one) => (starts[one] ?? 0) <= offset) - 1;
  return {
    text: pieces.map(({ text }) => text).join(separator),
    leafAt: (offset) => pieces[pieceAt(offset)]?.leaf,
    toSource(span) {
      const found: Placed[] = [];
      for (let at = Math.max(0, pieceAt(span.start)); at < pieces.length && (starts[at] ?? 0) < span.end; at += 1) {
        const piece = pieces[at];
        const start = starts[at] ?? 0;
        if (piece === undefined || start + piece.text.length <= span.start) continue;
        const { leaf } = piece;
        if (!piece.isValue) found.push({ leaf, span: leaf.span });
        else found.push({ leaf, span: within(source, leaf, span.start - start, span.end - start) });
      }
      return found;
    },
  };
}

/** The span of the record's own text that a part of a value was written as, escapes and all. */
function within(source: Source, { span, text }: Leaf, from: number, to: number): Span<"source"> {
  const [start, end] = [Math.max(0, from), Math.min(to, text.length)];
  if (span.end - span.start === text.length) return sourceSpan(span.start + start, span.start + end);
  let raw: number = span.start;
  let begin = raw;
  for (let unit = 0; unit < end; unit += 1) {
    if (unit === start) begin = raw;
    raw += source.text[raw] !== "\\" ? 1 : source.text[raw + 1] === "u" ? 6 : 2;
  }
  return sourceSpan(start < end ? begin : raw, raw);
}

/** No quotation runs over it: a quotation of two values is no quotation. */
const SEPARATOR = "\n␞\n";
const values = new WeakMap<readonly Leaf[], RecordText>();

/** The values of a record one after the other, without names and escapes: what can be quoted. */
export function valuesOf(source: string | Source): RecordText | undefined {
  if (typeof source === "string") return undefined;
  const leaves = recordOf(source);
  if (leaves === undefined) return undefined;
  const known = values.get(leaves);
  if (known !== undefined) return known;
  const made = joined(
    source,
    leaves.map((leaf) => ({ leaf, text: leaf.text, isValue: true })),
    SEPARATOR,
  );
  values.set(leaves, made);
  return made;
}

/** The place of one value's part in the record's own text; `undefined` for a span over several values. */
export function placeOf(values: RecordText, span: Span<"source">): Span<"source"> | undefined {
  const [first, second] = values.toSource(span);
  return second === undefined ? first?.span : undefined;
}

/** `path`, the JSON Pointer of the value of a record in which a span lies; nothing where there is none. */
export function pathAt(source: Source | undefined, span: Span<"source">): { readonly path?: string } {
  const leaves = source === undefined ? undefined : recordOf(source);
  const leaf = leaves === undefined ? undefined : leafAt(leaves, span);
  return leaf === undefined ? {} : { path: pathOf(leaf) };
}
