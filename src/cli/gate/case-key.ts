import { createHash } from "node:crypto";
import type { Invalid } from "../report.ts";
import type { StoredOutcome } from "../summary/stored-outcome.ts";

/** A case that has an id is known by it, whatever its answer says. */
export const idKey = (id: string): string => digest(["id", id]);

/**
 * A case without one is known by its answer's text and its sources, which are in every outcome, where the id is drawn
 * anew in every run. Cases that differ in question or value alone need ids.
 */
export function contentKey(outcome: StoredOutcome): string {
  const answer = outcome.status === "verified" ? outcome.answer : outcome.escalation.withheld.answer;
  return digest(["content", answer, outcome.sources.map(({ id, sha256 }) => [id, sha256])]);
}

/** Of cases that share an id, each is known by its id and its content together. */
export const sharedKey = (id: string, outcome: StoredOutcome): string => digest(["shared", id, contentKey(outcome)]);

/** What cannot be read has neither: the same fault in the same place is the same case. */
export const invalidKey = ({ file, line, item, field, message }: Invalid): string =>
  digest(["invalid", file, line, item, field, message]);

const BYTES = 16; // of SHA-256: among billions of cases no two have them alike

function digest(parts: readonly unknown[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest().subarray(0, BYTES).toString("base64");
}
