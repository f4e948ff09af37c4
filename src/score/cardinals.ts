import { SCALES } from "../text/scale.ts";
import { lazily } from "../text/vocabulary.ts";
import { type Word, words } from "../text/words.ts";

const UNITS =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen";
const TENS = "twenty thirty forty fifty sixty seventy eighty ninety";
const keyOf = (name: string): string => words(name)[0]?.key ?? name;

/** Value of each English cardinal below a hundred, by the key of its word; ordinals and halves count other things. */
const values = lazily(
  (): ReadonlyMap<string, number> =>
    new Map([
      ...UNITS.split(" ").map((name, value): [string, number] => [keyOf(name), value]),
      ...TENS.split(" ").map((name, ten): [string, number] => [keyOf(name), 10 * (ten + 2)]),
      [keyOf("dozen"), 12],
    ]),
);
const scales = lazily(
  (): ReadonlyMap<string, number> => new Map([...SCALES].map(([name, value]) => [keyOf(name), value])),
);
export const scaleOf = (word: Word | undefined): number | undefined =>
  word === undefined ? undefined : scales().get(word.key);

/** The name of a whole number below a hundred, as the key of one word, where it has one. */
const names = lazily(
  (): ReadonlyMap<string, string> => new Map([...values()].map(([key, value]) => [String(value), key])),
);
export const nameOf = (figure: string): string | undefined => (figure === "12" ? keyOf("twelve") : names().get(figure));

/** A run of cardinals as one value: "twenty-five" is 25, "three hundred" 300; `length` in words. */
export interface Cardinal {
  readonly value: number;
  readonly length: number;
}

export function cardinalAt(list: readonly Word[], at: number): Cardinal | undefined {
  let total = 0;
  let part = 0;
  let length = 0;
  for (; at + length < list.length; length += 1) {
    const key = list[at + length]?.key ?? "";
    const value = values().get(key);
    const scale = scales().get(key);
    if (value !== undefined) part += value;
    else if (scale !== undefined && length > 0) {
      if (scale === 100) part *= 100;
      else {
        total += part * scale;
        part = 0;
      }
    } else break;
  }
  return length === 0 ? undefined : { value: total + part, length };
}
