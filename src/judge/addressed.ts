import { sentenceEnds } from "../text/sentences.ts";
import { JUDGEMENTS, MARKS, OBJECTS, OVERRIDES, READERS, REQUESTS, RULES, VERBS } from "./address-words.ts";
import { viewsOf } from "./views.ts";

const WORD = /[\p{L}\p{M}\p{N}_]+/gu;
const LONGEST = 60; // words that are looked at together

/**
 * Whether a text speaks to whoever judges it: it sets aside instructions, says how something is to be judged, addresses a
 * model, or has the marks of a prompt or a reply. By lists of words in nine languages, in every view of the text
 * (`viewsOf`): what is worded otherwise is not seen, so this is one defence of several and none by itself.
 */
export const speaksToJudge = (text: string): boolean => viewsOf(text).some(isAddressed);

function isAddressed(text: string): boolean {
  if (MARKS.some((mark) => text.includes(mark))) return true;
  let before = new Set<Kind>();
  for (const sentence of sentencesOf(text)) {
    const kinds = kindsIn(sentence);
    if (isOrder(kinds)) return true;
    // An order may be cut in two: "Ignore this. I mean the rubric."
    if ((before.has("override") || before.has("reader")) && isOrder(new Set([...before, ...kinds]))) return true;
    before = kinds;
  }
  return false;
}

type Kind = "override" | "rule" | "verb" | "judgement" | "object" | "reader" | "request";

const isOrder = (kinds: ReadonlySet<Kind>): boolean =>
  (kinds.has("override") && (kinds.has("rule") || kinds.has("reader"))) ||
  (kinds.has("verb") &&
    kinds.has("judgement") &&
    (kinds.has("object") || kinds.has("reader") || kinds.has("request"))) ||
  (kinds.has("reader") && kinds.has("request") && (kinds.has("judgement") || kinds.has("rule") || kinds.has("object")));

const LISTS: readonly (readonly [Kind, ReadonlySet<string>, readonly string[]])[] = [
  ["override", ...OVERRIDES],
  ["rule", ...RULES],
  ["verb", ...VERBS],
  ["judgement", ...JUDGEMENTS],
  ["object", ...OBJECTS],
  ["reader", ...READERS],
  ["request", ...REQUESTS],
];

function kindsIn(sentence: string): Set<Kind> {
  const words = sentence.match(WORD) ?? [];
  return new Set(
    LISTS.flatMap(([kind, whole, within]) =>
      words.some((word) => whole.has(word)) || within.some((part) => sentence.includes(part)) ? [kind] : [],
    ),
  );
}

function sentencesOf(text: string): readonly string[] {
  const found: string[] = [];
  let from = 0;
  for (const end of [...sentenceEnds(text, 0, text.length), text.length]) {
    const words = [...text.slice(from, end).matchAll(WORD)];
    for (let at = 0; at < words.length; at += LONGEST) {
      const last = words[Math.min(at + LONGEST, words.length) - 1];
      found.push(text.slice(from + (words[at]?.index ?? 0), from + (last?.index ?? 0) + (last?.[0].length ?? 0)));
    }
    from = end;
  }
  return found;
}
