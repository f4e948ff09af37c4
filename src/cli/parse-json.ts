import { type JsonScan, scanJson } from "vouchsafe/core";

/** The value of a JSON text; or what is wrong with it, and on which of its lines, from 1. */
export type ParsedJson = { readonly value: unknown } | { readonly fault: string; readonly line: number };

/** The text is scanned before anything recursive reads it: a million brackets are refused, not a crash. */
export function parseJson(text: string): ParsedJson {
  const scan = scanWhole(text);
  return scan.ok ? { value: JSON.parse(text) } : { fault: faultOf(text, scan), line: lineAt(text, scan.offset) };
}

/** What a line may be: a whole object, another whole value, the beginning of a document, or none of these. */
export type JsonShape = "object" | "value" | "beginning" | "broken";

export function jsonShape(text: string): JsonShape {
  const scan = scanWhole(text);
  if (scan.ok) return text.trimStart().startsWith("{") ? "object" : "value";
  return scan.problem === "unterminated" ? "beginning" : "broken";
}

/** Its length is bounded by the reader of lines, in bytes. */
function scanWhole(text: string): JsonScan {
  return scanJson(text, { maxLength: Number.POSITIVE_INFINITY });
}

function faultOf(text: string, scan: Exclude<JsonScan, { ok: true }>): string {
  const column = scan.offset - text.lastIndexOf("\n", scan.offset - 1);
  if (scan.problem === "unterminated") return "not JSON: it ends too early";
  if (scan.problem === "too-deep") return `nested too deep: over 200 levels at column ${column}`;
  const unexpected = String.fromCodePoint(text.codePointAt(scan.offset) ?? 0);
  const shown = unexpected.isWellFormed() ? JSON.stringify(unexpected) : "half a character";
  return `not JSON: unexpected ${shown} at column ${column}`;
}

function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at !== -1 && at < offset; at = text.indexOf("\n", at + 1)) line += 1;
  return line;
}
