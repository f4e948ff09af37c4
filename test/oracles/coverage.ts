import { weightOf } from "../../src/score/weights.ts";
import { sentenceSpans } from "../../src/text/source-sentences.ts";
import { words } from "../../src/text/words.ts";

/** The best share of a claim's weight that one to three neighbouring sentences of a text have: every window is tried. */
export function bestShare(claim: string, text: string): number {
  const weights = new Map(words(claim).map((word) => [word.key, weightOf(word)]));
  const total = [...weights.values()].reduce((a, b) => a + b, 0);
  const list = words(text);
  const sentences = sentenceSpans(text, list).map(([from, to]) => list.slice(from, to).map(({ key }) => key));
  let best = 0;
  for (let from = 0; from < sentences.length; from += 1) {
    for (let to = from + 1; to <= Math.min(from + 3, sentences.length); to += 1) {
      const has = new Set(sentences.slice(from, to).flat());
      const covered = [...weights].filter(([key]) => has.has(key)).reduce((sum, [, weight]) => sum + weight, 0);
      best = Math.max(best, total === 0 ? 0 : covered / total);
    }
  }
  return best;
}
