import type { Draft } from "../types.ts";

/** The draft of an answer in which nothing was read: it has no claim, and so nothing in it can be carried. */
export function bareDraft(known: Partial<Draft>): Draft {
  return { answer: "", sources: [], ...known, claims: [], citations: [], skipped: [] };
}
