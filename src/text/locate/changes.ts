import type { Change } from "../../types.ts";
import { isNegation } from "../negation.ts";
import { normalise } from "../normalise.ts";
import { sourceSpan } from "../span.ts";

/** A word with the marks that bind it: "don't", "1,000.5", "well-known"; in scripts without spaces one character. */
const WORD =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]|[-−]?[\p{L}\p{M}\p{N}]+(?:['’.,][\p{L}\p{M}\p{N}]+)*/gu;

/** Words compared in one table; of longer stretches what lies between their common ends is one change. */
const MOST_CELLS = 250_000;

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
  return runs(a, b).map(([from, to, start, end]) => {
    const quoted = sliceOf(quote, a, from, to);
    const source = sliceOf(text, b, start, end);
    const at = b[start]?.start ?? other[head + start]?.start ?? text.length;
    const until = end > start ? (b[end - 1]?.end ?? at) : at;
    const first = { quoted: head + from === 0, source: head + start === 0 };
    return { kind: kindOf(quoted, source, first), quoted, source, at: sourceSpan(offset + at, offset + until) };
  });
}

const tokensOf = (text: string): readonly Token[] =>
  Array.from(text.matchAll(WORD), ({ 0: word, index }) => ({
    key: normalise(word).text,
    start: index,
    end: index + word.length,
  }));

const sliceOf = (text: string, tokens: readonly Token[], from: number, to: number): string =>
  from < to ? text.slice(tokens[from]?.start, tokens[to - 1]?.end) : "";

type Run = readonly [from: number, to: number, start: number, end: number];

/** The stretches outside a longest common subsequence, side by side. */
function runs(a: readonly Token[], b: readonly Token[]): readonly Run[] {
  if (a.length === 0 && b.length === 0) return [];
  if (a.length === 0 || b.length === 0 || a.length * b.length > MOST_CELLS) return [[0, a.length, 0, b.length]];
  const width = b.length + 1;
  const longest = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      longest[i * width + j] =
        a[i]?.key === b[j]?.key
          ? (longest[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(longest[(i + 1) * width + j] ?? 0, longest[i * width + j + 1] ?? 0);
    }
  }
  const found: Run[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i]?.key === b[j]?.key) {
      i += 1;
      j += 1;
      continue;
    }
    const [from, start] = [i, j];
    while ((i < a.length || j < b.length) && !(i < a.length && j < b.length && a[i]?.key === b[j]?.key)) {
      const down =
        j >= b.length || (i < a.length && (longest[(i + 1) * width + j] ?? 0) >= (longest[i * width + j + 1] ?? 0));
      if (down) i += 1;
      else j += 1;
    }
    found.push([from, i, start, j]);
  }
  return found;
}

/** The gravest of what differs: figures, then negations, then names: words written large that do not begin the text. */
function kindOf(
  quoted: string,
  source: string,
  isFirst: { readonly quoted: boolean; readonly source: boolean },
): Change["kind"] {
  if (/\p{N}/u.test(quoted) || /\p{N}/u.test(source)) return "figure";
  const list = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{M}'’]+/gu) ?? [];
  if ([...list(quoted), ...list(source)].some(isNegation)) return "negation";
  return hasName(quoted, isFirst.quoted) || hasName(source, isFirst.source) ? "name" : "word";
}

const hasName = (text: string, isFirst: boolean): boolean =>
  (text.match(/\p{L}[\p{L}\p{M}'’]*/gu) ?? []).slice(isFirst ? 1 : 0).some((word) => /^\p{Lu}/u.test(word));
