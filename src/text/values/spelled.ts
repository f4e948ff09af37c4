import type { Token } from "./tokens.ts";

const named = (text: string, from: number, step = 1): readonly (readonly [string, number])[] =>
  text.split(" ").map((name, at) => [name, from + step * at]);

const SMALL: ReadonlyMap<string, number> = new Map([
  ...named(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
    0,
  ),
  ...named("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10),
  ["dozen", 12],
]);

/** What a cardinal is multiplied by. */
const LARGE: ReadonlyMap<string, number> = new Map([
  ["thousand", 1e3],
  ["million", 1e6],
  ["billion", 1e9],
  ["trillion", 1e12],
]);

const ORDINALS: ReadonlyMap<string, number> = new Map([
  ...named(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth",
    1,
  ),
  ...named("thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth hundredth", 30, 10),
]);

export const NUMBER_WORDS: readonly string[] = [...SMALL.keys(), ...ORDINALS.keys()];

export interface Spelled {
  readonly value: number;
  readonly step: number;
  /** How many tokens it takes. */
  readonly length: number;
}

/** An English cardinal that begins at a token: "twenty-five", "three hundred and four", "two dozen", "a million". */
export function cardinalAt(tokens: readonly Token[], at: number): Spelled | undefined {
  const [first, second] = [tokens[at], tokens[at + 1]];
  if (first?.kind !== "word") return undefined;
  const isArticle = (first.text === "a" || first.text === "half") && second?.kind === "word";
  if (isArticle) return ofArticle(tokens, at);
  if (!SMALL.has(first.text) || first.text === "dozen") return undefined;
  let [total, part, length, last] = [0, SMALL.get(first.text) ?? 0, 1, first.text];
  for (;;) {
    const next = wordBehind(tokens, at + length);
    if (next === undefined) break;
    const { word, width } = next;
    const value = SMALL.get(word);
    const scale = LARGE.get(word);
    if (word === "dozen" && part > 0) part *= 12;
    else if (word === "hundred" && part > 0 && part < 100) part *= 100;
    else if (scale !== undefined && part > 0) {
      total += part * scale;
      part = 0;
    } else if (value !== undefined && fits(part, value, last)) part += value;
    else break;
    length += width;
    last = word;
  }
  const value = total + part;
  return { value, step: stepOf(value), length };
}

const stepOf = (value: number): number => {
  let step = 1;
  while (value > 0 && step < 1e15 && value % (step * 10) === 0) step *= 10;
  return step;
};

/** "a dozen", "half a million", "a hundred": the article counts once. */
function ofArticle(tokens: readonly Token[], at: number): Spelled | undefined {
  const half = tokens[at]?.text === "half";
  const article = half && (tokens[at + 1]?.text === "a" || tokens[at + 1]?.text === "an") ? 2 : 1;
  const word = tokens[at + article]?.text ?? "";
  const scale = word === "dozen" ? 12 : word === "hundred" ? 100 : LARGE.get(word);
  if (scale === undefined) return undefined;
  const value = half ? scale / 2 : scale;
  return { value, step: half ? 1 : scale, length: article + 1 };
}

/** A unit joins a ten ("twenty five"), and what is below a hundred joins hundreds and thousands; "one two" is two figures. */
const fits = (part: number, value: number, last: string): boolean =>
  part === 0
    ? last !== "zero"
    : last === "hundred"
      ? value > 0
      : part % 100 >= 20 && part % 10 === 0 && SMALL.has(last) && value > 0 && value < 10;

function wordBehind(
  tokens: readonly Token[],
  at: number,
): { readonly word: string; readonly width: number } | undefined {
  const [first, second] = [tokens[at], tokens[at + 1]];
  if (first?.kind === "word" && first.text !== "and") return { word: first.text, width: 1 };
  const joins = first?.text === "and" || ((first?.text === "-" || first?.text === "‑") && first.glued && second?.glued);
  if (!joins || second?.kind !== "word" || !SMALL.has(second.text)) return undefined;
  if (first?.text === "and" && !["hundred", "thousand", "million"].includes(tokens[at - 1]?.text ?? ""))
    return undefined;
  return { word: second.text, width: 2 };
}

export interface SpelledOrdinal {
  readonly value: number;
  readonly length: number;
}

/** An English ordinal in words: "third", "twenty-first". */
export function ordinalAt(tokens: readonly Token[], at: number): SpelledOrdinal | undefined {
  const first = tokens[at];
  if (first?.kind !== "word") return undefined;
  const value = ORDINALS.get(first.text);
  if (value !== undefined) return { value, length: 1 };
  const tens = SMALL.get(first.text) ?? 0;
  const [dash, last] = [tokens[at + 1], tokens[at + 2]];
  const unit = dash?.text === "-" && dash.glued && last?.glued ? ORDINALS.get(last.text) : undefined;
  return tens >= 20 && unit !== undefined && unit < 10 ? { value: tens + unit, length: 3 } : undefined;
}

/** Value of a cardinal word below a hundred. */
export const smallOf = (word: string): number | undefined => SMALL.get(word);
