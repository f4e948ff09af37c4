import type { Source } from "../../types.ts";
import type { Place } from "../join-chunks.ts";
import { sentenceEnds } from "../sentences.ts";
import { sourceSpan } from "../span.ts";
import { licenceOf } from "./licence.ts";
import { type Spoken, spoken } from "./spoken.ts";
import { userTurns } from "./turns.ts";

const MOST = 200; // sentences with the rarest word of a claim that are looked at: so many repeat each other

/**
 * The sentence of the user's that carries a claim under the licence of conversations, in one of the sources asked:
 * one sentence of one turn has all that the claim says.
 */
export function hear(claim: string, sources: readonly Source[], asked: readonly number[]): Place | undefined {
  const conversations = asked.filter((at) => sources[at]?.kind === "conversation");
  const licence = conversations.length === 0 ? undefined : licenceOf(claim);
  if (licence === undefined) return undefined;
  for (const at of conversations) {
    const { sentences, byWord } = heardOf(sources[at]?.text ?? "");
    const rarest = licence.telling
      .map((key) => byWord.get(key) ?? [])
      .reduce((fewest, list) => (list.length < fewest.length ? list : fewest));
    for (const index of rarest.slice(0, MOST)) {
      const sentence = sentences[index];
      if (sentence !== undefined && licence.isKeptBy(sentence))
        return { source: at, span: sourceSpan(sentence.start, sentence.end) };
    }
  }
  return undefined;
}

interface Sentence extends Spoken {
  readonly start: number;
  readonly end: number;
}
interface Heard {
  readonly sentences: readonly Sentence[];
  readonly byWord: ReadonlyMap<string, readonly number[]>;
}

/** The sentences of the user's turns. A line break ends none: what a line says may hang on the line before it. */
function make(text: string): Heard {
  const sentences = userTurns(text).flatMap(({ start, end }) => {
    let from = start;
    return sentenceEnds(text, start, end).map((stop): Sentence => {
      while (from < stop && /\s/.test(text[from] ?? "")) from += 1;
      const sentence = { start: from, end: stop, ...spoken(text.slice(from, stop)) };
      from = stop;
      return sentence;
    });
  });
  const byWord = new Map<string, number[]>();
  for (const [index, { tokens }] of sentences.entries()) {
    for (const key of new Set(tokens.map((token) => token.key))) {
      const known = byWord.get(key);
      if (known === undefined) byWord.set(key, [index]);
      else known.push(index);
    }
  }
  return { sentences, byWord };
}

/** The conversation read last: a pipeline asks one after the other, claim by claim. */
let last: { readonly text: string; readonly heard: Heard } | undefined;

function heardOf(text: string): Heard {
  if (last?.text !== text) last = { text, heard: make(text) };
  return last.heard;
}
