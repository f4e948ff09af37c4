import { scanJson } from "../text/json-scan.ts";
import type { Verdict } from "./item.ts";

const LIMITS = { maxDepth: 3, maxLength: 262_144 }; // an object with a list of objects; four times what thirty verdicts need
const LONGEST_QUOTE = 4_000; // units: longer than any passage that is shown

/**
 * What a judge said of each id, or `undefined` unless the reply is one JSON object with one well-formed verdict for each id
 * and nothing else: no prose or fence around it, no other key, no key twice, no other label, no other range.
 */
export function readReply(
  text: string,
  ids: readonly string[],
  labels: readonly string[],
): ReadonlyMap<string, Verdict> | undefined {
  if (!scanJson(text, LIMITS).ok) return undefined;
  const value: unknown = JSON.parse(text);
  // JSON.parse keeps the last of two equal keys, so that there are fewer keys than colons.
  if (keysIn(value) !== colonsIn(text)) return undefined;
  const verdicts = fieldsOf(value, ["verdicts"])?.verdicts;
  if (!Array.isArray(verdicts) || verdicts.length !== ids.length) return undefined;
  const read = new Map<string, Verdict>();
  for (const one of verdicts) {
    const fields = fieldsOf(one, ["id", "evidence_quote", "label", "confidence"]);
    if (fields === undefined) return undefined;
    const { id, evidence_quote: quote, label, confidence } = fields;
    if (typeof id !== "string" || !ids.includes(id) || read.has(id)) return undefined;
    if (typeof quote !== "string" || quote.length > LONGEST_QUOTE) return undefined;
    if (typeof label !== "string" || !labels.includes(label)) return undefined;
    if (typeof confidence !== "number" || !Number.isInteger(confidence)) return undefined;
    if (confidence < 0 || confidence > 100) return undefined;
    read.set(id, { label, quote, confidence });
  }
  return read;
}

/** The fields of an object that has exactly these. */
function fieldsOf(value: unknown, names: readonly string[]): { readonly [name: string]: unknown } | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const own = Object.keys(value);
  const areThese = own.length === names.length && own.every((name) => names.includes(name));
  return areThese ? (value as { readonly [name: string]: unknown }) : undefined;
}

function keysIn(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  const own = Array.isArray(value) ? 0 : Object.keys(value).length;
  return Object.values(value).reduce((sum: number, one: unknown) => sum + keysIn(one), own);
}

/** Colons outside strings, in a text that is JSON. */
function colonsIn(text: string): number {
  let colons = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text[at];
    if (unit === '"') quoted = !quoted;
    else if (unit === "\\" && quoted) at += 1;
    else if (unit === ":" && !quoted) colons += 1;
  }
  return colons;
}
