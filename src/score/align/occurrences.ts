import { lowerBound } from "../../text/lower-bound.ts";
import type { Wording } from "../../text/wording.ts";

/** A key of a claim in a sentence of a source, each pair once or more. */
export interface Occurrence {
  readonly sentence: number;
  /** Its position among the keys looked for. */
  readonly key: number;
}

const MOST = 2_000; // occurrences of one word in one source: a word that common places nothing
const WIDEST = 5; // sentences of the widest window

/**
 * The sentences in which keys occur, in order. A word with very many occurrences counts where the rarer words
 * are, and in its first ones: so a claim costs the same in a source of any size, and a window missed only lowers a score.
 */
export function occurrencesOf(wording: Wording, keys: readonly string[]): readonly Occurrence[] {
  const found: Occurrence[] = [];
  const common: { readonly key: number; readonly positions: readonly number[] }[] = [];
  const near = new Set<number>();
  for (const [key, word] of keys.entries()) {
    const positions = wording.positions.get(word) ?? [];
    const isCommon = positions.length > MOST;
    if (isCommon) common.push({ key, positions });
    for (const position of isCommon ? positions.slice(0, MOST) : positions) {
      const sentence = wording.sentenceOf[position] ?? 0;
      found.push({ sentence, key });
      if (!isCommon) for (let by = 1 - WIDEST; by < WIDEST; by += 1) near.add(sentence + by);
    }
  }
  for (const { key, positions } of common) {
    for (const sentence of near) if (occursIn(wording, positions, sentence)) found.push({ sentence, key });
  }
  return found.sort((a, b) => a.sentence - b.sentence);
}

/** Whether one of the ascending positions lies in a sentence. */
function occursIn({ sentences }: Wording, positions: readonly number[], sentence: number): boolean {
  const [from, to] = sentences[sentence] ?? [0, 0];
  const first = lowerBound(positions.length, (at) => (positions[at] ?? 0) < from);
  return (positions[first] ?? Number.POSITIVE_INFINITY) < to;
}
