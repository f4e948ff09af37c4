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
  const found: (AlignedSpan & { readonly from: number; readonly to: number })[] = [];
  for (const [at, { source, sentence }] of greedy.places.entries()) {
    const added = (greedy.weights[at] ?? 0) - (greedy.weights[at - 1] ?? 0);
    if (at > 0 && added < TELLING) break;
    const wording = hits.find((hit) => hit.source === source)?.wording;
    const place = wording === undefined ? undefined : trimmed(wording, sentence, keys);
    if (place === undefined) continue;
    const { span, sentences } = place;
    const score = Math.min(1, added / wanted.total);
    const near = found.findIndex((one) => one.source === source && sentence >= one.from - 1 && sentence <= one.to + 1);
    const known = found[near];
    if (known === undefined) found.push({ source, span, sentences, score, from: sentence, to: sentence });
    else
      found[near] = {
        source,
        span: joined(known.span, span),
        sentences: joined(known.sentences, sentences),
        score: Math.min(1, known.score + score),
        from: Math.min(known.from, sentence),
        to: Math.max(known.to, sentence),
      };
  }
  return found.map(({ from: _from, to: _to, ...place }) => place);
}

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
