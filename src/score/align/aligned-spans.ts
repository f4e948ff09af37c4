import { sourceSpan } from "../../text/span.ts";
import type { Wording } from "../../text/wording.ts";
import type { Span } from "../../types.ts";
import type { Alignment } from "./alignment.ts";
import { TELLING } from "./wanted.ts";

/** A stretch of a source that carries part of a claim. */
export interface AlignedSpan {
  readonly source: number;
  /** From the first to the last word that the claim has. */
  readonly span: Span<"source">;
  /** The same, to the ends of its sentences. */
  readonly sentences: Span<"source">;
  /** 0..1: the weight of the claim's words that it adds to the stretches before it, over the weight of all. */
  readonly score: number;
}

/**
 * Where a claim stands: the sentences that together have most of it, the one with most first, each from its first to its last word that the claim has. A
 * sentence that adds no telling word is left out, unless there is none else; neighbours are one stretch.
 */
export function alignedSpans({ greedy, wanted, hits }: Alignment): readonly AlignedSpan[] {
  const keys = new Set(wanted.keys);
  const found: Stretch[] = [];
  for (const [at, { source, sentence }] of greedy.places.entries()) {
    const added = (greedy.weights[at] ?? 0) - (greedy.weights[at - 1] ?? 0);
    if (at > 0 && added < TELLING) break;
    const wording = hits.find((hit) => hit.source === source)?.wording;
    const place = wording === undefined ? undefined : trimmed(wording, sentence, keys);
    if (place === undefined) continue;
    const { span, sentences } = place;
    let own: Stretch = { source, span, sentences, score: added / wanted.total, from: sentence, to: sentence };
    let first = found.length;
    // The sentence between two stretches makes them one.
    for (let near = found.length - 1; near >= 0; near -= 1) {
      const other = found[near];
      if (other === undefined || !areNeighbours(other, own)) continue;
      own = both(other, own);
      found.splice(near, 1);
      first = near;
    }
    found.splice(first, 0, own);
  }
  return found.map(({ from: _from, to: _to, ...place }) => ({ ...place, score: Math.min(1, place.score) }));
}

/** A stretch while it grows, with its sentences. */
interface Stretch extends AlignedSpan {
  readonly from: number;
  readonly to: number;
}

const areNeighbours = (one: Stretch, other: Stretch): boolean =>
  one.source === other.source && other.from <= one.to + 1 && other.to >= one.from - 1;

const both = (one: Stretch, other: Stretch): Stretch => ({
  source: one.source,
  span: joined(one.span, other.span),
  sentences: joined(one.sentences, other.sentences),
  score: one.score + other.score,
  from: Math.min(one.from, other.from),
  to: Math.max(one.to, other.to),
});

const joined = (one: Span<"source">, other: Span<"source">): Span<"source"> =>
  sourceSpan(Math.min(one.start, other.start), Math.max(one.end, other.end));

function trimmed(
  { words, sentences }: Wording,
  sentence: number,
  keys: ReadonlySet<string>,
): Pick<AlignedSpan, "span" | "sentences"> | undefined {
  const [from, to] = sentences[sentence] ?? [0, 0];
  const own = words.slice(from, to).filter(({ key }) => keys.has(key));
  const [first, last] = [own[0], own.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  return {
    span: sourceSpan(first.start, last.end),
    sentences: sourceSpan(words[from]?.start ?? first.start, words[to - 1]?.end ?? last.end),
  };
}
