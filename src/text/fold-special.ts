import { hyphenEnd, markerEnd } from "./fold-ahead.ts";
import { combines, DROP, foldCharacter, foldCluster, foldOf, isDropped, SPACE, SPECIAL } from "./fold-unit.ts";
import { type Folding, write } from "./folding.ts";
import { isSpaceless, wordClass } from "./script.ts";

const NONE = 0;

/** Folds one item that is more than a plain unit; gives the offset behind it. */
export function foldSpecial(text: string, at: number, into: Folding): number {
  const codePoint = text.codePointAt(at) ?? NONE;
  const end = at + (codePoint > 0xffff ? 2 : 1);
  if (codePoint > 0xffff && isDropped(codePoint)) return end;
  if (combines(codePoint)) return joinMarks(text, at, marksEnd(text, end), into);
  if (codePoint === 0x0a || codePoint === 0x0d) return lineBreak(text, at, into);
  const piece = foldCharacter(codePoint);
  if (piece.length !== 1 || foldOf(piece.charCodeAt(0)) === DROP) {
    writePiece(piece, at, end, into);
    return end;
  }
  const before = into.length > 0 ? (into.units[into.length - 1] ?? NONE) : NONE;
  const after = end >= text.length ? NONE : isBlank(text.charCodeAt(end)) ? SPACE : foldOf(text.charCodeAt(end));
  switch (piece) {
    case "*":
      return isFactor(text, at, before, after) ? kept(piece, at, end, into) : end;
    case "_":
      return isWord(before) && isWord(after) ? kept(piece, at, end, into) : end;
    case "~":
      return after === SPECIAL || after === DROP || repeats(text, at) ? end : kept(piece, at, end, into);
    case "`":
      return isWord(before) && isWord(after) ? kept("'", at, end, into) : end;
    case "\u00ad":
      return (isWord(before) ? hyphenEnd(text, end) : undefined) ?? end;
    case "-":
      return (isWord(before) ? hyphenEnd(text, end) : undefined) ?? kept(piece, at, end, into);
    case "[":
    case "【":
      return markerEnd(text, end, piece) ?? kept(piece, at, end, into);
    default:
      return kept(piece, at, end, into);
  }
}

/** A line break with the blanks behind it is one blank; between two characters of a script without spaces it is nothing. */
function lineBreak(text: string, at: number, into: Folding): number {
  let end = at + 1;
  while (end < text.length && isBlank(text.charCodeAt(end))) end += 1;
  const before = into.length > 0 ? (into.units[into.length - 1] ?? NONE) : NONE;
  if (before === NONE || before === SPACE) return end;
  const after = end < text.length ? foldOf(text.charCodeAt(end)) : NONE;
  if (!isSpaceless(before) || !isSpaceless(after)) write(into, SPACE, at, at + 1);
  return end;
}

const isBlank = (unit: number): boolean => unit === 0x0a || unit === 0x0d || foldOf(unit) === SPACE;
function kept(piece: string, start: number, end: number, into: Folding): number {
  write(into, piece.charCodeAt(0), start, end);
  return end;
}

const isDigit = (unit: number): boolean => unit >= 0x30 && unit <= 0x39;
const isWord = (unit: number): boolean => unit > SPACE && wordClass(unit) === 1;
const repeats = (text: string, at: number): boolean => text[at - 1] === text[at];

/** A star multiplies between figures, and between blanks unless it begins a line; anywhere else it is emphasis. */
function isFactor(text: string, at: number, before: number, after: number): boolean {
  if (isDigit(before)) return isDigit(after);
  if (before !== SPACE || after !== SPACE || repeats(text, at)) return false;
  return !LINE_START.test(text.slice(Math.max(0, at - 5), at));
}
const LINE_START = /[\n\r][ \t]{0,4}$/;

/** Marks join what was written before them, whatever was dropped in between, so that composed and decomposed forms meet. */
function joinMarks(text: string, at: number, end: number, into: Folding): number {
  const { units, length } = into;
  let base = length;
  while (base > 0 && combines(units[base - 1] ?? NONE)) base -= 1;
  if (base > 0 && units[base - 1] !== SPACE) base -= base > 1 && isLow(units[base - 1] ?? NONE) ? 2 : 1;
  const start = base < length ? (into.starts?.[base] ?? at) : at;
  const piece = foldCluster(String.fromCharCode(...units.subarray(base, length)) + text.slice(at, end));
  into.length = base;
  writePiece(piece, start, end, into);
  return end;
}

function marksEnd(text: string, from: number): number {
  let i = from;
  while (i < text.length) {
    const codePoint = text.codePointAt(i) ?? NONE;
    if (!combines(codePoint) || isInvisible(codePoint)) return i;
    i += codePoint > 0xffff ? 2 : 1;
  }
  return i;
}

const isLow = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;
const isInvisible = (codePoint: number): boolean =>
  codePoint > 0xffff ? isDropped(codePoint) : foldOf(codePoint) === DROP;

/** Signs that mean something by their neighbours are left out of what a single character unfolds into. */
const UNFOLDED = new Set("*_~`[【\u00ad");

function writePiece(piece: string, start: number, end: number, into: Folding): void {
  for (let at = 0; at < piece.length; at += 1) {
    const unit = piece.charCodeAt(at);
    const kind = foldOf(unit);
    if (kind === DROP || UNFOLDED.has(piece.charAt(at))) continue;
    const isBlank = kind === SPACE;
    if (isBlank && (into.length === 0 || into.units[into.length - 1] === SPACE)) continue;
    write(into, isBlank ? SPACE : unit, start, end);
  }
}
