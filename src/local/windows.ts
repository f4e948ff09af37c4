import { trouble } from "./trouble.ts";

// A word, or sixteen characters of a script without spaces: where a window may begin and end. Sixteen are 64 bytes at most,
// and no tokenizer here makes more tokens of them.
const PIECE = /\S{1,16}/gu;
const OVERLAP = 0.25; // of a window, so that a sentence cut by one stands whole in the next

export interface Piece {
  readonly start: number;
  readonly end: number;
  /** About: alone a word may have another number than in its place. */
  readonly tokens: number;
}

/** The words of a text, with the number of tokens that each has. */
export function piecesOf(text: string, countTokens: (word: string) => number): readonly Piece[] {
  const counts = new Map<string, number>();
  return Array.from(text.matchAll(PIECE), ({ 0: word, index }) => {
    const tokens = counts.get(word) ?? countTokens(word);
    counts.set(word, tokens);
    return { start: index, end: index + word.length, tokens };
  });
}

/**
 * The text in windows that each encode to no more than the model takes, every word in at least one, each beginning a
 * quarter before the end of the one before it. `encode` answers `undefined` for what is too long.
 */
export function windowsOf<Encoded>(
  text: string,
  pieces: readonly Piece[],
  { budget, encode }: { readonly budget: number; readonly encode: (text: string) => Encoded | undefined },
): readonly Encoded[] {
  const encoded = (from: number, to: number): readonly Encoded[] => {
    const window = encode(text.slice(pieces[from]?.start, pieces[to - 1]?.end));
    if (window !== undefined) return [window];
    if (to - from <= 1) throw trouble("input-too-long", "a word of the evidence is longer than the model takes");
    const middle = from + Math.floor((to - from) / 2);
    return [...encoded(from, middle), ...encoded(middle, to)];
  };
  const windows: Encoded[] = [];
  for (let from = 0; from < pieces.length; ) {
    const to = endOf(pieces, from, budget);
    windows.push(...encoded(from, to));
    from = to < pieces.length ? startAfter(pieces, from, to, budget * OVERLAP) : to;
  }
  return windows;
}

/** As far as the budget goes, and one piece at least. */
function endOf(pieces: readonly Piece[], from: number, budget: number): number {
  let to = from;
  let tokens = 0;
  do {
    tokens += pieces[to]?.tokens ?? 0;
    to += 1;
  } while (to < pieces.length && tokens + (pieces[to]?.tokens ?? 0) <= budget);
  return to;
}

/** Back from the end by what two windows share, but never to where the window began. */
function startAfter(pieces: readonly Piece[], from: number, to: number, shared: number): number {
  let start = to;
  let tokens = 0;
  while (start - 1 > from) {
    tokens += pieces[start - 1]?.tokens ?? 0;
    if (tokens > shared) break;
    start -= 1;
  }
  return start;
}
