import { VouchsafeError } from "../errors.ts";
import { clip } from "../text/clip.ts";
import { escapeText } from "../text/escape-text.ts";

/** What is wrong with an input, and where: a field's path and what was expected there. */
export function invalid(field: string, expected: string, got: unknown): VouchsafeError {
  const kind = got === null ? "null" : Array.isArray(got) ? "an array" : got === "" ? '""' : typeof got;
  return refused(field, `expected ${expected}, got ${kind}`);
}

/** A word that is none of those that are known. */
export function unknownWord(field: string, known: readonly unknown[], got: unknown): VouchsafeError {
  const shown = typeof got === "string" ? JSON.stringify(clip(escapeText(got), 40)) : typeof got;
  return refused(field, `expected one of ${known.join(", ")}, got ${shown}`);
}

/** An input that is refused for what it is: a field's path, and what to do. */
export function refused(field: string, why: string): VouchsafeError {
  return new VouchsafeError(`${field}: ${why}`, { code: "answer-invalid" });
}

/** A lone surrogate has no UTF-8 form, so no digest could name the text that the offsets index. */
export function wellFormed(text: string, field: string): string {
  if (text.isWellFormed()) return text;
  throw refused(field, "holds a lone surrogate, so it is no Unicode text; decode it again from its bytes");
}
