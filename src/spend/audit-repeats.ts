import { sentenceEnds } from "../text/sentences.ts";

/** Something that a prompt says more than once. */
export interface Repeat {
  readonly text: string;
  /** Where it begins, each time. */
  readonly at: readonly number[];
  /** Of one time. */
  readonly tokens: number;
  /** Of all times but the first. */
  readonly wastedTokens: number;
}

const BLANK_LINE = /\n[ \t]*\n/g;
const LINE_BREAK = /\n/g;
const SHORTEST = 20; // letters and figures: "Answer:" or "Yes." twice is no waste that anybody would mend

/**
 * Paragraphs, and sentences outside of those, that are said again word for word, whatever the case and the marks: the
 * dearest first. Linear.
 */
export function repeatsOf(prompt: string, tokensOf: (text: string) => number): readonly Repeat[] {
  const paragraphs = piecesOf(prompt, BLANK_LINE, 0, prompt.length);
  const again = repeated(prompt, paragraphs, tokensOf);
  const said = new Set(again.flatMap(({ at }) => at));
  const sentences = paragraphs
    .filter(({ start }) => !said.has(start))
    .flatMap(({ start, end }) => piecesOf(prompt, LINE_BREAK, start, end))
    .flatMap(({ start, end }) => {
      let from = start;
      return sentenceEnds(prompt, start, end).map((to) => {
        const piece = trimmed(prompt, from, to);
        from = to;
        return piece;
      });
    });
  return [...again, ...repeated(prompt, sentences, tokensOf)].sort((a, b) => b.wastedTokens - a.wastedTokens);
}

interface Piece {
  readonly start: number;
  readonly end: number;
}

function piecesOf(prompt: string, between: RegExp, start: number, end: number): readonly Piece[] {
  const found: Piece[] = [];
  let from = start;
  for (const gap of prompt.slice(start, end).matchAll(between)) {
    found.push(trimmed(prompt, from, start + gap.index));
    from = start + gap.index + gap[0].length;
  }
  found.push(trimmed(prompt, from, end));
  return found.filter((piece) => piece.end > piece.start);
}

function trimmed(prompt: string, start: number, end: number): Piece {
  const text = prompt.slice(start, end);
  const from = start + text.length - text.trimStart().length;
  const bare = text.trim();
  // The mark of a list item is no part of what the item says.
  const mark = LIST_MARK.exec(bare)?.[0].length ?? 0;
  return { start: from + mark, end: from + bare.length };
}

const LIST_MARK = /^(?:[-*+•]|\d{1,3}[.)])[ \t]{1,8}/;
const NO_WORD = /[^\p{L}\p{N}]+/gu;

function repeated(prompt: string, pieces: readonly Piece[], tokensOf: (text: string) => number): readonly Repeat[] {
  const byWords = new Map<string, Piece[]>();
  for (const piece of pieces) {
    const words = prompt.slice(piece.start, piece.end).toLowerCase().replaceAll(NO_WORD, " ").trim();
    if (words.length < SHORTEST) continue;
    const same = byWords.get(words);
    if (same === undefined) byWords.set(words, [piece]);
    else same.push(piece);
  }
  return [...byWords.values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined || same.length < 2) return [];
    const text = prompt.slice(first.start, first.end);
    const tokens = tokensOf(text);
    return [{ text, at: same.map(({ start }) => start), tokens, wastedTokens: tokens * (same.length - 1) }];
  });
}
