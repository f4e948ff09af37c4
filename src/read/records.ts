import { VouchsafeError } from "../errors.ts";
import { MAX_JSON_DEPTH, scanJson } from "../text/json-scan.ts";
import type { Source } from "../types.ts";

/** Throws `VouchsafeError` `answer-invalid`, with the place, for a record whose text is no JSON. */
export function checkRecord({ text }: Source, field: string): void {
  const scan = scanJson(text);
  if (scan.ok) return;
  const problem = {
    "too-long": `is longer than ${scan.offset} units`,
    "too-deep": `is deeper than ${MAX_JSON_DEPTH} levels at offset ${scan.offset}`,
    unterminated: "ends before it is whole JSON",
    "not-json": `is no JSON at offset ${scan.offset}`,
  }[scan.problem];
  const remedy = 'a source of kind "record" is JSON; write it with JSON.stringify, or leave `kind` out';
  throw new VouchsafeError(`${field}.text: ${problem}; ${remedy}`, { code: "answer-invalid" });
}
