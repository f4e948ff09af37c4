import { trouble } from "./trouble.ts";

const PIECE = /\S{1,64}/gu; // a word, or 64 characters of a script without spaces: where a window may begin and end
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
    if (to - from <= 1) throw trouble("claim-too-long", "the claim leaves no room for a word of its evidence");
    const middle = from + Math.floor((to - from) / 2);
    return [...encoded(from, middle), ...encoded(middle, to)];
  };
  const windows: Encoded[] = [];
  for (let from = 0; from < pieces.length; ) {
    let to = from;
    let tokens = 0;
    for (
      let next = pieces[to];
      next !== undefined && (to === from || tokens + next.tokens <= budget);
      next = pieces[to]
    ) {
      tokens += next.tokens;
      to += 1;
    }
    windows.push(...encoded(from, to));
    if (to >= pieces.length) break;
    let start = to;
    let shared = 0;
    for (let before = pieces[start - 1]; before !== undefined && start - 1 > from; before = pieces[start - 1]) {
      shared += before.tokens;
      if (shared > budget * OVERLAP) break;
      start -= 1;
    }
    from = start;
  }
  return windows;
}
