import { combines, DROP, foldCharacter, foldOf, SPACE } from "./fold-unit.ts";
import { startsLower, startsUpper } from "./script.ts";

const MAX_BLANKS = 40; // the indentation of a line that goes on with a word

/**
 * The offset at which a word goes on that a hyphen before `from` breaks at the end of a line: one line break with
 * blanks around it, and a small letter, or a capital where one stands before the hyphen too. `undefined` if it does not.
 */
export function hyphenEnd(text: string, from: number): number | undefined {
  let breaks = 0;
  let at = from;
  for (; at - from < MAX_BLANKS; at += 1) {
    const unit = text[at];
    if (unit === "\n") breaks += 1;
    else if (unit !== "\r" && unit !== " " && unit !== "\t") break;
  }
  if (breaks !== 1) return undefined;
  const [before, after] = [text.charAt(from - 2), text.charAt(at)];
  return startsLower(after) || (startsUpper(before) && startsUpper(after)) ? at : undefined;
}

const MAX_NUMBERS = 12; // more numbers in one bracket are a table or code

/**
 * The offset behind a citation marker whose bracket opened before `from`: "[1]", "[1, 2-4]", "[^1]", "【4:0†source】".
 * Where the bracket is cut short by another sign that may itself be dropped, only the bracket is: else what is left
 * would read as a marker next time. `undefined` if the bracket stays. Looks no farther than the next bracket.
 */
export function markerEnd(text: string, from: number, opened: "[" | "【"): number | undefined {
  let numbers = 0;
  let inNumber = false;
  for (let at = from; at < text.length; at += 1) {
    const character = text.charAt(at);
    const kind = foldOf(text.charCodeAt(at));
    if (kind === DROP || character === "\u00ad") continue;
    const isDigit = kind >= 0x30 && kind <= 0x39;
    if (isDigit && !inNumber) numbers += 1;
    inNumber = isDigit;
    if (
      isDigit ||
      kind === SPACE ||
      character === "\n" ||
      character === "\r" ||
      INSIDE.has(String.fromCharCode(kind)) ||
      HYPHENS.has(character)
    )
      continue;
    if (opened === "【" && character === "†") return nameEnd(text, at + 1);
    if (kind === CLOSING[opened]) return numbers > 0 && numbers <= MAX_NUMBERS ? at + 1 : undefined;
    return kind >= SPACE || !mayVanish(text, at) ? undefined : from;
  }
  return undefined;
}

/** Whether a sign is dropped by its neighbours, or unfolds into what a marker may hold. */
function mayVanish(text: string, at: number): boolean {
  const codePoint = text.codePointAt(at) ?? 0;
  if (combines(codePoint)) return false;
  const piece = foldCharacter(codePoint);
  return /^(?:[*_~`[【]|[\d,;:^\s]+)$/.test(piece);
}

const INSIDE = new Set(",;^:");
const HYPHENS = new Set("-‐‑‒–—−");
const CLOSING = { "[": 0x5d, "【": 0x3011 } as const;

/** "†source】": the name runs to the closing bracket, unless another opens first. */
function nameEnd(text: string, from: number): number | undefined {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === "】") return at + 1;
    if (text[at] === "【") return undefined;
  }
  return undefined;
}
