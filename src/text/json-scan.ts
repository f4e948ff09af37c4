import { unfenced } from "./code-fence.ts";

type JsonProblem = "too-long" | "too-deep" | "unterminated" | "not-json";
/** `offset` indexes the text scanned, in UTF-16 code units; for `unterminated` it is the text's length. */
export type JsonScan =
  | { readonly ok: true }
  | { readonly ok: false; readonly problem: JsonProblem; readonly offset: number };
export interface JsonLimits {
  /** Levels of arrays and objects; a bare number has none. */
  readonly maxDepth?: number;
  /** UTF-16 code units. */
  readonly maxLength?: number;
}

/** Real answers stay under 20 levels; validators and `JSON.stringify` overflow the stack from about 5,000. */
export const MAX_JSON_DEPTH = 200;
/** The longest line that the command line reads, too: 64 MiB. */
const MAX_JSON_LENGTH = 67_108_864;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const MINUS = 0x2d;
const DOT = 0x2e;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

type Expected = "value" | "value-or-close" | "key" | "key-or-close" | "colon" | "comma-or-close" | "end";
/** The offset after a token, or what is wrong with it. */
type Token = number | Exclude<JsonScan, { ok: true }>;

/**
 * Whether the text is one JSON text within the limits, by one pass without recursion and without building a value,
 * so that it can stand before `JSON.parse` and everything recursive. Within the limits it accepts what `JSON.parse`
 * accepts. `unterminated`: no character is wrong yet, but the text ends too early.
 */
export function scanJson(text: string, limits: JsonLimits = {}): JsonScan {
  const { maxDepth = MAX_JSON_DEPTH, maxLength = MAX_JSON_LENGTH } = limits;
  if (text.length > maxLength) return failed("too-long", maxLength);
  const closers: number[] = [];
  let expected: Expected = "value";
  let index = 0;
  while (true) {
    while (isJsonSpace(text.charCodeAt(index))) index += 1;
    if (index >= text.length) return expected === "end" ? { ok: true } : failed("unterminated", text.length);
    const unit = text.charCodeAt(index);
    if (expected === "end") return failed("not-json", index);
    if (expected === "colon") {
      if (unit !== COLON) return failed("not-json", index);
      expected = "value";
      index += 1;
      continue;
    }
    const mayClose: boolean =
      expected === "comma-or-close" || expected === "value-or-close" || expected === "key-or-close";
    if (mayClose && unit === closers.at(-1)) {
      closers.pop();
      expected = closers.length === 0 ? "end" : "comma-or-close";
      index += 1;
      continue;
    }
    if (expected === "comma-or-close") {
      if (unit !== COMMA) return failed("not-json", index);
      expected = closers.at(-1) === CLOSE_OBJECT ? "key" : "value";
      index += 1;
      continue;
    }
    if (expected === "key" || expected === "key-or-close") {
      const key: Token = unit === QUOTE ? scanString(text, index) : failed("not-json", index);
      if (typeof key !== "number") return key;
      expected = "colon";
      index = key;
      continue;
    }
    if (unit === OPEN_ARRAY || unit === OPEN_OBJECT) {
      if (closers.length >= maxDepth) return failed("too-deep", index);
      closers.push(unit === OPEN_ARRAY ? CLOSE_ARRAY : CLOSE_OBJECT);
      expected = unit === OPEN_ARRAY ? "value-or-close" : "key-or-close";
      index += 1;
      continue;
    }
    const scalar = scanScalar(text, index, unit);
    if (typeof scalar !== "number") return scalar;
    expected = closers.length === 0 ? "end" : "comma-or-close";
    index = scalar;
  }
}

/** Whether the text begins as a JSON array or object, bare or in a code fence, and ends before it closes. */
export function isOpenJson(text: string): boolean {
  const body = unfenced(text) ?? text;
  const scan = scanJson(body, {
    maxDepth: Number.POSITIVE_INFINITY,
    maxLength: Number.POSITIVE_INFINITY,
  });
  return !scan.ok && scan.problem === "unterminated" && beginsJson(body);
}

/** Whether the first character that is no JSON white space opens an array or an object. */
export function beginsJson(text: string): boolean {
  let index = 0;
  while (isJsonSpace(text.charCodeAt(index))) index += 1;
  const unit = text.charCodeAt(index);
  return unit === OPEN_ARRAY || unit === OPEN_OBJECT;
}

function scanScalar(text: string, start: number, unit: number): Token {
  if (unit === QUOTE) return scanString(text, start);
  if (unit === MINUS || isDigit(unit)) return scanNumber(text, start);
  for (const word of ["true", "false", "null"]) {
    if (word.charCodeAt(0) !== unit) continue;
    let index = 0;
    while (index < word.length && text.charCodeAt(start + index) === word.charCodeAt(index)) index += 1;
    if (index === word.length) return start + index;
    return unlessEnded(text, start + index);
  }
  return failed("not-json", start);
}

function scanString(text: string, start: number): Token {
  let index = start + 1;
  while (index < text.length) {
    const unit = text.charCodeAt(index);
    if (unit === QUOTE) return index + 1;
    if (unit < 0x20) return failed("not-json", index);
    index += 1;
    if (unit !== BACKSLASH) continue;
    if (index >= text.length) break;
    const escaped = text.charAt(index);
    if (!'"\\/bfnrtu'.includes(escaped)) return failed("not-json", index);
    index += 1;
    for (let digits = 0; escaped === "u" && digits < 4; digits += 1, index += 1) {
      if (!isHexDigit(text.charCodeAt(index))) return unlessEnded(text, index);
    }
  }
  return failed("unterminated", text.length);
}

function scanNumber(text: string, start: number): Token {
  let index = text.charCodeAt(start) === MINUS ? start + 1 : start;
  if (!isDigit(text.charCodeAt(index))) return unlessEnded(text, index);
  // A zero stands alone: `01` is no number.
  if (text.charAt(index) === "0") index += 1;
  else index = afterDigits(text, index);
  if (text.charCodeAt(index) === DOT) {
    index += 1;
    if (!isDigit(text.charCodeAt(index))) return unlessEnded(text, index);
    index = afterDigits(text, index);
  }
  if (text.charAt(index) === "e" || text.charAt(index) === "E") {
    index += 1;
    if (text.charAt(index) === "+" || text.charAt(index) === "-") index += 1;
    if (!isDigit(text.charCodeAt(index))) return unlessEnded(text, index);
    index = afterDigits(text, index);
  }
  return index;
}

function afterDigits(text: string, start: number): number {
  let index = start;
  while (isDigit(text.charCodeAt(index))) index += 1;
  return index;
}

function unlessEnded(text: string, index: number): Token {
  return failed(index >= text.length ? "unterminated" : "not-json", index);
}

function failed(problem: JsonProblem, offset: number): Exclude<JsonScan, { ok: true }> {
  return { ok: false, problem, offset };
}

// `charCodeAt` past the end is NaN, which none of these accepts.
function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}
function isHexDigit(unit: number): boolean {
  return isDigit(unit) || (unit >= 0x41 && unit <= 0x46) || (unit >= 0x61 && unit <= 0x66);
}
function isJsonSpace(unit: number): boolean {
  return unit === 0x20 || unit === 0x0a || unit === 0x0d || unit === 0x09;
}
