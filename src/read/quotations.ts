import type { Block } from "./blocks.ts";
import { plainMarks } from "./plain-marks.ts";
import { quotingElements } from "./quoting-elements.ts";

/** A stretch between quotation marks; offsets index the answer and leave the marks out. */
export interface Quoted {
  readonly start: number;
  readonly end: number;
}

/** Closing marks of each opening mark. German „ closes with “ or ”; some write »…«, some ”…” and »…». */
const PAIRS = new Map([
  ["“", "”"],
  ["‘", "’"],
  ["„", "“”‟″"],
  ["‟", "”“‟"],
  ["″", "″"],
  ["‚", "‘’"],
  ["«", "»"],
  ["»", "«»"],
  ["‹", "›"],
  ["›", "‹"],
  ["”", "”"],
  ["「", "」"],
  ["『", "』"],
  ["｢", "｣"],
  ["《", "》"],
  ["〈", "〉"],
  ["〝", "〞〟"],
  ["❝", "❞"],
  ["❛", "❜"],
  ["❮", "❯"],
]);
/** Marks that open only where a word follows at once and none stands before: they close, or are a comma, elsewhere. */
const BEFORE_WORD = new Set("”‚›‟″");
/** Marks of titles: they quote if they hold a sentence. */
const TITLES = new Set("《〈");
const SENTENCE = /[。！？，；,.!?;؟]/u;
/** A straight mark behind a letter or digit closes, or stands for inches; behind "=" it is an attribute's. Elsewhere it opens. */
const BEFORE_CLOSING = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Arabic}\p{N}=]/u;

/** The quotations between two offsets, outermost only, in order. A mark that never closes opens nothing. Linear. */
function quotationsIn(answer: string, start: number, end: number): readonly Quoted[] {
  const found: Quoted[] = [];
  // Where each closing mark stands last, looked up once: an opening mark without a partner must not cost a scan each.
  const last = new Map<string, number>();
  const closes = (marks: string, after: number): boolean =>
    [...marks].some((mark) => {
      const at = last.get(mark) ?? answer.slice(start, end).lastIndexOf(mark) + start;
      last.set(mark, at);
      return at > after;
    });
  let opened = -1;
  let closing = "";
  for (let i = start; i < end; i += 1) {
    const character = answer[i] ?? "";
    if (opened >= 0) {
      if (!closing.includes(character) || ("’'".includes(character) && isApostrophe(answer, i))) continue;
      const isTitle = TITLES.has(answer[opened] ?? "") && !SENTENCE.test(answer.slice(opened, i));
      if (i > opened + 1 && !isTitle) found.push({ start: opened + 1, end: i });
      opened = -1;
      continue;
    }
    const pair = PAIRS.get(character);
    if (pair !== undefined) {
      if (BEFORE_WORD.has(character) && !opensWord(answer, start, i)) continue;
      if (!closes(pair, i)) {
        // Opened and never closed: it quotes to the end. ’ and » also close, and then stand behind a letter.
        if (UNMISTAKABLE.has(character) || goesOn(answer, start, i, end)) return [...found, { start: i + 1, end }];
        continue;
      }
      opened = i;
      closing = pair;
    } else if (character === "'" && opensSingle(answer, start, i)) {
      if (!closes("'", i)) continue;
      opened = i;
      closing = "'";
    } else if (STRAIGHT.has(character) && (i === start || !BEFORE_CLOSING.test(answer[i - 1] ?? ""))) {
      if (!closes(character, i)) {
        if (goesOn(answer, start, i, end)) return [{ start: i + 1, end }];
        continue;
      }
      opened = i;
      closing = character;
    }
  }
  return found;
}

const STRAIGHT = new Set('"＂');

/** Whether the next paragraph opens the same quotation again, so that this one is quoted to its end. */
const goesOn = (answer: string, start: number, at: number, end: number): boolean =>
  at === start && answer.slice(end, end + 12).trimStart()[0] === answer[at];

/** Whether a mark stands before a word and behind none. */
const opensWord = (answer: string, start: number, at: number): boolean =>
  (at === start || /[\s([（—–:：]/.test(answer[at - 1] ?? "")) && /^[\p{L}\p{N}]/u.test(answer.slice(at + 1, at + 3));

/** Marks that only ever open. */
const UNMISTAKABLE = new Set("“„「『｢〝❝");

/** A straight single mark between a space and a letter: "'tis" and "'90s" are rare, and too short for a quotation. */
const opensSingle = (answer: string, start: number, at: number): boolean =>
  (at === start || /[\s([:]/.test(answer[at - 1] ?? "")) && /^\p{L}/u.test(answer.slice(at + 1, at + 3));

const isApostrophe = (answer: string, at: number): boolean => /^\p{L}/u.test(answer.slice(at + 1, at + 3));

/**
 * The quotations of the blocks, in order: a block quote is one, but for the line below it that says whence; what an
 * element quotes is one a block; elsewhere the quotation marks tell.
 */
export function quotationsOfBlocks(answer: string, blocks: readonly Block[]): readonly Quoted[] {
  const elements = quotingElements(answer);
  const marked = plainMarks(answer);
  let next = 0;
  return blocks.flatMap(({ kind, start, end }): readonly Quoted[] => {
    if (kind === "block-quote") return [{ start, end: beforeAttribution(answer, start, end) }];
    const found: Quoted[] = [];
    let from = start;
    while ((elements[next]?.end ?? end) < start) next += 1;
    for (let at = next; (elements[at]?.start ?? end) < end; at += 1) {
      const element = trimmed(
        answer,
        Math.max(start, elements[at]?.start ?? start),
        Math.min(end, elements[at]?.end ?? end),
      );
      if (element.start > from) found.push(...quotationsIn(marked, from, element.start));
      if (element.end > element.start) found.push(element);
      from = Math.max(from, element.end);
    }
    return [...found, ...quotationsIn(marked, from, end)];
  });
}

const ATTRIBUTION = /\n[^\S\n]{0,3}(?:>[^\S\n]?)*(?:—|–|―|--)[^\S\n]?\S[^\n]{0,160}$/u;
const LONGEST_ATTRIBUTION = 200; // units; a longer last line is quoted too

/** The end of a block quote without its line of attribution: `> — Refund policy`. */
function beforeAttribution(answer: string, start: number, end: number): number {
  const from = Math.max(start, end - LONGEST_ATTRIBUTION);
  const line = ATTRIBUTION.exec(answer.slice(from, end));
  if (line === null) return end;
  let stop = from + line.index;
  while (stop > start && /[\s>]/.test(answer[stop - 1] ?? "")) stop -= 1;
  return stop;
}

const trimmed = (answer: string, start: number, end: number): Quoted => {
  const text = answer.slice(start, end);
  return { start: start + text.length - text.trimStart().length, end: end - (text.length - text.trimEnd().length) };
};

/** The quotations inside a piece, for pieces asked in ascending order. */
export function quotedWithin(quoted: readonly Quoted[]): (start: number, end: number) => readonly Quoted[] {
  let next = 0;
  return (start, end) => {
    while ((quoted[next]?.end ?? Number.POSITIVE_INFINITY) <= start) next += 1;
    const inside: Quoted[] = [];
    for (let at = next; (quoted[at]?.start ?? end) < end; at += 1) {
      const one = quoted[at];
      if (one !== undefined) inside.push({ start: Math.max(one.start, start), end: Math.min(one.end, end) });
    }
    return inside;
  };
}
