import { sentenceEnds } from "./sentences.ts";
import type { Word } from "./words.ts";

const MAX_WORDS = 60; // longer "sentences" are tables, lists and records without full stops: cut, so that a window stays a window

/** Sentences of a source as half-open ranges of its words: split at line breaks and full stops, at most sixty words. */
export function sentenceSpans(text: string, words: readonly Word[]): readonly (readonly [number, number])[] {
  const spans: (readonly [number, number])[] = [];
  let word = 0;
  const close = (end: number): void => {
    let from = word;
    while (word < words.length && (words[word]?.start ?? 0) < end) {
      word += 1;
      if (word - from === MAX_WORDS) {
        spans.push([from, word]);
        from = word;
      }
    }
    if (word > from) spans.push([from, word]);
  };
  for (const [start, end] of paragraphs(text)) for (const stop of sentenceEnds(text, start, end)) close(stop);
  close(Number.POSITIVE_INFINITY);
  return spans;
}

/** Pieces between line breaks; a line that plainly goes on (hard-wrapped prose) is joined to the next. */
function* paragraphs(text: string): Generator<readonly [number, number]> {
  let start = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) {
    const goesOn =
      /^\p{Ll}/u.test(text.slice(at + 1, at + 3)) && !/[.!?:;]\s*$/.test(text.slice(Math.max(start, at - 4), at));
    if (goesOn) continue;
    yield [start, at];
    start = at + 1;
  }
  yield [start, text.length];
}
