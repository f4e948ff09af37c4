import type { Vocabulary } from "../text/vocabulary.ts";
import { wordingOf } from "../text/wording.ts";
import { words } from "../text/words.ts";
import type { Source } from "../types.ts";
import { ORDINAL_LABEL, OWN_LENGTH } from "./closed-list.ts";
import { COURTESY, INTRODUCING } from "./vocabulary.ts";

/** What the user asked, by key, and what was retrieved: words that are not the answer's own. */
export interface Background {
  readonly question: ReadonlySet<string>;
  /** The question begins, or one of its sentences does, with a verb: "yes" would answer it. */
  readonly asksYesOrNo: boolean;
  readonly sources: readonly Source[];
}

/** Whether all words of a text are in the vocabularies. Figures are looked at on their own, by `hasFigure`. */
export const saysOnly = (text: string, ...vocabularies: readonly Vocabulary[]): boolean =>
  words(text).every(({ key, kind }) => kind === "number" || vocabularies.some((one) => one.has(key)));

/** Whether its words come from the question, the sources or the stock of introductions. Words under four letters are passed over. */
export function isKnown(text: string, { question, sources }: Background): boolean {
  const prepared = sources.map((source) => wordingOf(source.text).positions);
  return words(text).every(
    ({ key, start, end, kind }) =>
      kind === "number" ||
      (kind === "word" && end - start < 4) ||
      INTRODUCING.has(key) ||
      COURTESY.has(key) ||
      question.has(key) ||
      prepared.some((positions) => positions.has(key)),
  );
}

/** A figure that is the answer's own: not the user's ("the D40"), no label of a step, no length of the answer. */
export function hasFigure(text: string, question: ReadonlySet<string>): boolean {
  const counted = text
    .toLowerCase()
    .replace(/^[\s#*]{0,8}\d{1,2}[.)]\s/, " ")
    .replaceAll(OWN_LENGTH, " ")
    .replaceAll(ORDINAL_LABEL, " ");
  return counted
    .split(/\s/)
    .some((part) => /\p{N}/u.test(part) && !words(part).every((word) => question.has(word.key)));
}

/** Capitals that name nothing: pronouns that their language writes large. */
const CAPITALISED = new Set("i i'm i'd i'll i've ai ihnen ihr ihre ihren ihrem sie ich".split(" "));
const NAME = /(?<![\p{L}\p{N}])\p{Lu}[\p{L}\p{M}'’-]*/gu;

/** A word written large inside the text that neither the question nor `fixed`, in lower case, has. */
export function hasNewName(text: string, question: ReadonlySet<string>, fixed: string): boolean {
  const bare = text.replaceAll(/[*_#"“”¡¿]/g, " ").trim();
  for (const match of bare.matchAll(NAME)) {
    if (match.index === 0 || /[.:!?]\s*$/.test(bare.slice(Math.max(0, match.index - 3), match.index))) continue;
    const name = match[0].toLowerCase().replace("’", "'");
    if (CAPITALISED.has(name) || fixed.includes(name)) continue;
    if (!words(match[0]).every((word) => question.has(word.key))) return true;
  }
  return false;
}
