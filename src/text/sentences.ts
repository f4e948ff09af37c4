import { startsLower, startsUpper } from "./script.ts";

/** Ends a sentence wherever it stands: scripts whose full stop is used for nothing else. */
const FINAL = new Set("。！？｡؟۔।॥։።፧។៕။⁇⁈⁉");
/** Ends a sentence if what follows agrees. */
const ENDING = new Set(".!?…");
const CLOSING = new Set("\"'”’»›」』｣》〉）)]】}*_`");

// Never the end: something always follows.
const TITLES = new Set(
  "mr mrs ms dr prof st sr rev gen col lt capt sgt gov sen rep hon e.g i.e eg ie vs cf viz fig figs eq no nos vol p pp ch sec art approx ca al resp incl excl z.b bzw ggf usw bspw d.h u.a nr abs str av т.е г ул им".split(
    " ",
  ),
);
// The end only before a word that begins sentences.
const WEAK = new Set(
  "т.д т.п u.s u.k u.n e.u inc ltd co corp jr bros dept est etc a.m p.m ph.d d.c b.c a.d jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun".split(
    " ",
  ),
);
const STARTERS = new Set(
  "the a an it its he she they we you i this that these those there in on at for from with if when while after before however but and or as by to of his her their our your not no yes also both all some many most each according although because since during once then so such what who how".split(
    " ",
  ),
);

/**
 * Ends of the sentences in `text.slice(start, end)`, as absolute offsets, ascending; the last is `end`. `known` tells
 * where a marker ends that begins at an offset, for those that are known beforehand. Linear.
 */
export function sentenceEnds(text: string, start: number, end: number, known: MarkerEnd = none): readonly number[] {
  const ends: number[] = [];
  let begin = start;
  for (let i = start; i < end; i += 1) {
    const character = text[i] ?? "";
    if (!FINAL.has(character) && !ENDING.has(character)) continue;
    let after = i + 1;
    while (after < end && (ENDING.has(text[after] ?? "") || FINAL.has(text[after] ?? ""))) after += 1;
    const run = text.slice(i, after);
    while (after < end && CLOSING.has(text[after] ?? "")) after += 1;
    after = afterMarkers(text, after, end, known);
    if (isEnd(text, begin, i, after, end, run)) {
      ends.push(after);
      begin = after;
    }
    i = after - 1;
  }
  if (begin < end) ends.push(end);
  return ends;
}

/** The end of the marker that begins at an offset, if one does. */
type MarkerEnd = (at: number) => number | undefined;
const none: MarkerEnd = () => undefined;

function isEnd(text: string, begin: number, stop: number, after: number, end: number, run: string): boolean {
  if (after >= end) return true;
  const hard = FINAL.has(run[0] ?? "");
  let next = after;
  while (next < end && isBlank(text, next)) next += 1;
  if (!hard && next === after && !isGlued(text, begin, stop, after)) return false;
  if (next >= end) return true;
  if (hard) return true;
  const rest = text.slice(next, next + 24);
  if (startsLower(rest)) return false;
  if (run !== ".") return true;
  const word = wordBefore(text, begin, stop);
  // An initial ("J. Smith") or an enumeration ("1. Install") begins something.
  if (/^\p{Lu}$/u.test(word) && word !== "I") return false;
  if (/^\d{1,2}$/.test(word) && text.slice(begin, stop).trim() === word) return false;
  const lower = word.toLowerCase();
  if (TITLES.has(lower)) return lower === "no" ? startsUpper(rest) : false;
  if (WEAK.has(lower)) return STARTERS.has((/^\p{L}+/u.exec(rest)?.[0] ?? "").toLowerCase());
  return true;
}

/** Citation markers after the full stop belong to the sentence before it, unless the next sentence goes on from them. */
function afterMarkers(text: string, from: number, end: number, known: MarkerEnd): number {
  let after = from;
  for (;;) {
    let next = after;
    while (next < end && (text[next] === " " || text[next] === "\u00a0")) next += 1;
    const marker = known(next);
    const close = marker ?? markerEnd(text, next, end);
    if (close === undefined) return after;
    let then = close;
    while (then < end && isSpace(text, then)) then += 1;
    const spaced = next > after;
    if (spaced && then < end && then > close && startsLower(text.slice(then, then + 2))) return after;
    // "[1](link)" or "[key]: value" is no marker.
    if (marker === undefined && (text[close] === "(" || (text[close] === ":" && spaced))) return after;
    after = close;
    while (after < end && (ENDING.has(text[after] ?? "") || FINAL.has(text[after] ?? ""))) after += 1;
  }
}

const MARKER_LENGTH = 80; // longer than any list of ids seen in answers; keeps the look-ahead bounded

function markerEnd(text: string, at: number, end: number): number | undefined {
  // An element with attributes wraps words of the next sentence; only a bare one is a marker.
  if (text.startsWith("<cite>", at)) {
    const close = text.slice(at, Math.min(end, at + 400)).indexOf("</cite>");
    return close < 0 ? undefined : at + close + "</cite>".length;
  }
  if (text[at] !== "[") return undefined;
  const limit = Math.min(end, at + MARKER_LENGTH);
  for (let i = at + 1; i < limit; i += 1) {
    const character = text[i];
    if (character === "]") return isMarkerContent(text.slice(at + 1, i)) ? i + 1 : undefined;
    if (character === "[" || character === "\n") return undefined;
  }
  return undefined;
}

/** Ids have no spaces, lists of numbers may; "[the company]" is an editor's bracket. */
const isMarkerContent = (content: string): boolean => /^\S+$/.test(content) || /^[\d,; –-]+$/.test(content);

function wordBefore(text: string, begin: number, stop: number): string {
  let i = stop;
  // Longest abbreviation has six letters with dots; twelve is ample and keeps it constant.
  while (i > begin && stop - i < 12 && /[\p{L}\p{N}.]/u.test(text[i - 1] ?? "")) i -= 1;
  return text.slice(i, stop);
}

/** "…full refund.Every item": a space was forgotten. Not in names of hosts, files and code, which have no such capitals. */
function isGlued(text: string, begin: number, stop: number, after: number): boolean {
  const before = text.slice(Math.max(begin, stop - 24), stop);
  if (
    !/^\p{Lu}\p{Ll}{2}/u.test(text.slice(after, after + 6)) ||
    !/(?:^|[^\p{L}\p{N}./:@_-])\p{Ll}{3,20}$/u.test(before)
  )
    return false;
  return /^\p{L}{3,20}[\s,]/u.test(text.slice(after, after + 24));
}

/** White space, or a character that nobody sees: it must not glue two sentences together. */
const isBlank = (text: string, at: number): boolean => /[\s\p{Default_Ignorable_Code_Point}]/u.test(text[at] ?? "");
const isSpace = (text: string, at: number): boolean => /\s/.test(text[at] ?? "");
