import { numeralOf } from "../numeral.ts";
import { isSpaceless, wordClass } from "../script.ts";

/** The smallest piece that a value is read from. White space is none, but for the end of a line at which a text breaks off ("\n"); `glued` says that there is none before it. */
export interface Token {
  readonly kind: "word" | "digits" | "fraction" | "power" | "mark";
  /** Words in lower case, digits in ASCII with their separators as written, marks as they are. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly glued: boolean;
  /** A word that begins with a capital. */
  readonly capital?: true;
}

const LINE_FEED = 10;
const POINT = 46;
const SPACE = /^\s$/u;
const SEPARATOR = /^[.,'’\u00a0\u2009\u202f]$/u;

/** The tokens between two offsets, in order. Linear. */
export function tokensOf(text: string, from = 0, to = text.length): readonly Token[] {
  const tokens: Token[] = [];
  let at = from;
  let glued = false;
  while (at < to) {
    const codePoint = text.codePointAt(at) ?? 0;
    const width = codePoint > 0xffff ? 2 : 1;
    if (codePoint <= 32 || (codePoint > 127 && SPACE.test(text.charAt(at)))) {
      const breaks = codePoint === LINE_FEED && !goesOn(text, at, to);
      if (breaks && tokens.at(-1)?.text !== "\n")
        tokens.push({ kind: "mark", text: "\n", start: at, end: at + 1, glued: false });
      glued = false;
      at += width;
      continue;
    }
    const token = tokenAt(text, at, width, codePoint, to, glued);
    tokens.push(token);
    at = token.end;
    glued = true;
  }
  return tokens;
}

/** Whether a line plainly goes on behind a break: hard-wrapped prose. A heading, a cell or a paragraph ends there, and so do its values. */
const goesOn = (text: string, at: number, to: number): boolean =>
  at + 1 < to &&
  /^[\p{Ll}\d]/u.test(text.slice(at + 1, at + 3)) &&
  !/[.!?:;|\n]$/.test(text.slice(Math.max(0, at - 1), at));

function tokenAt(text: string, at: number, width: number, codePoint: number, to: number, glued: boolean): Token {
  if (codePoint === POINT && !glued && at + 1 < to && numeralOf(text.codePointAt(at + 1) ?? 0)?.form === "digit") {
    // ".5"
    const digits = digitsAt(text, at + 1, to, glued);
    return { ...digits, start: at, text: `0.${digits.text}` };
  }
  const numeral = numeralOf(codePoint);
  switch (numeral?.form) {
    case "digit":
      return digitsAt(text, at, to, glued);
    case "fraction":
      return { kind: "fraction", text: String(numeral.value), start: at, end: at + width, glued };
    case "enclosed":
      return { kind: "digits", text: numeral.text, start: at, end: at + width, glued };
    case "power":
      return { kind: "power", text: numeral.text, start: at, end: at + width, glued };
    default:
      return wordClass(codePoint) === 1
        ? wordAt(text, at, to, glued)
        : { kind: "mark", text: text.slice(at, at + width), start: at, end: at + width, glued };
  }
}

/** Digits in a row, with single separators that have a digit on both sides. */
function digitsAt(text: string, start: number, to: number, glued: boolean): Token {
  let written = "";
  let at = start;
  while (at < to) {
    const codePoint = text.codePointAt(at) ?? 0;
    const numeral = numeralOf(codePoint);
    if (numeral?.form === "digit") {
      written += numeral.text;
      at += codePoint > 0xffff ? 2 : 1;
      continue;
    }
    const unit = text.charAt(at);
    const goesOn = at + 1 < to && numeralOf(text.codePointAt(at + 1) ?? 0)?.form === "digit";
    if (!goesOn || !SEPARATOR.test(unit)) break;
    written += unit;
    at += 1;
  }
  return { kind: "digits", text: written, start, end: at, glued };
}

const CAPITAL = /^[\p{Lu}\p{Lt}]/u;

/** Letters in a row, with apostrophes inside; one character where words are written without spaces. */
function wordAt(text: string, start: number, to: number, glued: boolean): Token {
  let at = start;
  while (at < to) {
    const codePoint = text.codePointAt(at) ?? 0;
    const kind = wordClass(codePoint);
    const isApostrophe =
      (codePoint === 0x27 || codePoint === 0x2019) && at > start && wordClass(text.codePointAt(at + 1) ?? 0) === 1;
    if (kind === 0 && !isApostrophe) break;
    if (kind === 1 && at > start && (numeralOf(codePoint) !== undefined || isSpaceless(codePoint))) break;
    at += codePoint > 0xffff ? 2 : 1;
    if (kind === 1 && isSpaceless(codePoint)) break;
  }
  const written = text.slice(start, at);
  const isCapital = CAPITAL.test(written);
  return { kind: "word", text: written.toLowerCase(), start, end: at, glued, ...(isCapital && { capital: true }) };
}
