import { createHash } from "node:crypto";
import { type Answer, sourceText } from "vouchsafe";
import { isRecord, kindOf, readCase } from "../case.ts";
import type { Fault } from "../fault.ts";
import { type Fields, findMisspelling } from "../misspelling.ts";
import { readClaim } from "../scoring/claim-row.ts";

/** A labelled claim or answer, as it is handed to the guards, with what is kept of it. */
export interface LabelledRow {
  readonly answer: Answer;
  /** Its id; without one, a digest of what it says, so that two runs know it as the same. */
  readonly key: string;
  readonly supported: boolean;
  /** What it was made from: a digest of its sources, if it does not say. */
  readonly cluster: string;
  readonly group?: string;
}

const labelFields: Fields = {
  required: ["supported"],
  optional: ["group", "cluster"],
  elsewhere: { supported: ["label", "gold", "truth", "issupported", "correct", "verdict", "isvalid"] },
};

/** `{ claim | answer, source | sources, supported, … }`; or the first thing wrong with it. */
export function readLabelled(record: unknown): LabelledRow | { readonly fault: Fault } {
  if (!isRecord(record)) return { fault: { field: "", message: `expected an object, got ${kindOf(record)}` } };
  const { supported, group, cluster, ...rest } = record;
  const misspelt = findMisspelling({ ...record, sources: [] }, labelFields);
  if (misspelt !== undefined) return { fault: misspelt };
  if (typeof supported !== "boolean") return { fault: { field: "supported", message: notALabel(supported) } };
  for (const [field, value] of Object.entries({ group, cluster }))
    if (value !== undefined && typeof value !== "string")
      return { fault: { field, message: `expected a string, got ${kindOf(value)}` } };
  const read = readEither(rest);
  if ("fault" in read) return read;
  const { answer, id } = read;
  const texts = answer.sources.map(sourceText);
  return {
    answer,
    key: id ?? `#${digest([answer.answer, answer.question ?? "", texts])}`,
    supported,
    cluster: typeof cluster === "string" ? cluster : digest(texts.toSorted()),
    ...(typeof group === "string" ? { group } : {}),
  };
}

function readEither(
  record: Readonly<Record<string, unknown>>,
): { readonly answer: Answer; readonly id?: string } | { readonly fault: Fault } {
  if (!Object.hasOwn(record, "answer")) return readClaim(record);
  if (Object.hasOwn(record, "claim"))
    return { fault: { field: "claim", message: "stands beside answer; keep one of the two" } };
  const { source, ...rest } = record;
  const isOne = source !== undefined && !Object.hasOwn(rest, "sources");
  const read = readCase(isOne ? { ...rest, sources: [source] } : record);
  if ("fault" in read) return read;
  const { id, ...answer } = read.answer;
  // Its id might be the one that says "a claim" to the guards.
  return id === undefined ? { answer } : { answer, id };
}

function notALabel(given: unknown): string {
  const meaning = "true says that the sources carry it, false that they do not";
  if (given === undefined) return `missing: ${meaning}`;
  const shown =
    typeof given === "string"
      ? JSON.stringify(given.slice(0, 40))
      : typeof given === "number"
        ? String(given)
        : kindOf(given);
  return `expected true or false, got ${shown}: ${meaning}`;
}

const DIGITS = 16; // of a hexadecimal digest: enough for a million million cases

const digest = (parts: unknown): string =>
  createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, DIGITS);
