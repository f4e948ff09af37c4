import { sourceSpan } from "../text/span.ts";
import type { Source, Span } from "../types.ts";
import { hitsOf } from "./align/hits.ts";
import { occurrencesOf } from "./align/occurrences.ts";
import { TELLING, wantedOf } from "./align/wanted.ts";
import { bestWindow } from "./align/windows.ts";

/** How much of a claim its sources have. */
export interface Coverage {
  /** 0..1: the weight of the claim's words that the best window has, over the weight of all. */
  readonly score: number;
  /** The best window of one to three sentences; absent if none of the words is in a source. */
  readonly best?: { readonly source: number; readonly span: Span<"source"> };
  /** The claim's telling words that no source asked has anywhere, as written, each once. */
  readonly missing: readonly string[];
}

const WINDOW = 3; // sentences: the best of one to five with one global threshold, on eleven public sets of cited answers

/**
 * Coverage of a claim by its best window of one to three sentences in the sources at the positions asked, weighted by
 * inverse document frequency. `undefined` if the claim has no word to look for. Linear in the claim and in the
 * occurrences of its words, of which at most two thousand a word and source are looked at.
 */
export function coverage(claim: string, sources: readonly Source[], asked: Iterable<number>): Coverage | undefined {
  const { keys, weights, written, total } = wantedOf(claim);
  if (total === 0) return undefined;
  let most = 0;
  let best: Coverage["best"];
  const found = new Set<string>();
  for (const hit of hitsOf(keys, sources, [...asked])) {
    const { source: at, wording, positions } = hit;
    for (const [key, word] of keys.entries()) if (positions[key] !== undefined) found.add(word);
    const window = bestWindow(occurrencesOf(hit), weights, WINDOW);
    if (window === undefined || window.weight <= most) continue;
    const from = wording.words[wording.sentences[window.from]?.[0] ?? 0];
    const to = wording.words[(wording.sentences[window.to]?.[1] ?? 1) - 1];
    if (from === undefined || to === undefined) continue;
    most = window.weight;
    best = { source: at, span: sourceSpan(from.start, to.end) };
  }
  const missing = written.filter((_, at) => (weights[at] ?? 0) >= TELLING && !found.has(keys[at] ?? ""));
  return { score: most > total - 1e-9 ? 1 : most / total, missing, ...(best === undefined ? {} : { best }) };
}
