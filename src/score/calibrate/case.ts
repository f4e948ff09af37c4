import { mistake } from "../../text/mistake.ts";

/** A labelled claim. */
export interface CalibrationCase {
  /** What `support` says of it, 0..1. */
  readonly score: number;
  /** Whether its sources carry it, as people say. */
  readonly supported: boolean;
  /** The answer or document it is of: claims of one group are not independent. Absent: a group of its own. */
  readonly group?: string;
}

/** Throws `TypeError` for anything but a list of at least one case, naming the case and the field. */
export function assertCases(cases: unknown): asserts cases is readonly CalibrationCase[] {
  if (!Array.isArray(cases) || cases.length === 0)
    throw mistake("cases", "be an array of at least one labelled case", cases);
  for (const [at, one] of cases.entries()) {
    const name = `cases[${at}]`;
    if (typeof one !== "object" || one === null) throw mistake(name, "be an object with score and supported", one);
    const { score, supported, group } = one;
    if (!isShare(score)) throw mistake(`${name}.score`, "be a number from 0 to 1, as `support` gives", score);
    if (typeof supported !== "boolean")
      throw mistake(`${name}.supported`, "be true if the sources carry the claim, else false", supported);
    if (group !== undefined && typeof group !== "string")
      throw mistake(`${name}.group`, "be the id of an answer or document", group);
  }
}

export const isShare = (value: unknown): value is number => typeof value === "number" && value >= 0 && value <= 1;
