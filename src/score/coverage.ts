import { type Prepared, prepare } from "../text/prepared.ts";
import { sourceSpan } from "../text/span.ts";
import { words } from "../text/words.ts";
import type { Source, Span } from "../types.ts";
import { weightOf } from "./weights.ts";

/** How much of a claim one place of one source has. */
export interface Coverage {
  /** Position in `sources`. */
  readonly source: number;
  /** The best window of one to three sentences. */
  readonly span: Span<"source">;
  /** 0..1: the weight of the claim's words that the window has, over the weight of all. */
  readonly score: number;
  /** The claim's words that no window of the sources asked has, as written. */
  readonly missing: readonly string[];
}

interface Wanted {
  readonly keys: readonly string[];
  readonly weights: readonly number[];
  readonly total: number;
}

const WINDOW = 3; // sentences; the measured best among 1 to 5 with one global threshold (see the notes on coverage)

/**
 * Coverage of a claim by its best window of one to three sentences in the sources at the positions asked, weighted by
 * inverse document frequency. `undefined` if the claim has no content word or no source has any of them.
 * Linear in the claim and in the occurrences of its words.
 */
export function coverage(claim: string, sources: readonly Source[], asked: Iterable<number>): Coverage | undefined {
  const wanted = wantedOf(claim);
  if (wanted.total === 0) return undefined;
  let best: Coverage | undefined;
  const found = new Set<string>();
  for (const at of asked) {
    const source = sources[at];
    if (source === undefined) continue;
    const prepared = prepare(source.text);
    for (const key of wanted.keys) if (prepared.positions.has(key)) found.add(key);
    const window = bestWindow(prepared, wanted);
    if (window !== undefined && (best === undefined || window.score > best.score)) {
      best = { source: at, span: window.span, score: window.score, missing: [] };
    }
  }
  return best === undefined ? undefined : { ...best, missing: wanted.keys.filter((key) => !found.has(key)) };
}

function wantedOf(claim: string): Wanted {
  const weights = new Map<string, number>();
  for (const word of words(claim)) {
    const weight = weightOf(word);
    if (weight > 0) weights.set(word.key, weight);
  }
  return {
    keys: [...weights.keys()],
    weights: [...weights.values()],
    total: [...weights.values()].reduce((a, b) => a + b, 0),
  };
}

interface Occurrence {
  readonly sentence: number;
  readonly key: number;
}

function bestWindow(
  prepared: Prepared,
  wanted: Wanted,
): { readonly span: Span<"source">; readonly score: number } | undefined {
  const occurrences: Occurrence[] = wanted.keys.flatMap((key, at) =>
    (prepared.positions.get(key) ?? []).map((position) => ({
      sentence: prepared.sentenceOf[position] ?? 0,
      key: at,
    })),
  );
  if (occurrences.length === 0) return undefined;
  occurrences.sort((a, b) => a.sentence - b.sentence);
  const counts = new Uint32Array(wanted.keys.length);
  let covered = 0;
  let first = 0;
  let best = { from: 0, to: 0, covered: -1 };
  for (const { sentence, key } of occurrences) {
    if (counts[key] === 0) covered += wanted.weights[key] ?? 0;
    counts[key] = (counts[key] ?? 0) + 1;
    for (
      let oldest = occurrences[first];
      oldest !== undefined && sentence - oldest.sentence >= WINDOW;
      oldest = occurrences[first]
    ) {
      const left = (counts[oldest.key] ?? 1) - 1;
      counts[oldest.key] = left;
      if (left === 0) covered -= wanted.weights[oldest.key] ?? 0;
      first += 1;
    }
    if (covered > best.covered + 1e-9) best = { from: occurrences[first]?.sentence ?? sentence, to: sentence, covered };
  }
  const from = prepared.words[prepared.sentences[best.from]?.[0] ?? 0];
  const to = prepared.words[(prepared.sentences[best.to]?.[1] ?? 1) - 1];
  if (from === undefined || to === undefined) return undefined;
  return { span: sourceSpan(from.start, to.end), score: Math.min(1, best.covered / wanted.total) };
}
