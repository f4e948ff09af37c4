import type { ReadOptions } from "../read/options.ts";
import type { Answer, Draft, Failure, Reason } from "../types.ts";
import { bareDraft } from "./bare-draft.ts";
import { readOnce } from "./read-once.ts";

export interface Beginning {
  readonly draft: Draft;
  /** Why it cannot be verified, where that is known before any guard runs. */
  readonly reason?: Reason;
  readonly failures: readonly Failure[];
}

/** The draft; or, of what cannot be read or stored, an empty one and why. Without sources the guards run all the same. */
export function begin(answer: Answer, options: ReadOptions): Beginning {
  const once = readOnce(answer, options);
  if ("failure" in once) return { draft: emptyDraft(answer), reason: "invalid", failures: [once.failure] };
  const { draft, isStorable } = once;
  if (!isStorable) {
    const { value: _value, ...rest } = draft;
    const message = "value: expected plain JSON, at most 200 levels deep: no functions, dates, cycles or NaN";
    return { draft: rest, reason: "invalid", failures: [{ code: "answer-invalid", message }] };
  }
  if (draft.sources.some(({ text }) => text.trim() !== "")) return { draft, failures: [] };
  const message = draft.sources.length === 0 ? "sources: none were given" : "sources: all of them are blank";
  return { draft, reason: "no-sources", failures: [{ code: "no-sources", message }] };
}

/** What can be told of an answer that cannot be read: its text, and the id by which its caller knows it. */
export function emptyDraft(answer: Answer): Draft {
  const id = textAt(answer, "id");
  return bareDraft({ ...(id === undefined ? {} : { id }), answer: textAt(answer, "answer") ?? "" });
}

function textAt(answer: Answer, field: "id" | "answer"): string | undefined {
  try {
    const text: unknown = answer?.[field];
    return typeof text === "string" ? text : undefined;
  } catch {
    // Already reported as unreadable.
    return undefined;
  }
}
