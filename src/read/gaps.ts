import { hasLetterOrDigit } from "../text/script.ts";
import { answerSpan } from "../text/span.ts";
import type { Skipped, Span } from "../types.ts";

/** Bullets, numbers and letters of list items, labels of footnotes, marks of quotations. */
const LABEL =
  /^[\s>|]{0,40}(?:[-*+•‣◦▪–]\s{0,4})?(?:\(?[\p{L}\d]{1,3}[.)]|\[\^?[^\]\n]{1,80}\]:|[[【]\^?\d{1,4}[\]】]|[¹²³⁰⁴-⁹]{1,3})?[\s>|]{0,40}$/u;

export interface Gaps {
  /** Labels, which claim nothing. */
  readonly labels: readonly Skipped[];
  /** Anything else that neither claims nor skipped pieces hold: it must not be passed over. */
  readonly rest: readonly Span[];
}

/** What letters and digits of the answer lie between pieces, so that none is unaccounted for. */
export function gapsBetween(answer: string, pieces: readonly { readonly start: number; readonly end: number }[]): Gaps {
  const labels: Skipped[] = [];
  const rest: Span[] = [];
  let from = 0;
  for (const { start, end } of [...pieces]
    .sort((a, b) => a.start - b.start)
    .concat({ start: answer.length, end: answer.length })) {
    if (start > from && hasLetterOrDigit(answer, from, start)) {
      const text = answer.slice(from, start);
      const at = answerSpan(from + text.length - text.trimStart().length, from + text.trimEnd().length);
      if (text.length < 200 && LABEL.test(text)) labels.push({ at, reason: "marker" });
      else rest.push(at);
    }
    from = Math.max(from, end);
  }
  return { labels, rest };
}
