import { numberKey } from "./number-key.ts";
import { numeralOf } from "./numeral.ts";
import { scaleAt } from "./scale.ts";
import { isInvisible } from "./script.ts";

/** A figure where it stands: what is compared, and where it ends. */
export interface Figure {
  readonly key: string;
  readonly end: number;
}

/**
 * The figure that begins at `at`, if one does: its value in decimal digits, whatever its digits, groups and scale, so
 * that "1.2 million", "1 200 000" with fixed spaces and "1,200,000" meet. A power ("^2") and a numeral without a value
 * ("Ⅳ") have keys that no value has. `from` and `to` bound what is looked at.
 */
export function figureAt(text: string, at: number, from: number, to: number): Figure | undefined {
  const first = numeralOf(text.codePointAt(at) ?? 0);
  switch (first?.form) {
    case undefined:
      return undefined;
    case "enclosed":
      return { key: first.text, end: at + widthAt(text, at) };
    case "fraction":
      return { key: String(first.value), end: at + widthAt(text, at) };
    case "power":
    case "other": {
      const run = runOf(text, at, to, first.form);
      return { key: first.form === "power" ? `^${run.text}` : run.text, end: run.end };
    }
    case "digit":
      return valueAt(text, at, from, to);
  }
}

function valueAt(text: string, at: number, from: number, to: number): Figure {
  const run = runOf(text, at, to, "digit");
  const grouped = withGroups(text, at, from, to, run);
  const key = numberKey(grouped.text);
  const next = grouped.end < to ? numeralOf(text.codePointAt(grouped.end) ?? 0) : undefined;
  if (next?.form === "fraction" && /^\d{1,15}$/.test(key)) {
    return scaled(text, String(Number(key) + next.value), grouped.end + widthAt(text, grouped.end), to);
  }
  return scaled(text, key, grouped.end, to);
}

function scaled(text: string, key: string, end: number, to: number): Figure {
  const scale = scaleAt(text, end, to);
  if (scale === undefined) return { key, end };
  const value = Number((Number(key) * scale.factor).toPrecision(15));
  // Where a double is not exact, the figure and its scale are compared as they are.
  const isExact = Number.isSafeInteger(Math.round(value)) && key.length <= 16;
  return { key: isExact ? String(value) : `${key}*${scale.factor}`, end: scale.end };
}

interface Run {
  readonly text: string;
  readonly end: number;
}

/** Numerals of one form in a row; digits with the points, commas and invisible characters between them. */
function runOf(text: string, at: number, to: number, form: "digit" | "power" | "other"): Run {
  let run = "";
  let end = at;
  while (end < to) {
    const numeral = numeralOf(text.codePointAt(end) ?? 0);
    if (numeral?.form === form) {
      run += numeral.text;
      end += widthAt(text, end);
      continue;
    }
    let next = end;
    // "9" and "0" with nothing to see between them are 90 to the reader.
    while (next < to && isInvisible(text.charCodeAt(next))) next += 1;
    const separator = next === end && form === "digit" && (text[end] === "." || text[end] === ",");
    if (separator) next += 1;
    if (next === end || next >= to || numeralOf(text.codePointAt(next) ?? 0)?.form !== form) break;
    if (separator) run += text[end] ?? "";
    end = next;
  }
  return { text: run, end };
}

const GROUP = /^[\u00a0\u2009\u202f'’]\d{3}(?!\p{N})/u;
const SPACED_GROUP = /^ \d{3}(?![., ]?\p{N})/u;

/**
 * The groups of three that follow a figure behind fixed spaces or apostrophes ("1'400'000"). Behind a common space it is one group at
 * most, and nothing before or after: more of them are as likely a list of figures.
 */
function withGroups(text: string, at: number, from: number, to: number, run: Run): Run {
  if (!/^[1-9]\d{0,2}$/.test(run.text)) return run;
  let { text: digits, end } = run;
  while (end + 4 <= to && GROUP.test(text.slice(end, Math.min(to, end + 5)))) {
    digits += text.slice(end + 1, end + 4);
    end += 4;
  }
  if (end > run.end) return { text: digits, end };
  const follows = /\p{N} $/u.test(text.slice(Math.max(from, at - 3), at));
  if (follows || end + 4 > to || !SPACED_GROUP.test(text.slice(end, Math.min(to, end + 7)))) return run;
  return { text: digits + text.slice(end + 1, end + 4), end: end + 4 };
}

const widthAt = (text: string, at: number): number => ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);
