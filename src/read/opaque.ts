import type { Block } from "./blocks.ts";
import type { Resolve } from "./resolver.ts";

/** A stretch of the answer in which no marker is read: inline code, mathematics. */
export interface Opaque {
  readonly start: number;
  readonly end: number;
}

interface Token {
  readonly at: number;
  readonly text: string;
  /** The next token of the same text in the same paragraph, or of the text that closes it. */
  readonly partner: number | undefined;
}

const TOKEN = /\\[\s\S]|`+|\$\$?|\n[^\S\n]*(?=\n)/g;
const CLOSER = new Map([
  ["\\(", "\\)"],
  ["\\[", "\\]"],
]);

/** Inline code and mathematics of an answer, in order and disjoint. What never closes is neither. Linear. */
export function opaqueIn(answer: string, blocks: readonly Block[], resolve: Resolve): readonly Opaque[] {
  const tokens = tokensOf(answer, blocks);
  const found: Opaque[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    const closing = token?.partner === undefined ? undefined : tokens[token.partner];
    if (token === undefined || closing === undefined) continue;
    const from = token.at + token.text.length;
    const content = answer.slice(from, closing.at);
    const isOpaque = token.text.startsWith("`")
      ? !MARKERS.test(content)
      : isMathematics(answer, token, content, resolve);
    if (isOpaque) found.push({ start: token.at, end: closing.at + closing.text.length });
    else if (!token.text.startsWith("`")) continue;
    at = token.partner ?? at;
  }
  return found;
}

/** A marker that was set in code all by itself: "`[1]`". */
const MARKERS = /^\s*(?:[[［【][^[\]［］【】]+[\]］】][\s,]?)+$/;
const PLAIN_NUMBERS = /^[\p{Nd}\s,;–-]+$/u;
/** Two words in a row, which no formula has outside of `\text`. */
const PROSE = /(?:^|[^\\\p{L}{])\p{L}{2,}[.,;:!?]?\s+\p{L}{2,}/u;

function isMathematics(answer: string, { at, text }: Token, content: string, resolve: Resolve): boolean {
  if (text === "\\[") return !PLAIN_NUMBERS.test(content) && resolve(content.trim()).length === 0;
  if (content.trim() === "" || PROSE.test(content)) return false;
  if (text !== "$") return true;
  // "$5 [1] and $6": a closing sign stands behind what it closes, and before no figure.
  if (/^\s|\s$/.test(content) || /\d/.test(answer[at + content.length + 2] ?? "")) return false;
  return !/^\d/.test(content) || /[\\^_=+]/.test(content);
}

function tokensOf(answer: string, blocks: readonly Block[]): readonly Token[] {
  const code = blocks.filter(({ kind }) => kind === "code" || kind === "fence");
  const raw: { at: number; text: string }[] = [];
  let next = 0;
  for (const { index: at, 0: text } of answer.matchAll(TOKEN)) {
    while ((code[next]?.end ?? Number.POSITIVE_INFINITY) <= at) next += 1;
    if ((code[next]?.start ?? Number.POSITIVE_INFINITY) <= at) continue;
    raw.push({ at, text });
  }
  // From the end, so that each opening finds its partner without a search.
  const last = new Map<string, number>();
  const partners: (number | undefined)[] = [];
  for (let at = raw.length - 1; at >= 0; at -= 1) {
    const text = raw[at]?.text ?? "";
    if (text.startsWith("\n")) last.clear();
    else {
      partners[at] = last.get(CLOSER.get(text) ?? text);
      last.set(text, at);
    }
  }
  return raw.map((token, at) => ({ ...token, partner: /^[`$]|^\\[([]/.test(token.text) ? partners[at] : undefined }));
}
