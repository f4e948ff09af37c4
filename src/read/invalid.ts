import { VouchsafeError } from "../errors.ts";

/** What is wrong with an input, and where: a field's path and what was expected there. */
export function invalid(field: string, expected: string, got: unknown): VouchsafeError {
  const kind = got === null ? "null" : Array.isArray(got) ? "an array" : got === "" ? '""' : typeof got;
  return refused(field, `expected ${expected}, got ${kind}`);
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
