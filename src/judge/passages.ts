import { support } from "../score/support.ts";
import { readEvidence } from "../score/support-evidence.ts";
import { sourceSpan } from "../text/span.ts";
import { type Wording, wordingOf } from "../text/wording.ts";
import type { Claim, Draft, Finding, Source, Span } from "../types.ts";
import type { Passage } from "./item.ts";
import { toldSentences } from "./told-sentences.ts";

const SMALL = 1_200; // units of all sources asked, some 300 tokens: all their sentences may be shown
const SMALL_RECORD = 4_000; // a sentence about a record draws on many values
const MOST_PLACES = 3; // as many as `support` needs for most claims
const LONGEST = 1_200; // units of the sentences of a place, before their neighbours
const MOST_PASSAGES = 12; // where sentences are left out, a place is several passages

export interface Reading {
  readonly passages: readonly Passage[];
  /** The same places with what is left out of them. */
  readonly places: readonly string[];
}

/**
 * What a judge reads of the sources for a claim: the places that the finding names, then those that share most words with
 * the claim, each with the sentence before it and behind it; of small sources all. Sentences that are about judging rather than about the
 * claim are left out (`toldSentences`).
 */
export function passagesFor(
  finding: Pick<Finding, "evidence" | "nearest">,
  claim: Pick<Claim, "text" | "citations">,
  draft: Pick<Draft, "sources">,
  neighbours: boolean,
): Reading {
  const { sources } = draft;
  const cited = [...new Set(claim.citations.flatMap((citation) => citation.sources))];
  const asked = (cited.length > 0 ? cited : sources.map((_, at) => at)).filter((at) => sources[at]?.text.trim());
  const isSmall = asked.reduce((sum, at) => sum + (sources[at]?.text.length ?? 0), 0) <= SMALL;
  const wanted = isSmall ? everySentence(asked, sources) : sentencesFor(finding, claim.text, asked, sources);
  const inOrder = [...wanted].sort(([one], [other]) => one - other);
  const all = (): boolean => true;
  return {
    passages: inOrder
      .flatMap(([source, sentences]) => {
        const isRecord = sources[source]?.kind === "record";
        const isTold = isRecord ? all : toldSentences(claim.text, wordingOf(sources[source]?.text ?? ""), neighbours);
        return passagesOf(source, sentences, isTold, sources);
      })
      .slice(0, MOST_PASSAGES),
    places: inOrder.flatMap(([source, sentences]) =>
      passagesOf(source, sentences, all, sources).map(({ text }) => text),
    ),
  };
}

/** Sentences by the position of their source. */
type Sentences = Map<number, Set<number>>;

function everySentence(asked: readonly number[], sources: readonly Source[]): Sentences {
  return new Map(asked.map((at) => [at, new Set(wordingOf(sources[at]?.text ?? "").sentences.keys())]));
}

function sentencesFor(
  finding: Pick<Finding, "evidence" | "nearest">,
  claim: string,
  asked: readonly number[],
  sources: readonly Source[],
): Sentences {
  const named = [...(finding.evidence ?? []), ...(finding.nearest === undefined ? [] : [finding.nearest])];
  const found = readEvidence(support(claim, sources, { asked }), sources);
  const wanted: Sentences = new Map();
  let places = 0;
  for (const { source, span } of [...named, ...found]) {
    if (!asked.includes(source) || places >= MOST_PLACES) continue;
    const own = sentencesAt(sources[source], span);
    const known = wanted.get(source) ?? new Set();
    if (own.slice(1, -1).every((sentence) => known.has(sentence))) continue;
    places += 1;
    wanted.set(source, new Set([...known, ...own]));
  }
  return wanted;
}

/** The sentences of a place, and one on each side of it, which may not exist; of a small record all. */
function sentencesAt(source: Source | undefined, { start, end }: Span<"source">): readonly number[] {
  const { text, words, sentences } = wordingOf(source?.text ?? "");
  if (source?.kind === "record" && text.length <= SMALL_RECORD) return [-1, ...sentences.keys(), -1];
  const last = Math.min(end, start + LONGEST);
  const own = sentences.flatMap(([from, to], at) =>
    (words[to - 1]?.end ?? 0) > start && (words[from]?.start ?? text.length) < last ? [at] : [],
  );
  return [(own[0] ?? 0) - 1, ...own, (own.at(-1) ?? sentences.length) + 1];
}

/** A passage for each run of sentences that a judge is told. */
function passagesOf(
  source: number,
  wanted: ReadonlySet<number>,
  isTold: (sentence: number) => boolean,
  sources: readonly Source[],
): Passage[] {
  const wording = wordingOf(sources[source]?.text ?? "");
  const passages: Passage[] = [];
  let run: number[] = [];
  const close = (): void => {
    const passage = passageOf(source, run, wording);
    if (passage !== undefined) passages.push(passage);
    run = [];
  };
  for (const sentence of [...wanted].sort((a, b) => a - b)) {
    if (sentence < 0 || sentence >= wording.sentences.length) continue;
    if (run.length > 0 && run.at(-1) !== sentence - 1) close();
    if (isTold(sentence)) run.push(sentence);
    else close();
  }
  close();
  return passages;
}

function passageOf(source: number, run: readonly number[], { text, words, sentences }: Wording): Passage | undefined {
  const [first, last] = [run[0], run.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const start = words[sentences[first]?.[0] ?? 0]?.start ?? 0;
  let end = words[sentences[last]?.[1] ?? words.length]?.start ?? text.length;
  while (end > start && SPACE.test(text.charAt(end - 1))) end -= 1;
  return { source, span: sourceSpan(start, end), text: text.slice(start, end) };
}

const SPACE = /\s/;
