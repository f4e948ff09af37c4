import type { Draft } from "../types.ts";

/** The draft, frozen through and through: a guard that could drop a claim could make the rest verified. The caller's own `value` and metadata stay as they are. */
export function frozen(draft: Draft): Draft {
  const { value: _value, sources, ...own } = draft;
  for (const part of Object.values(own)) freeze(part);
  Object.freeze(sources);
  return Object.freeze(draft);
}

/** No deeper than the draft is: draft, claims, claim, quotations, quotation, found, span. */
function freeze(value: unknown): void {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const part of Object.values(value)) freeze(part);
}
