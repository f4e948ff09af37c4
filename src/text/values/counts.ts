import { isPlainDigits, type Reading, wholeOf } from "./reading.ts";
import { ordinalAt, smallOf } from "./spelled.ts";
import type { Token } from "./tokens.ts";
import type { Value } from "./value.ts";

const PARTS: ReadonlyMap<string, number> = new Map([
  ["half", 2],
  ["halves", 2],
  ["third", 3],
  ["thirds", 3],
  ["quarter", 4],
  ["quarters", 4],
  ["fourth", 4],
  ["fourths", 4],
  ["fifth", 5],
  ["fifths", 5],
  ["sixth", 6],
  ["sixths", 6],
  ["seventh", 7],
  ["sevenths", 7],
  ["eighth", 8],
  ["eighths", 8],
  ["ninth", 9],
  ["ninths", 9],
  ["tenth", 10],
  ["tenths", 10],
]);
const TIMES: ReadonlyMap<string, number> = new Map([
  ["once", 1],
  ["twice", 2],
  ["thrice", 3],
]);

/** Ordinals, fractions and multiples: "3rd", "third", "3/4", "two-thirds", "a third of", "one in five", "twice". */
export function countsAt(tokens: readonly Token[], at: number): Reading | undefined {
  const first = tokens[at];
  if (first?.kind === "digits") return inDigits(tokens, at) ?? oneIn(tokens, at);
  if (first?.kind !== "word") return undefined;
  const share = fractionAt(tokens, at) ?? oneIn(tokens, at);
  if (share !== undefined) return share;
  const times = TIMES.get(first.text);
  if (times !== undefined)
    return { values: [{ kind: "number", ...place(tokens, at, 1), value: times, step: 1, spelled: true }], length: 1 };
  const ordinal = ordinalAt(tokens, at);
  if (ordinal === undefined) return undefined;
  const { value, length } = ordinal;
  return { values: [{ kind: "ordinal", ...place(tokens, at, length), value, step: 1, spelled: true }], length };
}

function inDigits(tokens: readonly Token[], at: number): Reading | undefined {
  const [first, next, last] = [tokens[at], tokens[at + 1], tokens[at + 2]];
  if (!isPlainDigits(first, 6) || next?.glued !== true) return undefined;
  if (["st", "nd", "rd", "th"].includes(next.text))
    return { values: [{ kind: "ordinal", ...place(tokens, at, 2), value: Number(first.text), step: 1 }], length: 2 };
  const isShare =
    (next.text === "/" || next.text === "⁄") && last?.glued && isPlainDigits(last, 4) && tokens[at + 3]?.text !== "/";
  const denominator = isShare ? Number(last.text) : 0;
  const numerator = Number(first.text);
  return denominator > 1 && numerator < denominator ? fraction(tokens, at, 3, numerator, denominator) : undefined;
}

function fractionAt(tokens: readonly Token[], at: number): Reading | undefined {
  const [first, second] = [tokens[at], tokens[at + 1]];
  const dash = second?.text === "-" ? 1 : 0;
  const word = tokens[at + 1 + dash]?.text ?? "";
  const denominator = PARTS.get(word);
  if (first?.text === "half" && second?.text !== "a" && second?.text !== "an") return fraction(tokens, at, 1, 1, 2);
  if (denominator === undefined) return undefined;
  const isArticle = first?.text === "a" && dash === 0 && !word.endsWith("s");
  // "a third man" and "a quarter" of a year or a coin are no shares.
  if (isArticle) return tokens[at + 2]?.text === "of" ? fraction(tokens, at, 2, 1, denominator) : undefined;
  const numerator = smallOf(first?.text ?? "") ?? 0;
  const isMany = word.endsWith("s") || word === "halves";
  if (numerator === 0 || numerator >= denominator || isMany !== numerator > 1) return undefined;
  return fraction(tokens, at, 2 + dash, numerator, denominator);
}

/** "one in five", "1 in 5", "9 out of 10". */
function oneIn(tokens: readonly Token[], at: number): Reading | undefined {
  const [first, second, third] = [tokens[at], tokens[at + 1], tokens[at + 2]];
  const isOut = second?.text === "out" && third?.text === "of";
  if (first === undefined || (second?.text !== "in" && !isOut)) return undefined;
  const numerator = wholeOf(first, 1, 99) ?? smallOf(first.text);
  const last = tokens[at + (isOut ? 3 : 2)];
  const denominator = wholeOf(last, 2, 1000) ?? smallOf(last?.text ?? "");
  if (!numerator || denominator === undefined || numerator >= denominator) return undefined;
  if (!isOut && numerator > 9) return undefined;
  return fraction(tokens, at, isOut ? 4 : 3, numerator, denominator);
}

function fraction(
  tokens: readonly Token[],
  at: number,
  length: number,
  numerator: number,
  denominator: number,
): Reading {
  const spelled = tokens[at]?.kind === "word";
  const value: Value = {
    kind: "fraction",
    ...place(tokens, at, length),
    value: numerator / denominator,
    step: 0.01,
    numerator,
    denominator,
    ...(spelled && { spelled: true as const }),
  };
  return { values: [value], length };
}

const place = (tokens: readonly Token[], at: number, length: number) => ({
  start: tokens[at]?.start ?? 0,
  end: tokens[at + length - 1]?.end ?? 0,
});
