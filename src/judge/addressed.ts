import { sentenceEnds } from "../text/sentences.ts";
import {
  CALLED,
  JUDGEMENTS,
  JUDGING,
  LEADS,
  MARKS,
  NAMED,
  OBJECTS,
  OVERRIDES,
  READERS,
  REQUESTS,
  RULES,
  VERBS,
} from "./address-words.ts";
import { viewsOf } from "./views.ts";

const WORD = /[\p{L}\p{M}\p{N}_]+/gu;
/** As our own fences look; and letters one by one, which no prose has. */
const FENCE = /<\/?[0-9a-f]{16}\b/;
const SPELT = /(?:(?<![\p{L}\p{N}])\p{L} {1,4}){12}/u;
const LONGEST = 60; // words that are looked at together

/**
 * Whether a text speaks to whoever judges it: it sets aside instructions, says how something is to be judged, addresses a
 * model, or has the marks of a prompt or a reply. By lists of words in nine languages, in every view of the text
 * (`viewsOf`): what is worded otherwise is not seen, so this is one defence of several and none by itself.
 */
export const speaksToJudge = (text: string): boolean => viewsOf(text).some(isAddressed);

function isAddressed(text: string): boolean {
  if (MARKS.some((mark) => text.includes(mark)) || FENCE.test(text) || SPELT.test(text)) return true;
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

type Kind =
  | "named"
  | "called"
  | "judging"
  | "override"
  | "rule"
  | "verb"
  | "judgement"
  | "object"
  | "reader"
  | "request";

const isOrder = (kinds: ReadonlySet<Kind>): boolean =>
  kinds.has("judging") ||
  (kinds.has("named") && kinds.has("called")) ||
  (kinds.has("override") && (kinds.has("rule") || kinds.has("reader"))) ||
  (kinds.has("verb") &&
    kinds.has("judgement") &&
    (kinds.has("object") || kinds.has("reader") || kinds.has("request"))) ||
  (kinds.has("reader") && kinds.has("verb") && kinds.has("object")) ||
  (kinds.has("reader") && kinds.has("request") && (kinds.has("judgement") || kinds.has("rule") || kinds.has("object")));

const LISTS: readonly (readonly [Kind, ReadonlySet<string>, readonly string[]])[] = [
  ["named", ...NAMED],
  ["called", ...CALLED],
  ["override", ...OVERRIDES],
  ["rule", ...RULES],
  ["verb", ...VERBS],
  ["judgement", ...JUDGEMENTS],
  ["object", ...OBJECTS],
  ["reader", ...READERS],
  ["request", ...REQUESTS],
];

function kindsIn(sentence: string): Set<Kind> {
  const places = [...sentence.matchAll(WORD)];
  const words = places.map(([word]) => word);
  const isOrdered = (at: number): boolean => {
    const before = words[at - 1];
    if (before === undefined || LEADS.has(before)) return true;
    return STOP.test(sentence.slice((places[at - 1]?.index ?? 0) + before.length, places[at]?.index));
  };
  const judging = new Set(words.filter((word) => JUDGING.has(word)));
  return new Set<Kind>([
    ...(judging.size >= MANY ? (["judging"] as const) : []),
    ...LISTS.flatMap(([kind, whole, within]) => {
      const has = words.some((word, at) => whole.has(word) && (kind !== "verb" || isOrdered(at)));
      return has || within.some((part) => sentence.includes(part)) ? [kind] : [];
    }),
  ]);
}

const MANY = 3;
const STOP = /[.!?,:;(")\]}—–\n-]/;

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
