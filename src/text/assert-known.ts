import { mistake } from "./mistake.ts";

/** Throws `TypeError` for options with another name: a misspelt option would otherwise be a check that never happens. */
export function assertKnown(options: unknown, known: readonly string[], field = "options"): void {
  if (typeof options !== "object" || options === null || Array.isArray(options))
    throw mistake(field, "be an object", options);
  const unknown = Object.keys(options).find((name) => !known.includes(name));
  if (unknown !== undefined) throw mistake(field, `have no fields but ${known.join(", ")}`, unknown);
}
