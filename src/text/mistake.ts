import { clip } from "./clip.ts";

/** What a caller's mistake throws: ``Expected `name` to be kebab-case, got "Foo Bar".`` */
export function mistake(field: string, expected: string, got: unknown): TypeError {
  return new TypeError(`Expected \`${field}\` to ${expected}, got ${described(got)}.`);
}

function described(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(clip(value, 80));
  if (typeof value === "function") return "a function";
  if (Array.isArray(value)) return value.length === 0 ? "[]" : "an array";
  if (typeof value === "object" && value !== null) return "an object";
  return String(value);
}
