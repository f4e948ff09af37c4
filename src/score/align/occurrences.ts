import { lowerBound } from "../../text/lower-bound.ts";
import type { Wording } from "../../text/wording.ts";
import type { Hit } from "./hits.ts";

/** A key of a claim in a sentence of a source, each pair once, or twice for a very common word. */
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
export function occurrencesOf({ wording, positions: byKey }: Hit): readonly Occurrence[] {
  const found: Occurrence[] = [];
  const common: { readonly key: number; readonly positions: readonly number[] }[] = [];
  for (const [key, positions] of byKey.entries()) {
    if (positions === undefined) continue;
    if (positions.length > MOST) common.push({ key, positions });
    const most = Math.min(positions.length, MOST);
    let last = -1;
    for (let at = 0; at < most; at += 1) {
      const sentence = wording.sentenceOf[positions[at] ?? 0] ?? 0;
      if (sentence !== last) found.push({ sentence, key });
      last = sentence;
    }
  }
  const near = common.length > 0 ? nearRarer(wording, common, found) : [];
  return [...found, ...near].sort((a, b) => a.sentence - b.sentence);
}

/** Common words in sentences near those of rarer ones. */
function nearRarer(
  wording: Wording,
  common: readonly { readonly key: number; readonly positions: readonly number[] }[],
  found: readonly Occurrence[],
): readonly Occurrence[] {
  const commonKeys = new Set(common.map(({ key }) => key));
  const near = new Set<number>();
  for (const { sentence, key } of found)
    if (!commonKeys.has(key)) for (let by = 1 - WIDEST; by < WIDEST; by += 1) near.add(sentence + by);
  return common.flatMap(({ key, positions }) =>
    [...near].filter((sentence) => occursIn(wording, positions, sentence)).map((sentence) => ({ sentence, key })),
  );
}

/** Whether one of the ascending positions lies in a sentence. */
function occursIn({ sentences }: Wording, positions: readonly number[], sentence: number): boolean {
  const [from, to] = sentences[sentence] ?? [0, 0];
  const first = lowerBound(positions.length, (at) => (positions[at] ?? 0) < from);
  return (positions[first] ?? Number.POSITIVE_INFINITY) < to;
}
