import { keptByContent } from "./kept-by-content.ts";
import { sentenceSpans } from "./source-sentences.ts";
import { type Word, words } from "./words.ts";

/** A text as words, with what scoring needs of them, each part made when first asked for and kept. */
export interface Wording {
  readonly text: string;
  readonly words: readonly Word[];
  /** Positions in `words` of each key. */
  readonly positions: ReadonlyMap<string, readonly number[]>;
  /** Sentences as half-open ranges of `words`, ascending. */
  readonly sentences: readonly (readonly [from: number, to: number])[];
  /** The sentence of each word. */
  readonly sentenceOf: Uint32Array;
  /** The figures of the text as values, each once, ascending. */
  readonly figures: Float64Array;
}

function make(text: string): Wording {
  let list: readonly Word[] | undefined;
  let positions: Map<string, number[]> | undefined;
  let sentences: readonly (readonly [number, number])[] | undefined;
  let sentenceOf: Uint32Array | undefined;
  let figures: Float64Array | undefined;
  return {
    text,
    get words() {
      list ??= words(text);
      return list;
    },
    get positions() {
      if (positions !== undefined) return positions;
      positions = new Map();
      for (const [at, word] of this.words.entries()) {
        const known = positions.get(word.key);
        if (known === undefined) positions.set(word.key, [at]);
        else known.push(at);
      }
      return positions;
    },
    get sentences() {
      sentences ??= sentenceSpans(text, this.words);
      return sentences;
    },
    get sentenceOf() {
      if (sentenceOf !== undefined) return sentenceOf;
      sentenceOf = new Uint32Array(this.words.length);
      for (const [at, [from, to]] of this.sentences.entries()) sentenceOf.fill(at, from, to);
      return sentenceOf;
    },
    get figures() {
      figures ??= Float64Array.from(
        new Set(
          this.words.flatMap(({ key, kind }) =>
            kind === "number" && Number.isFinite(Number(key)) ? [Number(key)] : [],
          ),
        ),
      ).sort();
      return figures;
    },
  };
}

/** Units of text kept: a few thousand chunks, or a few books, some 200 MB with indexes. */
const MAX_KEPT_UNITS = 8_000_000;

/** The same text is read once. */
export const wordingOf: (text: string) => Wording = keptByContent(make, MAX_KEPT_UNITS);
