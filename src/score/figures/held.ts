import type { Value } from "../../text/values.ts";

/** Figures that speak of the answer itself or of what it was given, not of the world: "Step 6: …", "passage 2", "in 83 words:". */
const OWN_LABEL =
  /(?:\b(?:steps?|parts?|options?|methods?|tips?|reasons?|passages?|contexts?|sources?|documents?|paragraphs?|references?|answers?|examples?|notes?|items?|points?)|\bno\.|#)[\s:*_(]{0,4}$/iu;
const OWN_LENGTH = /^[\s-]?(?:words?|sentences?|characters?|bullet|paragraphs?)\b/iu;
/** Behind a label, what continues a list: "passages 1, 2 and 3". */
const LISTED = /(?:\d{1,3}(?:,| and|, and| or| &)[\s]{0,2}){1,8}$/iu;
const LABEL_UNITS = 60; // looked back for the head of such a list

/** "3 stars out of 5": the end of the scale is the rating's, and no source need name it. */
const SCALE_BEFORE = /\d(?:\s(?:stars?|points?))?\s?(?:out of|\/)\s?(?:a possible\s)?$/iu;
const SCALES: ReadonlySet<number> = new Set([5, 10, 100]);

/** "seven days a week", "24 hours a day": always, in other words. */
const ALWAYS = /^\s(?:a|per|each|of the)\s(?:week|day)\b/iu;

/** Below it, answers count their own parts: "the two kinds", "one reviewer", "the first of these". */
const FEW = 4;

/** Whether a claim is held to a value: what it counts of itself and what it says in passing is left alone. */
export function isHeld(value: Value, claim: string): boolean {
  switch (value.kind) {
    case "range":
    case "name":
      return false;
    case "ordinal":
      return value.value >= FEW;
    case "number":
    case "year":
    case "fraction":
      if (isOwn(value, claim)) return false;
      if (value.kind === "fraction") return value.denominator > 2;
      // "Type 1", "1 team".
      return value.value >= (value.spelled === true ? FEW : 2) || !Number.isInteger(value.value) || value.value < 0;
    case "duration":
      if (ALWAYS.test(claim.slice(value.end, value.end + 16))) return false;
      // "a year", "one day" in passing; "within a year" is a limit.
      return value.spelled !== true || value.value > 1 || value.hedge === "below";
    default:
      return true;
  }
}

function isOwn(value: Value, claim: string): boolean {
  const { start, end } = value;
  const before = claim.slice(Math.max(0, start - LABEL_UNITS), start);
  if ("value" in value && SCALES.has(value.value) && SCALE_BEFORE.test(before)) return true;
  if (OWN_LENGTH.test(claim.slice(end, end + 16)) || OWN_LABEL.test(before)) return true;
  const list = LISTED.exec(before);
  return list !== null && OWN_LABEL.test(before.slice(0, list.index));
}
