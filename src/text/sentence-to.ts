import type { Source, Span } from "../types.ts";
import { leafAt, recordOf } from "./record.ts";

const FARTHEST = 300; // units back: a sentence longer than that turns on nothing so far away

/** The source's sentence up to the end of a span: what stands before the span may turn it. In a record it begins with the value. */
export function sentenceTo(source: Source, { start, end }: Span<"source">): string {
  const leaves = recordOf(source);
  const value = leaves === undefined ? undefined : leafAt(leaves, { start, end });
  const before = source.text.slice(Math.max(0, start - FARTHEST, value?.span.start ?? 0), start);
  const from = Math.max(
    before.lastIndexOf(". "),
    before.lastIndexOf("\n"),
    before.lastIndexOf("! "),
    before.lastIndexOf("? "),
  );
  return before.slice(from + 1) + source.text.slice(start, end);
}
