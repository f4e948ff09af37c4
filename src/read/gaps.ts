import { hasLetterOrDigit } from "../text/script.ts";
import { answerSpan } from "../text/span.ts";
import type { Claim, Skipped } from "../types.ts";

/**
 * The skipped pieces in order, with the labels between pieces (the number of a list item, the label of a footnote)
 * named as markers, so that no letter or digit of the answer is unaccounted for.
 */
export function withGaps(answer: string, claims: readonly Claim[], skipped: readonly Skipped[]): readonly Skipped[] {
  const known = [...claims.map(({ at }) => at), ...skipped.map(({ at }) => at)].sort((a, b) => a.start - b.start);
  const gaps: Skipped[] = [];
  let from = 0;
  for (const { start, end } of [...known, answerSpan(answer.length, answer.length)]) {
    if (start > from && hasLetterOrDigit(answer, from, start)) {
      const text = answer.slice(from, start);
      const lead = text.length - text.trimStart().length;
      gaps.push({ at: answerSpan(from + lead, from + text.trimEnd().length), reason: "marker" });
    }
    from = Math.max(from, end);
  }
  return [...skipped, ...gaps].sort((a, b) => a.at.start - b.at.start);
}
