import type { Answer } from "vouchsafe";
import { isRecord, kindOf, readCase } from "../case.ts";
import type { Fault } from "../fault.ts";
import { answerFields, type Fields, findMisspelling } from "../misspelling.ts";

/** A claim as it is handed to the guards: as an answer whose id says that it is one. */
export interface ClaimRow {
  readonly id?: string;
  readonly answer: Answer;
  /** Its one source was given as a text, so it has no name. */
  readonly isUnnamed: boolean;
}

/** The id under which the guards see a claim that stands for itself: they have no use for those of the rows. */
export const CLAIM = "claim";

const claimFields: Fields = {
  required: ["claim", "sources"],
  optional: ["id", "question"],
  elsewhere: {
    claim: ["statement", "sentence", "hypothesis", "text", "output", "answer", "response"],
    sources: answerFields.elsewhere.sources ?? [],
  },
};

/** `{ id?, claim, source | sources, question? }` as an answer; or the first thing wrong with it. */
export function readClaim(record: unknown): ClaimRow | { readonly fault: Fault } {
  if (!isRecord(record)) return { fault: { field: "", message: `expected an object, got ${kindOf(record)}` } };
  const { source, ...rest } = record;
  const isOne = source !== undefined && !Object.hasOwn(rest, "sources");
  if (source !== undefined && !isOne)
    return { fault: { field: "source", message: "stands beside sources; keep one of the two" } };
  const whole: Readonly<Record<string, unknown>> = isOne ? { ...rest, sources: [source] } : rest;
  const { id, claim, sources, question } = whole;
  const misspelt = findMisspelling(whole, claimFields);
  if (misspelt !== undefined) return { fault: named(misspelt, isOne) };
  if (typeof claim === "string" && claim.trim() === "") return { fault: { field: "claim", message: "is empty" } };
  const fields = Object.entries({ id, answer: claim, sources, question }).filter(([, field]) => field !== undefined);
  const read = readCase(Object.fromEntries(fields));
  if ("fault" in read) return { fault: named(read.fault, isOne) };
  const own = read.answer.id === undefined ? {} : { id: read.answer.id };
  return { ...own, answer: { ...read.answer, id: CLAIM }, isUnnamed: isOne && typeof source === "string" };
}

/** The fault with its field under the name that the record has for it. */
function named({ field, message }: Fault, isOne: boolean): Fault {
  if (field === "answer") return { field: "claim", message };
  return { field: isOne ? field.replace(/^sources(?:\[0\])?/, "source") : field, message };
}
