import { mistake } from "./mistake.ts";

/** Throws `TypeError` for options with another name: a misspelt option would otherwise be a check that never happens. */
export function assertKnown(options: unknown, known: readonly string[]): void {
  if (typeof options !== "object" || options === null || Array.isArray(options))
    throw mistake("options", "be an object", options);
  const unknown = Object.keys(options).find((name) => !known.includes(name));
  if (unknown !== undefined) throw mistake("options", `have no fields but ${known.join(", ")}`, unknown);
}
