import type { Change, PlainSpan } from "../../types.ts";
import { hasNegation } from "../negation.ts";
import { normalise } from "../normalise.ts";
import { sourceSpan } from "../span.ts";
import { differingRuns } from "./differing-runs.ts";

/** A word with the marks that bind it: "don't", "1,000.5". */
const WORD = /[-−]?[\p{L}\p{M}\p{N}]+(?:['’.,][\p{L}\p{M}\p{N}]+)*/gu;
/** In scripts without spaces every character is a word of its own, with its marks. */
const CHARACTER =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]\p{M}*|[^\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+/gu;

interface Token {
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

/** What a quote and the text that it was matched with have in other words, in order. `offset` is where the text begins in its source. */
export function changesBetween(quote: string, text: string, offset: number): readonly Change[] {
  const [own, other] = [tokensOf(quote), tokensOf(text)];
  let head = 0;
  while (head < own.length && head < other.length && own[head]?.key === other[head]?.key) head += 1;
  let tail = 0;
  const most = Math.min(own.length, other.length) - head;
  while (tail < most && own[own.length - 1 - tail]?.key === other[other.length - 1 - tail]?.key) tail += 1;
  const [a, b] = [own.slice(head, own.length - tail), other.slice(head, other.length - tail)];
  return differingRuns(a, b).map(([from, to, start, end]) => {
    const own = placeOf(quote, a, from, to);
    const place = placeOf(text, b, start, end);
    const change = { quoted: quote.slice(own.start, own.end), source: text.slice(place.start, place.end) };
    const kind =
      turns(quote, own) === turns(text, place)
        ? kindOf(change, { quoted: head + from === 0, source: head + start === 0 })
        : "negation";
    return { kind, ...change, at: sourceSpan(offset + place.start, offset + place.end) };
  });

  /** Of no words, the place between their neighbours. */
  function placeOf(whole: string, list: readonly Token[], from: number, to: number): PlainSpan {
    const all = list === a ? own : other;
    const at = all[head + from]?.start ?? whole.length;
    return { start: at, end: from < to ? (list[to - 1]?.end ?? at) : at };
  }
}

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (const { 0: word, index } of text.matchAll(WORD)) {
    for (const { 0: part, index: within } of isAscii(word) ? [{ 0: word, index: 0 }] : word.matchAll(CHARACTER)) {
      const start = index + within;
      tokens.push({ key: isAscii(part) ? part.toLowerCase() : normalise(part).text, start, end: start + part.length });
    }
  }
  return tokens;
}

const isAscii = (text: string): boolean => !/[^ -~]/.test(text);

/** The gravest of what differs: figures, then negations, then names: words written large that do not begin the text. */
function kindOf(
  { quoted, source }: Pick<Change, "quoted" | "source">,
  isFirst: { readonly quoted: boolean; readonly source: boolean },
): Change["kind"] {
  if (/\p{N}/u.test(quoted) || /\p{N}/u.test(source)) return "figure";
  if (hasNegation(quoted) || hasNegation(source)) return "negation";
  return hasName(quoted, isFirst.quoted) || hasName(source, isFirst.source) ? "name" : "word";
}

/** Negations written on, in scripts without spaces and in Korean; only their ends may differ, so their neighbours are read too. */
const JOINED_NEGATION = /[不没沒无無非未別别勿]|ない|なか|ませ(?:ん|$)|ไม่|않|없|못|안/u;
const turns = (text: string, { start, end }: PlainSpan): boolean =>
  JOINED_NEGATION.test(text.slice(Math.max(0, start - 2), end + 2));

const hasName = (text: string, isFirst: boolean): boolean =>
  (text.match(/\p{L}[\p{L}\p{M}'’]*/gu) ?? []).slice(isFirst ? 1 : 0).some((word) => /^\p{Lu}/u.test(word));
