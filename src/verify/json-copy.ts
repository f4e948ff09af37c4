import { leavesOf } from "../decide/leaves.ts";

/**
 * The value as JSON gives it back, frozen through and through: what was checked is what comes out, whoever changes
 * the original meanwhile. Absent if it is no plain JSON.
 */
export function jsonCopy(value: unknown): { readonly copy: unknown } | undefined {
  try {
    if (leavesOf(value) === undefined) return undefined;
    const text: unknown = JSON.stringify(value);
    // Children come before their parents, so each is frozen once it is whole.
    return typeof text === "string" ? { copy: JSON.parse(text, (_, part) => Object.freeze(part)) } : undefined;
  } catch {
    // A proxy that answers otherwise when it is asked again.
    return undefined;
  }
}
