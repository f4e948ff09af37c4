import { support } from "../score/support.ts";
import { readEvidence } from "../score/support-evidence.ts";
import { lowerBound } from "../text/lower-bound.ts";
import { sourceSpan } from "../text/span.ts";
import { wordingOf } from "../text/wording.ts";
import type { Claim, Draft, Finding, Source, Span } from "../types.ts";
import type { Passage } from "./item.ts";

const SMALL = 1_200; // units of all sources asked, some 300 tokens: they are shown whole
const SMALL_RECORD = 4_000; // a sentence about a record draws on many values
const MOST_PLACES = 3; // as many as `support` needs for most claims
const LONGEST = 1_200; // units of a passage: the sentence, its neighbours, and no more where there are no sentences

/**
 * What a judge reads of the sources for a claim: the places that the finding names, then those that share most words with
 * the claim, each with the sentences beside it; of small sources all.
 */
export function passagesFor(finding: Finding, claim: Pick<Claim, "text" | "citations">, draft: Draft): Passage[] {
  const { sources } = draft;
  const cited = [...new Set(claim.citations.flatMap((citation) => citation.sources))];
  const asked = (cited.length > 0 ? cited : sources.map((_, at) => at)).filter((at) => sources[at]?.text.trim());
  if (asked.reduce((sum, at) => sum + (sources[at]?.text.length ?? 0), 0) <= SMALL)
    return asked.flatMap((at) => passage(sources, at, 0, Number.POSITIVE_INFINITY));
  const named = [...(finding.evidence ?? []), ...(finding.nearest === undefined ? [] : [finding.nearest])];
  const found = readEvidence(support(claim.text, sources, { asked }), sources);
  const places = [...named, ...found].filter(({ source }) => asked.includes(source));
  let passages: Passage[] = [];
  for (const { source, span } of places) {
    if (passages.some((one) => one.source === source && holds(one.span, span))) continue;
    if (passages.length >= MOST_PLACES) break;
    passages = merged(passages, widened(sources, source, span), sources);
  }
  return passages;
}

const holds = (outer: Span<"source">, inner: Span<"source">): boolean =>
  outer.start <= inner.start && inner.end <= outer.end;

/** The place with its whole sentences and one more on each side. */
function widened(sources: readonly Source[], source: number, { start, end }: Span<"source">): Passage[] {
  const text = sources[source]?.text ?? "";
  if (sources[source]?.kind === "record" && text.length <= SMALL_RECORD)
    return passage(sources, source, 0, text.length);
  const { words, sentences, sentenceOf } = wordingOf(text);
  const at = (offset: number): number => lowerBound(words.length, (word) => (words[word]?.end ?? 0) <= offset);
  const first = Math.max(0, (sentenceOf[at(start)] ?? 0) - 1);
  const last = Math.min(sentences.length - 1, (sentenceOf[at(end - 1)] ?? sentences.length - 1) + 1);
  const from = Math.min(start, words[sentences[first]?.[0] ?? 0]?.start ?? start);
  const next = words[sentences[last]?.[1] ?? words.length]?.start ?? text.length;
  const spare = Math.max(0, LONGEST - (end - start)) / 2;
  return passage(
    sources,
    source,
    Math.max(from, Math.floor(start - spare)),
    Math.min(Math.max(end, next), Math.max(start + LONGEST, Math.ceil(end + spare))),
  );
}

/** Cut where no character and no word is cut. */
function passage(sources: readonly Source[], source: number, from: number, to: number): Passage[] {
  const text = sources[source]?.text ?? "";
  let [start, end] = [Math.max(0, from), Math.min(text.length, to)];
  while (start > 0 && start < end && !isSpace(text, start - 1) && start > from - FARTHEST) start -= 1;
  while (end < text.length && !isSpace(text, end) && end < to + FARTHEST) end += 1;
  while (start < end && isSpace(text, start)) start += 1;
  while (end > start && isSpace(text, end - 1)) end -= 1;
  if (/[\udc00-\udfff]/.test(text.charAt(start)) && start > 0) start -= 1;
  if (/[\ud800-\udbff]/.test(text.charAt(end - 1)) && end < text.length) end += 1;
  return start === end ? [] : [{ source, span: sourceSpan(start, end), text: text.slice(start, end) }];
}

const FARTHEST = 40; // units to the edge of a word; scripts without spaces have none
const isSpace = (text: string, at: number): boolean => /\s/.test(text.charAt(at));

/** Passages that overlap are one. */
function merged(passages: readonly Passage[], [added]: Passage[], sources: readonly Source[]): Passage[] {
  if (added === undefined) return [...passages];
  const near = passages.find(
    ({ source, span }) => source === added.source && span.start <= added.span.end && added.span.start <= span.end,
  );
  if (near === undefined) return [...passages, added];
  const start = Math.min(near.span.start, added.span.start);
  const end = Math.max(near.span.end, added.span.end);
  return passages.flatMap((one) => (one === near ? passage(sources, one.source, start, end) : [one]));
}
