import type { Change, Match, Span } from "../../types.ts";
import { hasNegation, isNegation } from "../negation.ts";
import { normalisedQuote, originOf } from "../normalise.ts";
import type { Subject } from "../prepared.ts";
import { hasLetterOrDigit } from "../script.ts";
import { sourceSpan } from "../span.ts";
import { cutsWord, wholeCharacters } from "./edges.ts";
import { normalisedIn } from "./exact.ts";
import type { LocateOptions } from "./options.ts";
import { trimQuote } from "./trim-quote.ts";

/** An ellipsis, in brackets or not; or an editor's brackets with what the editor wrote. */
const GAP = /\. \. \.(?: \.)?|\[(?:…|\.\.\.)\]|\((?:…|\.\.\.)\)|…|\.\.\.|\[([^[\]]{0,80})\]/gu;
const MAY_HAVE_GAPS = /[…[]|\.\.|\. \./;
const MARKER = /^[\d\s,;^–-]*$/;

/** A quote that leaves something out: the parts that it has word for word, and what an editor put between them. */
interface Gapped {
  readonly parts: readonly string[];
  /** What stands in brackets before each part, and behind the last; absent for an ellipsis, or for nothing. */
  readonly inserted: readonly (string | undefined)[];
  readonly brackets: readonly string[];
}

function gapsOf(quote: string): Gapped | undefined {
  const pieces: string[] = [];
  const inserted: (string | undefined)[] = [];
  const brackets: string[] = [];
  let from = 0;
  let between: string | undefined;
  const push = (to: number): void => {
    const part = normalisedQuote(trimQuote(quote.slice(from, to)));
    if (!hasLetterOrDigit(part)) return;
    inserted.push(between);
    pieces.push(part);
    between = undefined;
  };
  for (const { 0: gap, 1: content, index } of quote.matchAll(GAP)) {
    if (content !== undefined && MARKER.test(content)) continue; // a citation marker, not an editor's word
    push(index);
    from = index + gap.length;
    between = content;
    if (content !== undefined) brackets.push(content);
  }
  if (from === 0) return undefined;
  push(quote.length);
  inserted.push(between);
  return { parts: pieces, inserted, brackets };
}

/**
 * A quote with ellipses or an editor's brackets: its parts word for word, in order and near each other. Of several places
 * the shortest, or that nearest the hint. Normalised if nothing was left out that may turn the sentence round; else, where
 * fuzzy matches are asked for, fuzzy, and what was left out is in `diff`.
 */
export function partsIn(subject: Subject, quote: string, options: LocateOptions, fuzzy: boolean): Match | undefined {
  if (!MAY_HAVE_GAPS.test(quote)) return undefined;
  const gapped = gapsOf(quote);
  if (gapped === undefined || gapped.parts.length === 0) return undefined;
  const plain =
    gapped.brackets.length === 0 ? undefined : normalisedIn(subject, quote.replaceAll(/[[\]]/g, ""), options);
  if (plain !== undefined) return plain;
  const least = gapped.brackets.length > 0 ? MIN_BESIDE_BRACKETS : MIN_PART;
  if (gapped.parts.some((part) => part.length < least)) return undefined;
  if (gapped.brackets.length === 0 && gapped.parts.length < 2)
    return normalisedIn(subject, gapped.parts[0] ?? "", options);
  const found = chains(subject, gapped, quote.length).flatMap((chain): readonly Found[] => {
    const span = spanOf(subject, chain.parts);
    const isNamed = span !== undefined && gapped.brackets.every((text) => standsNear(subject.text, span, text));
    return isNamed && (fuzzy || chain.turning.length === 0) ? [{ ...chain, span }] : [];
  });
  const { hint } = options;
  const order = ({ span }: Found): number => (hint === undefined ? span.end - span.start : Math.abs(span.start - hint));
  const [best] = found.sort(
    (a, b) => Number(a.turning.length > 0) - Number(b.turning.length > 0) || order(a) - order(b),
  );
  return best === undefined ? undefined : matchOf(subject, best);
}

interface Found extends Chain {
  readonly span: Span<"source">;
}

function matchOf({ text, normalised }: Subject, { span, parts, turning }: Found): Match {
  if (turning.length === 0) return { span, similarity: 1, match: "normalised", edits: 0 };
  const left = parts.slice(1).map(([start], at) => start - (parts[at]?.[1] ?? start));
  const edits = left.reduce((sum, units) => sum + units, 0);
  const whole = (parts.at(-1)?.[1] ?? 0) - (parts[0]?.[0] ?? 0);
  const diff = turning.map(([from, to]): Change => {
    const { start, end } = originOf(text, normalised, from, to);
    return { kind: "negation", quoted: "", source: text.slice(start, end), at: sourceSpan(start, end) };
  });
  return { span, similarity: 1 - edits / whole, match: "fuzzy", edits, diff };
}

/** Shorter parts are everywhere. */
const MIN_PART = 6;
const MIN_BESIDE_BRACKETS = 2;
/** Units in which the word is looked for that brackets at an edge stand for. */
const MAX_REPLACED = 40;
/** So many places of the first part are tried; a commoner part says nothing. */
const MAX_CHAINS = 2_000;

type Stretch = readonly [start: number, end: number];
/** Places of all parts in order, units of the normalised text, and what was left out that may turn the sentence round. */
interface Chain {
  readonly parts: readonly Stretch[];
  readonly turning: readonly Stretch[];
}

/** For each place of the first part the next place of each other: units of the normalised text. Linear: every part only moves on. */
function chains({ normalised: { text } }: Subject, { parts, inserted }: Gapped, quoteUnits: number): readonly Chain[] {
  const found: Chain[] = [];
  const next = new Map<number, number>();
  const firstFrom = (part: number, from: number): number => {
    const wanted = parts[part] ?? "";
    let at = next.get(part) ?? -1;
    if (at < from) at = text.indexOf(wanted, from);
    while (at >= 0 && (cutsWord(text, at) || cutsWord(text, at + wanted.length))) at = text.indexOf(wanted, at + 1);
    next.set(part, at < 0 ? text.length + 1 : at);
    return at < 0 ? text.length + 1 : at;
  };
  // Farther apart than this, an ellipsis joins what the source keeps apart.
  const widest = quoteUnits * 8 + 200;
  for (
    let start = firstFrom(0, 0), tried = 0;
    start <= text.length && tried < MAX_CHAINS;
    start = firstFrom(0, start + 1), tried += 1
  ) {
    const chain: Stretch[] = [[start, start + (parts[0] ?? "").length]];
    const turning: Stretch[] = [];
    for (let part = 1; part < parts.length; part += 1) {
      const from = chain.at(-1)?.[1] ?? 0;
      const at = firstFrom(part, from);
      if (at > text.length || at - start > widest) break;
      const left = text.slice(from, at);
      const brackets = inserted[part];
      if (brackets === undefined) {
        if (!mayLeaveOut(left)) turning.push([from, at]);
      } else if (!mayStandBetween(left, brackets, parts[part - 1] ?? "")) break;
      chain.push([at, at + (parts[part] ?? "").length]);
    }
    const [first, last] = [start, chain.at(-1)?.[1] ?? 0];
    if (chain.length === parts.length && replaces(text, inserted, first, last)) found.push({ parts: chain, turning });
  }
  return found;
}

/** What brackets at the edges of a quote stand for: the word before its first part, the word behind its last. */
function replaces(text: string, inserted: Gapped["inserted"], from: number, to: number): boolean {
  const before = wordsOf(text.slice(Math.max(0, from - MAX_REPLACED), from)).at(-1);
  const behind = wordsOf(text.slice(to, to + MAX_REPLACED))[0];
  return mayStandFor(before, inserted[0]) && mayStandFor(behind, inserted.at(-1));
}

/** Whether an editor's brackets may stand for a word of the source; no brackets stand for nothing, and a note beside it. */
const mayStandFor = (word: string | undefined, inserted: string | undefined): boolean =>
  inserted === undefined || NOTE.test(inserted) || mayReplace(word ?? "", inserted);

const wordsOf = (text: string): readonly string[] => text.match(/[\p{L}\p{N}]+/gu) ?? [];

/** Brackets between two parts stand for the pronoun there, or explain the one before: "it [the lid] fits". */
const mayStandBetween = (left: string, inserted: string, before: string): boolean =>
  left.trim() === "" ? mayStandFor(wordsOf(before).at(-1), inserted) : mayReplace(left, inserted);

/** What is left out must not be what turns the sentence round, nor what parts two sentences that are then made one. */
const mayLeaveOut = (left: string): boolean =>
  !hasNegation(left) && !TURNING.test(left) && (!SENTENCE_END.test(left) || SENTENCE_START.test(left));

const TURNING =
  /(?:^|[^\p{L}])(?:unless|except|only|hardly|barely|rarely|seldom|scarcely|refus\p{L}+|fail\p{L}*|den(?:y|ied|ies|ying)|reject\p{L}*|prohibit\p{L}*|forbid\p{L}*|forbade|lack\p{L}*|stop\p{L}*|nobody|nothing|nowhere|few|little|if)(?!\p{L})/u;
const SENTENCE_END = /[.!?。！？]/u;
/** The next part begins a sentence. */
const SENTENCE_START = /[.!?。！？][^\p{L}\p{N}]{0,6}$/u;

/** Brackets name what a pronoun stands for, or are a note of the editor's; in place of any other word they would change what is said. */
function mayReplace(left: string, inserted: string): boolean {
  const words = wordsOf(left);
  return words.length > 0 && words.length <= 2 && words.every((word) => PRONOUNS.has(word)) && !hasNegation(inserted);
}

const NOTE = /^\s*(?:sic!?|emphasis (?:added|mine|in (?:the )?original)|translated|!)\s*$/i;
const PRONOUNS = new Set(
  "i we you he she it they me us him her them my our your his its their this that these those there here who which the a an er sie es ihr ihm ihn wir ich dies diese dieser il elle ils elles on nous vous ce cela él ella ellos ellas esto eso".split(
    " ",
  ),
);

function spanOf({ text, normalised }: Subject, chain: Chain["parts"]): Span<"source"> | undefined {
  const [from, to] = [chain[0]?.[0] ?? 0, chain.at(-1)?.[1] ?? 0];
  const span = wholeCharacters(text, originOf(text, normalised, from, to));
  return span === undefined ? undefined : sourceSpan(span.start, span.end);
}

/** Units before and behind a quotation that say of whom it speaks. */
const VICINITY = 300;

/** Whether the figures, negations and names of an editor's words stand in the source, near the quotation. */
function standsNear(text: string, { start, end }: Span<"source">, inserted: string): boolean {
  const near = normalisedQuote(text.slice(Math.max(0, start - VICINITY), end + VICINITY));
  const known = new Set(near.match(/[\p{L}\p{M}\p{N}]+/gu));
  const telling = (inserted.match(/[\p{L}\p{M}\p{N}'’]+/gu) ?? []).filter(
    (word) => /\p{N}|^\p{Lu}/u.test(word) || isNegation(word.toLowerCase()),
  );
  return telling.every((word) => known.has(normalisedQuote(word)));
}
