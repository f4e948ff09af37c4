import type { Source } from "vouchsafe";

const WINDOW = 3; // sentences, as in the library's own coverage, so that only the measure differs

const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [];
const sentencesOf = (text: string): readonly string[] =>
  text.split(/(?<=[.!?])\s|\n/).filter((sentence) => wordsOf(sentence).length > 0);

type Windows = readonly ReadonlySet<string>[];
const kept = new Map<string, Windows>();

function windowsOf(text: string): Windows {
  const known = kept.get(text);
  if (known !== undefined) return known;
  const sentences = sentencesOf(text);
  const windows = sentences.map((_, at) => new Set(wordsOf(sentences.slice(at, at + WINDOW).join(" "))));
  kept.set(text, windows);
  return windows;
}

/**
 * What one would write in an afternoon: split the answer at full stops; of each sentence, the share of its words of
 * three letters or more that the best three sentences of one source have; the answer is as good as its worst sentence.
 * No stems, no weights, no figures, no notion of what is a claim.
 */
export function plainCoverage(answer: string, sources: readonly Source[]): number {
  const windows = sources.flatMap(({ text }) => windowsOf(text));
  const scores = sentencesOf(answer).map((sentence) => {
    const wanted = wordsOf(sentence);
    return Math.max(0, ...windows.map((window) => wanted.filter((word) => window.has(word)).length / wanted.length));
  });
  return Math.min(1, ...scores);
}
