import type { Change, PlainSpan } from "../../types.ts";
import { isNegation } from "../negation.ts";
import { normalise } from "../normalise.ts";
import { isSpaceless, wordClass } from "../script.ts";
import { signsIn } from "../signs.ts";
import { sourceSpan } from "../span.ts";
import { differingRuns } from "./differing-runs.ts";

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
  const isPlain = isAscii(quote) && isAscii(text);
  return differingRuns(a, b).map(([from, to, start, end]) => {
    const place = placeOf(text, b, start, end);
    const said = placeOf(quote, a, from, to);
    const isTurned = !isPlain && turns(quote, said) !== turns(text, place);
    return {
      kind: isTurned ? "negation" : kindOf(quote, a.slice(from, to), text, b.slice(start, end)),
      quoted: quote.slice(said.start, said.end),
      source: text.slice(place.start, place.end),
      at: sourceSpan(offset + place.start, offset + place.end),
    };
  });

  /** Of no words, the place between their neighbours. */
  function placeOf(whole: string, list: readonly Token[], from: number, to: number): PlainSpan {
    const all = list === a ? own : other;
    const at = all[head + from]?.start ?? whole.length;
    return { start: at, end: from < to ? (list[to - 1]?.end ?? at) : at };
  }
}

/** Words with the marks that bind them ("don't", "1,000.5", "-5"), as they are compared; in scripts without spaces every character is a word. */
function tokensOf(original: string): readonly Token[] {
  const { text, starts, ends } = normalise(original);
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; ) {
    const start = at;
    const codePoint = text.codePointAt(at) ?? 0;
    at += codePoint > 0xffff ? 2 : 1;
    const isSign = codePoint === 0x2d && isWordAt(text, at) && !isWordAt(text, start - 1);
    if (wordClass(codePoint) === 0 && !isSign) {
      if (signsIn(text.slice(start, at)) !== "")
        tokens.push({ key: text.slice(start, at), start: starts[start] ?? 0, end: ends[at - 1] ?? original.length });
      continue;
    }
    const alone = isSpaceless(codePoint);
    for (let next = at; next < text.length; next = at) {
      const point = text.codePointAt(next) ?? 0;
      const kind = wordClass(point);
      const binds = kind === 0 && !alone && BINDING.has(text.charAt(next)) && isWordAt(text, next + 1);
      if (!binds && (kind === 0 || (kind === 1 && (alone || isSpaceless(point))))) break;
      at = next + (point > 0xffff ? 2 : 1);
    }
    tokens.push({ key: text.slice(start, at), start: starts[start] ?? 0, end: ends[at - 1] ?? original.length });
  }
  return tokens;
}

const BINDING = new Set("'.,");
const isWordAt = (text: string, at: number): boolean => at >= 0 && wordClass(text.codePointAt(at) ?? 0) !== 0;
const isAscii = (text: string): boolean => !/[^ -~]/.test(text);

/** The gravest of what differs: figures, then negations, then names: words written large that do not begin the text. */
function kindOf(quote: string, own: readonly Token[], text: string, other: readonly Token[]): Change["kind"] {
  const all = [...own, ...other];
  if (all.some(({ key }) => FIGURE.test(key))) return "figure";
  if (all.some(({ key }) => isNegation(key))) return "negation";
  const isName = (whole: string, { start }: Token): boolean => start > 0 && CAPITAL.test(whole.slice(start, start + 2));
  return own.some((one) => isName(quote, one)) || other.some((one) => isName(text, one)) ? "name" : "word";
}
const FIGURE = /\p{N}/u;
const CAPITAL = /^\p{Lu}/u;

/** Negations written on, in scripts without spaces and in Korean; only their ends may differ, so their neighbours are read too. */
const JOINED_NEGATION = /[不没沒无無非未別别勿]|ない|なか|ませ(?:ん|$)|ไม่|않|없|못|안/u;
const turns = (text: string, { start, end }: PlainSpan): boolean =>
  JOINED_NEGATION.test(text.slice(Math.max(0, start - 2), end + 2));
