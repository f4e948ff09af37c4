import type { Answer } from "vouchsafe";
import { randomFrom } from "./metrics.ts";

const SYLLABLES = "ba be do fa ga ka la le ma mi na no pa ra ri sa so ta ti vo".split(" ");
const VOCABULARY = 5_000; // as many different words as a handbook has
const SENTENCE = 14; // words

/** Text of invented words, the first of them common and the last rare as in a language, the same for the same seed. */
export function syntheticText(units: number, seed: number): string {
  const random = randomFrom(seed);
  const sentences: string[] = [];
  for (let length = 0; length < units; ) {
    // Zipf's law: the rank of a word is uniform in its logarithm.
    const words = Array.from({ length: SENTENCE }, () => wordOf(Math.floor(VOCABULARY ** random()) - 1));
    const sentence = `${capitalised(words.join(" "))}.`;
    sentences.push(sentence);
    length += sentence.length + 1;
  }
  return sentences.join(" ").slice(0, units);
}

/** An answer of so many sentences, each one of its source's with its third word changed: near, and never verbatim. */
export function syntheticAnswer({ claims, units, seed }: { claims: number; units: number; seed: number }): Answer {
  const text = syntheticText(units, seed);
  const sentences = text.split(". ").slice(0, -1);
  const answer = Array.from({ length: claims }, (_, at) => {
    const words = (sentences[Math.floor((at * sentences.length) / claims)] ?? "").split(" ");
    words[2] = wordOf(VOCABULARY + (at % 100));
    return `${capitalised(words.join(" "))}.`;
  });
  return { answer: answer.join(" "), sources: [{ id: "source", text }] };
}

function wordOf(rank: number): string {
  let word = "";
  for (let rest = rank + SYLLABLES.length; rest > 0; rest = Math.floor(rest / SYLLABLES.length)) {
    word += SYLLABLES[rest % SYLLABLES.length] ?? "";
  }
  return word;
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
