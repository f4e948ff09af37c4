import { trouble } from "./trouble.ts";

/** A word of the claim, and which of the claim's tokens it is made of. */
export interface ClaimWord {
  readonly start: number;
  readonly end: number;
  readonly from: number;
  readonly to: number;
}

/**
 * The words of the claim by its tokens. Tokenizers here do not tell offsets, so each word is encoded by itself, with or
 * without the space before it; where neither gives the tokens of the whole, the claim is one word.
 */
export function claimWords(
  claim: string,
  ids: readonly number[],
  encode: (text: string) => readonly number[],
): readonly ClaimWord[] {
  const places = Array.from(claim.matchAll(/\S+/g), ({ 0: word, index }) => ({
    start: index,
    end: index + word.length,
  }));
  const [first] = places;
  const last = places.at(-1);
  if (first === undefined || last === undefined) return [];
  for (const isSpaced of [true, false]) {
    const own = places.map(({ start, end }, at) => {
      const before = places[at - 1]?.end ?? 0;
      return encode(claim.slice(isSpaced ? before : start, end));
    });
    if (!equal(own.flat(), ids)) continue;
    let to = 0;
    return places.map((place, at) => {
      const from = to;
      to += own[at]?.length ?? 0;
      return { ...place, from, to };
    });
  }
  return [{ start: first.start, end: last.end, from: 0, to: ids.length }];
}

/** Where the claim's tokens begin in an input: the last place that has them, since the evidence may have them too. */
export function claimStart(input: readonly number[], claim: readonly number[]): number {
  for (let start = input.length - claim.length; start >= 0; start -= 1) {
    if (claim.every((id, at) => input[start + at] === id)) return start;
  }
  throw trouble("model-mismatch", "the claim's tokens are not in the model's input as they are by themselves");
}

const equal = (some: readonly number[], others: readonly number[]): boolean =>
  some.length === others.length && some.every((id, at) => id === others[at]);
