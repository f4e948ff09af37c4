import search from "approx-string-match";
import DiffMatchPatch from "diff-match-patch";
import levenshtein from "fast-levenshtein";
import Fuse from "fuse.js";
import { partial_ratio } from "fuzzball";
import { type Engine, type Range, unprepared } from "./engine.ts";

const EDITS = 0.2; // of the quotation: the share that applications allow

const best = (text: string, quote: string, edits: number): Range | undefined => search(text, quote, edits)[0];

export const approx: Engine = unprepared("approx-string-match", (text, quote) =>
  best(text, quote, Math.floor(quote.length * EDITS)),
);

/** As the annotation client anchors a quotation: exact first, else up to half of it (256 at most) may differ. */
export const hypothesis: Engine = unprepared("hypothesis' approach (k = m/2)", (text, quote) => {
  const exact = text.indexOf(quote);
  if (exact >= 0) return { start: exact, end: exact + quote.length };
  return best(text, quote, Math.min(256, Math.floor(quote.length / 2)));
});

const PATTERN = 32; // `match_main` takes no longer pattern: the two ends of the quotation are looked for

export const diffMatchPatch: Engine = unprepared("diff-match-patch", (text, quote) => {
  const matcher = new DiffMatchPatch();
  matcher.Match_Threshold = EDITS;
  matcher.Match_Distance = 1e9; // the default looks near one place only
  const head = quote.slice(0, PATTERN);
  const start = matcher.match_main(text, head, 0);
  if (start < 0) return undefined;
  const tail = quote.slice(-PATTERN);
  const last = matcher.match_main(text, tail, Math.max(0, start + quote.length - tail.length));
  return last < start ? undefined : { start, end: last + tail.length };
});

/** Its places are those of pieces of the quotation: from the first to the last of them. */
export const fuse: Engine = {
  name: "fuse.js",
  prepare: (text) => {
    const index = new Fuse([text], {
      includeMatches: true,
      ignoreLocation: true,
      threshold: EDITS,
      minMatchCharLength: 8,
    });
    return (quote) => {
      const places = index.search(quote)[0]?.matches?.[0]?.indices ?? [];
      const [first, last] = [places[0], places.at(-1)];
      return first === undefined || last === undefined ? undefined : { start: first[0], end: last[1] + 1 };
    };
  },
  cold: (text, quote) => fuse.prepare(text)(quote),
};

/** Tells that a quotation is there, not where: the span is the whole text. */
export const fuzzball: Engine = unprepared("fuzzball.partial_ratio", (text, quote) =>
  partial_ratio(quote, text) >= 100 * (1 - EDITS) ? { start: 0, end: text.length } : undefined,
);

const WORD_START = /(?<=^|\s)\S/g;

/** A window as long as the quotation at the start of each word. */
export const sliding: Engine = unprepared("sliding fast-levenshtein", (text, quote) => {
  let found: Range | undefined;
  let least = Math.floor(quote.length * EDITS) + 1;
  for (const { index } of text.matchAll(WORD_START)) {
    const edits = levenshtein.get(quote, text.slice(index, index + quote.length));
    if (edits >= least) continue;
    least = edits;
    found = { start: index, end: Math.min(text.length, index + quote.length) };
  }
  return found;
});

/** All the places of a quotation, word for word. */
export function indexOfAll(text: string, quote: string): number {
  let count = 0;
  for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1)) count += 1;
  return count;
}
