import { lazily } from "../vocabulary.ts";
import type { Token } from "./tokens.ts";

const ENGLISH: ReadonlyMap<string, number> = new Map(
  "january february march april may june july august september october november december"
    .split(" ")
    .flatMap((name, at): readonly (readonly [string, number])[] => [
      [name, at + 1],
      [name.slice(0, 3), at + 1],
    ])
    .concat([["sept", 9]]),
);

const LANGUAGES = "de fr es it pt nl pl ru uk cs sv da nb fi tr el hu ro ca".split(" ");
const DAY_MS = 86_400_000;

/** Month names in other languages, in the form that stands beside a day, as `Intl` writes them. */
const OTHERS = lazily((): ReadonlyMap<string, number> => {
  const names = new Map<string, number>();
  for (const language of LANGUAGES) {
    for (const parts of [{ day: "numeric", month: "long" }, { month: "long" }] as const) {
      const format = new Intl.DateTimeFormat(language, { ...parts, timeZone: "UTC", calendar: "gregory" });
      for (let month = 0; month < 12; month += 1) {
        // The middle of each month of 1970.
        const written = format.formatToParts((15 + 30.4 * month) * DAY_MS).find(({ type }) => type === "month")?.value;
        const name = written?.toLowerCase().replace(/\.$/, "");
        if (name !== undefined && name.length > 2 && !ENGLISH.has(name)) names.set(name, month + 1);
      }
    }
  }
  return names;
});

/** The month that a token names in English, with a capital, or whole and in capitals: 1 to 12. */
export function englishMonth(token: Token | undefined): number | undefined {
  return token?.kind === "word" && token.capital === true ? ENGLISH.get(token.text) : undefined;
}

/** The month that a token names in another language: to be believed only beside a day or a year. */
export function otherMonth(token: Token | undefined): number | undefined {
  return token?.kind === "word" && token.text.length > 2 ? OTHERS().get(token.text) : undefined;
}

const BEFORE = new Set("in of on since until by from to early late mid during through and last next this".split(" "));

/**
 * Whether a month without a day or a year is one: "May", "March" and what is cut short are where a word before them shows it; a name
 * behind it makes a name of it ("Jan Hus", "June Carter").
 */
export function isMonthAlone(tokens: readonly Token[], at: number): boolean {
  const word = tokens[at]?.text ?? "";
  const isShort = word.length < 5 && word !== "june" && word !== "july";
  const isBehind = BEFORE.has(tokens[at - 1]?.text ?? "");
  const next = tokens[at + 1];
  const isName = next?.kind === "word" && next.capital === true;
  if (isName) return isBehind && !isShort;
  if (!isShort && word !== "march") return true;
  return isBehind || (next?.text === "." && word.length < 5 && tokens[at + 2]?.kind === "digits");
}

/** The names of months in all languages that are read, in lower case. */
export const monthNames = (): readonly string[] => [...ENGLISH.keys(), ...OTHERS().keys()];
