import { lowerBound } from "../text/lower-bound.ts";
import { sourceSpan } from "../text/span.ts";
import { type Wording, wordingOf } from "../text/wording.ts";
import { words } from "../text/words.ts";
import type { Source, Span } from "../types.ts";
import { weightOf } from "./weights.ts";

/** How much of a claim its sources have. */
export interface Coverage {
  /** 0..1: the weight of the claim's words that the best window has, over the weight of all. */
  readonly score: number;
  /** The best window of one to three sentences; absent if none of the words is in a source. */
  readonly best?: { readonly source: number; readonly span: Span<"source"> };
  /** The claim's telling words that no source asked has anywhere, as written, each once. */
  readonly missing: readonly string[];
}

interface Wanted {
  readonly keys: readonly string[];
  readonly weights: readonly number[];
  readonly written: readonly string[];
  readonly total: number;
}

const TELLING = 0.45; // weight of a word that is worth naming: "while" and "to" are below
const WINDOW = 3; // sentences: the best of one to five with one global threshold, on eleven public sets of cited answers

/**
 * Coverage of a claim by its best window of one to three sentences in the sources at the positions asked, weighted by
 * inverse document frequency. `undefined` if the claim has no word to look for. Linear in the claim and in the
 * occurrences of its words, of which at most two thousand a word and source are looked at.
 */
export function coverage(claim: string, sources: readonly Source[], asked: Iterable<number>): Coverage | undefined {
  const wanted = wantedOf(claim);
  if (wanted.total === 0) return undefined;
  let score = 0;
  let best: Coverage["best"];
  const found = new Set<string>();
  for (const at of asked) {
    const source = sources[at];
    if (source === undefined) continue;
    const prepared = wordingOf(source.text);
    for (const key of wanted.keys) if (prepared.positions.has(key)) found.add(key);
    const window = bestWindow(prepared, wanted);
    if (window !== undefined && window.score > score) {
      score = window.score;
      best = { source: at, span: window.span };
    }
  }
  const missing = wanted.written.filter(
    (_, at) => (wanted.weights[at] ?? 0) >= TELLING && !found.has(wanted.keys[at] ?? ""),
  );
  return { score, missing, ...(best === undefined ? {} : { best }) };
}

function wantedOf(claim: string): Wanted {
  const weights = new Map<string, { readonly weight: number; readonly written: string }>();
  for (const word of words(claim)) {
    const weight = weightOf(word);
    if (weight > 0 && !weights.has(word.key))
      weights.set(word.key, { weight, written: claim.slice(word.start, word.end) });
  }
  const list = [...weights.values()];
  return {
    keys: [...weights.keys()],
    weights: list.map(({ weight }) => weight),
    written: list.map(({ written }) => written),
    total: list.reduce((sum, { weight }) => sum + weight, 0),
  };
}

interface Occurrence {
  readonly sentence: number;
  readonly key: number;
}

interface Window {
  readonly span: Span<"source">;
  readonly score: number;
}

function bestWindow(prepared: Wording, wanted: Wanted): Window | undefined {
  const occurrences = occurrencesOf(prepared, wanted.keys);
  if (occurrences.length === 0) return undefined;
  const counts = new Uint32Array(wanted.keys.length);
  let covered = 0;
  let first = 0;
  let best = { from: 0, to: 0, covered: -1 };
  for (const { sentence, key } of occurrences) {
    if (counts[key] === 0) covered += wanted.weights[key] ?? 0;
    counts[key] = (counts[key] ?? 0) + 1;
    for (let oldest = occurrences[first]; oldest !== undefined; oldest = occurrences[first]) {
      if (sentence - oldest.sentence < WINDOW) break;
      const left = (counts[oldest.key] ?? 1) - 1;
      counts[oldest.key] = left;
      if (left === 0) covered -= wanted.weights[oldest.key] ?? 0;
      first += 1;
    }
    // The margin keeps rounding from preferring a later window that is no better.
    if (covered > best.covered + 1e-9) {
      best = { from: occurrences[first]?.sentence ?? sentence, to: sentence, covered };
    }
  }
  const from = prepared.words[prepared.sentences[best.from]?.[0] ?? 0];
  const to = prepared.words[(prepared.sentences[best.to]?.[1] ?? 1) - 1];
  if (from === undefined || to === undefined) return undefined;
  return {
    span: sourceSpan(from.start, to.end),
    score: best.covered > wanted.total - 1e-9 ? 1 : best.covered / wanted.total,
  };
}

const MOST = 2_000; // occurrences of one word in one source: a word that common places nothing

/**
 * The sentences in which the words occur, in order. A word with very many occurrences counts where the rarer words
 * are, and in its first ones: so a claim costs the same in a source of any size, and a window missed only lowers a score.
 */
function occurrencesOf(prepared: Wording, keys: readonly string[]): readonly Occurrence[] {
  const found: Occurrence[] = [];
  const common: { readonly key: number; readonly positions: readonly number[] }[] = [];
  const near = new Set<number>();
  for (const [key, word] of keys.entries()) {
    const positions = prepared.positions.get(word) ?? [];
    if (positions.length > MOST) common.push({ key, positions });
    for (const position of positions.slice(0, MOST)) {
      const sentence = prepared.sentenceOf[position] ?? 0;
      found.push({ sentence, key });
      if (positions.length <= MOST) for (let by = 1 - WINDOW; by < WINDOW; by += 1) near.add(sentence + by);
    }
  }
  for (const { key, positions } of common) {
    for (const sentence of near) if (occursIn(prepared, positions, sentence)) found.push({ sentence, key });
  }
  return found.sort((a, b) => a.sentence - b.sentence);
}

/** Whether one of the ascending positions lies in a sentence. */
function occursIn({ sentences }: Wording, positions: readonly number[], sentence: number): boolean {
  const [from, to] = sentences[sentence] ?? [0, 0];
  const first = lowerBound(positions.length, (at) => (positions[at] ?? 0) < from);
  return (positions[first] ?? Number.POSITIVE_INFINITY) < to;
}
