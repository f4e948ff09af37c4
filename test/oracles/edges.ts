import type { Normalised } from "../../src/text/normalise.ts";

/** Where a quotation may begin and end in a normalised text: `begins[i]` before unit `i`, `ends[j]` before unit `j`. */
export interface Edges {
  readonly begins: readonly boolean[];
  readonly ends: readonly boolean[];
}

/** Scripts that part words by nothing, or by particles that are written on. */
const UNSPACED =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]/u;
/** Digits of figures that are written in Han characters. */
const HAN_NUMERAL = /[〇零一二三四五六七八九十百千万萬億亿兆两兩]/u;
const IN_WORD = /[\p{L}\p{N}\p{M}]/u;

/** What a quotation may begin and end with: anything but white space. (Letters and digits alone would be stricter.) */
const AT_AN_END = /\S/u;

const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });

/** The offsets at which a grapheme begins, and the end of the text. */
export function graphemeEdges(text: string): ReadonlySet<number> {
  const edges = new Set([0, text.length]);
  for (const { index } of graphemes.segment(text)) edges.add(index);
  return edges;
}

/**
 * Whether a cut at `at` parts what belongs together: two letters of one word (in scripts that have spaces), a figure
 * from its decimals or thousands, a figure from its sign.
 */
export function splitsWord(text: string, at: number): boolean {
  const left = characterEnding(text, at);
  const right = characterAt(text, at);
  if (left === "" || right === "") return false;
  if (HAN_NUMERAL.test(left) && HAN_NUMERAL.test(right)) return true;
  if (IN_WORD.test(left) && IN_WORD.test(right)) return !UNSPACED.test(left) && !UNSPACED.test(right);
  return splitsFigure(text.slice(0, at), text.slice(at));
}

function splitsFigure(before: string, after: string): boolean {
  if (/\p{N}$/u.test(before.slice(-2)) && /^[.,]\p{N}/u.test(after.slice(0, 3))) return true;
  if (/\p{N}[.,]$/u.test(before.slice(-3)) && /^\p{N}/u.test(after.slice(0, 2))) return true;
  return /(?:^|[\s(])[-−]$/u.test(before.slice(-2)) && /^\p{N}/u.test(after.slice(0, 2));
}

const characterAt = (text: string, at: number): string =>
  at < text.length ? String.fromCodePoint(text.codePointAt(at) ?? 0) : "";
const characterEnding = (text: string, at: number): string =>
  /[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(Math.max(0, at - 2), at))
    ? text.slice(at - 2, at)
    : text.slice(Math.max(0, at - 1), at);

/**
 * The edges of a source: whole graphemes, whole words, no white space at either end. Two units that one character
 * unfolds into ("ﬁ") have no edge between them.
 */
export function edgesOf(source: string, { text, starts, ends: lasts }: Normalised, quote = ""): Edges {
  const [first, last] = [IN_WORD.test(characterAt(quote, 0)), IN_WORD.test(characterEnding(quote, quote.length))];
  const whole = graphemeEdges(source);
  const begins: boolean[] = [];
  const ends: boolean[] = [];
  for (let at = 0; at <= text.length; at += 1) {
    const start = starts[at] ?? source.length;
    const inCharacter = at > 0 && at < text.length && start < (lasts[at - 1] ?? 0);
    const free = !inCharacter && whole.has(start) && !splitsWord(text, at);
    begins.push(free && AT_AN_END.test(characterAt(text, at)) && (!first || IN_WORD.test(characterAt(text, at))));
    ends.push(free && AT_AN_END.test(characterEnding(text, at)) && (!last || IN_WORD.test(characterEnding(text, at))));
  }
  return { begins, ends };
}
