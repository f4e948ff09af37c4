import type { Match, Span } from "../../types.ts";
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
 * A quote with ellipses or an editor's brackets: its parts word for word, in order and near each other, nothing left out
 * between them that turns the sentence round. Of several places the shortest, or that nearest the hint.
 */
export function partsIn(subject: Subject, quote: string, options: LocateOptions): Match | undefined {
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
  const found = chains(subject, gapped, quote.length)
    .map((chain) => spanOf(subject, chain))
    .filter((span) => span !== undefined)
    .filter((span) => gapped.brackets.every((text) => standsNear(subject.text, span, text)));
  const { hint } = options;
  const order = (span: Span<"source">): number =>
    hint === undefined ? span.end - span.start : Math.abs(span.start - hint);
  const [span] = found.sort((a, b) => order(a) - order(b));
  return span === undefined ? undefined : { span, similarity: 1, match: "normalised", edits: 0 };
}

/** Shorter parts are everywhere. */
const MIN_PART = 6;
const MIN_BESIDE_BRACKETS = 2;
/** Units in which the word is looked for that brackets at an edge stand for. */
const MAX_REPLACED = 40;
/** So many places of the first part are tried; a commoner part says nothing. */
const MAX_CHAINS = 2_000;

type Chain = readonly (readonly [start: number, end: number])[];

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
    const chain: (readonly [number, number])[] = [[start, start + (parts[0] ?? "").length]];
    for (let part = 1; part < parts.length; part += 1) {
      const from = chain.at(-1)?.[1] ?? 0;
      const at = firstFrom(part, from);
      if (at > text.length || at - start > widest) break;
      if (!mayLeaveOut(text.slice(from, at), inserted[part], parts[part - 1] ?? "")) break;
      chain.push([at, at + (parts[part] ?? "").length]);
    }
    const [first, last] = [start, chain.at(-1)?.[1] ?? 0];
    if (chain.length === parts.length && replaces(text, inserted, first, last)) found.push(chain);
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

/** What is left out must not be what turns the sentence round, nor what parts two sentences that are then made one. */
function mayLeaveOut(left: string, inserted: string | undefined, before: string): boolean {
  // "it [the lid] fits": the pronoun may stand, and be explained behind it.
  if (inserted !== undefined)
    return left.trim() === "" ? mayStandFor(wordsOf(before).at(-1), inserted) : mayReplace(left, inserted);
  return !hasNegation(left) && !TURNING.test(left) && (!SENTENCE_END.test(left) || SENTENCE_START.test(left));
}

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

function spanOf({ text, normalised }: Subject, chain: Chain): Span<"source"> | undefined {
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
