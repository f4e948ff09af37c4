import { codePointStart } from "./visible.ts";

/** How the last sentence of a text ends. `dangling`: on a comma, a colon or another mark that promises more. */
export type SentenceEnd = "ended" | "trailing-off" | "unended" | "dangling";
export interface EndOptions {
  /** Labels of markers beside those that look like one, such as the ids of the sources. */
  readonly labels?: ReadonlySet<string>;
}

/** Groups longer than this are prose and no marker; it also keeps the way back short. */
const MAX_MARKER_LENGTH = 200;
/** `Sentence_Terminal` lacks the Tibetan shads and the Greek question mark. */
const TERMINATOR = /^[\p{Sentence_Terminal}\u0f0d\u0f0e\u037e]$/u;
/** Marks that may stand between a terminator and the end: closing quotations, emphasis, superscripts, emoji; never code, whose full stop is its own. */
const CLOSING =
  /^["'”“’»«›‹」』》〉*_~\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\u00b9\u00b2\u00b3\u2070-\u2079†‡\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\p{Variation_Selector}]$/u;
const DANGLING = /^[,;:\-–—‑([{/&،؛、，；：（「『【“„«‹@#\\]$/u;
/** Words that stand before what they need, so that no sentence ends with them and their full stop. */
const ABBREVIATIONS = new Set(
  "dr mr mrs ms mx prof vs viz cf e.g i.e eg ie fig figs eq eqs approx resp incl bzw z.b d.h ggf vgl z.b. т.е напр".split(
    " ",
  ),
);
/** Lower case only: a vitamin is called A. */
const UNFINISHED_WORD =
  /(?:^|\s)(?:a|an|the|of|and|or|with|from|than|because|if|that|der|die|das|und|oder|le|la|les|et|el|los|y|и)$/u;
const CLOSERS: { readonly [closer: string]: string } = {
  ")": "(",
  "]": "[",
  "】": "【",
  "）": "（",
  "］": "［",
};

/** How `text.slice(start, end)` ends, looking past markers, closing quotations, emphasis and emoji. Linear. */
export function sentenceEnd(text: string, start: number, end: number, options: EndOptions = {}): SentenceEnd {
  let index = end;
  while (index > start) {
    const from = codePointStart(text, index);
    const mark = text.slice(from, index);
    if (TERMINATOR.test(mark)) return terminated(text, start, index);
    if (mark === "…" || mark === "⋯") return "trailing-off";
    if (mark === ";" && /^\p{Script=Greek}$/u.test(text.charAt(from - 1))) return "ended";
    if (mark in CLOSERS) {
      // A full stop inside the closing bracket ends the sentence in it.
      if (TERMINATOR.test(text.charAt(from - 1)) && mark !== "]") return terminated(text, start, from);
      const aside =
        mark === ")" ? LINK_ASIDE.exec(text.slice(Math.max(start, index - MAX_MARKER_LENGTH), index)) : null;
      if (aside !== null) {
        index -= aside[0].length;
        continue;
      }
      const opened = groupStart(text, start, from, CLOSERS[mark] ?? "(");
      if (opened === undefined || !isMarker(text.slice(opened, index), options)) return "unended";
      index = opened;
      continue;
    }
    if (mark === ">") {
      const opened = tagStart(text, start, from);
      if (opened === undefined) return "unended";
      index = opened;
      continue;
    }
    if (!CLOSING.test(mark)) break;
    index = from;
  }
  if (index <= start) return "dangling";
  if (DANGLING.test(text.charAt(index - 1))) return "dangling";
  return UNFINISHED_WORD.test(text.slice(Math.max(start, index - 10), index)) ? "dangling" : "unended";
}

/** `index` is just after a terminator. */
function terminated(text: string, start: number, index: number): SentenceEnd {
  const mark = text.charAt(index - 1);
  const from = lastSpace(text, start, index - 1);
  const word = text.slice(from, index - 1);
  if (/^[("'“«[]*(?:https?:\/\/|www(?:\.|$))/i.test(word)) return addressEnd(word, mark);
  if (mark !== ".") return "ended";
  if (word.endsWith(".")) return "trailing-off";
  const at = word.lastIndexOf("@");
  if (at > 0 && !word.slice(at).includes(".")) return "unended";
  const plain = word.replace(/^[("'“«[*_]+/, "");
  // The first letter of "e.g." or "i.e.", cut after its full stop; a vitamin D is written large.
  if (/^[eizт]$/u.test(plain)) return "unended";
  return ABBREVIATIONS.has(plain.toLowerCase()) ? "unended" : "ended";
}

/** A full stop after an address ends the sentence only if the host is whole; `?` belongs to the address. */
function addressEnd(address: string, mark: string): SentenceEnd {
  if (mark === "?") return "unended";
  const host = address.replace(/^[^a-z]*(?:https?:\/\/)?(?:www(?:\.|$))?/i, "").split(/[/?#]/, 1)[0] ?? "";
  return mark !== "." || /[^.]\.[^.]/.test(host) || address.endsWith("/") ? "ended" : "unended";
}

function lastSpace(text: string, start: number, end: number): number {
  const limit = Math.max(start, end - MAX_MARKER_LENGTH);
  let index = end;
  while (index > limit && !/^[\s\u3000]$/.test(text.charAt(index - 1))) index -= 1;
  return index;
}

/** A link in round brackets stands beside its sentence. */
const LINK_ASIDE = /\(\[[^[\]\n]*\]\([^()\s]*\)\)$/;

/** Where the group opens that closes at `closer`. */
function groupStart(text: string, start: number, closer: number, opener: string): number | undefined {
  const limit = Math.max(start, closer - MAX_MARKER_LENGTH);
  for (let index = closer - 1; index >= limit; index -= 1) {
    if (text.charAt(index) === opener) return index;
  }
  return undefined;
}

/** Numbers, ids without spaces, known labels and references; not the text of a link, which is part of a sentence. */
function isMarker(group: string, { labels }: EndOptions): boolean {
  const inside = group.slice(1, -1).trim();
  if (inside === "") return false;
  if (labels?.has(inside) === true) return true;
  if (/^(?:sources?|see|ref|refs|passages?|doc|docs|documents?|pages?|pp?\.|cf\.|§|https?:)(?![a-z])/i.test(inside))
    return true;
  if (group.startsWith("(")) return /^\d{1,3}(?:[,;–-] ?\d{1,3})*$/.test(inside) || / et al\b/.test(inside);
  return inside.split(/[,;]/).every((part) => part.trim() !== "" && !/\s/.test(part.trim()));
}

/** Where to go on before a tag: before the whole element if it holds a marker and no prose. */
function tagStart(text: string, start: number, end: number): number | undefined {
  const opened = groupStart(text, start, end, "<");
  if (opened === undefined) return undefined;
  const tag = text.slice(opened + 1, end);
  if (/^[a-z]+ [^>]*\/$|^[a-z]+\/$/i.test(tag)) return opened;
  const name = /^\/([a-z]+)$/i.exec(tag)?.[1]?.toLowerCase();
  if (name === undefined) return undefined;
  if (!["cite", "sup", "sub", "ref", "source", "a"].includes(name)) return opened;
  const content = groupStart(text, start, opened, ">");
  const element = content === undefined ? undefined : groupStart(text, start, content, "<");
  if (content === undefined || element === undefined) return opened;
  // A sentence may be what is marked; then its own end counts.
  return /\s/.test(text.slice(content + 1, opened).trim()) ? opened : element;
}
