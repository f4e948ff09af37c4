import { unfenced } from "./code-fence.ts";
import { type JsonScan, scanJson } from "./json-scan.ts";

/** The text of an answer as JSON, bare or in one code fence; or why it is none. */
export function jsonAnswer(
  answer: string,
): { readonly value: unknown } | { readonly fault: Exclude<JsonScan, { ok: true }> } {
  const text = (unfenced(answer) ?? answer).replace(/^\uFEFF/, "");
  const scan = scanJson(text);
  return scan.ok ? { value: JSON.parse(text) } : { fault: scan };
}
