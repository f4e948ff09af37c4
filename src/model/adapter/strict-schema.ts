import { fieldOf, isFields, listOf } from "../../text/fields.ts";

/**
 * Whether a JSON Schema names every key of every object and allows no other: only such a one may be asked for as
 * `strict`, and a provider then holds the model to it. Anything else is asked for without.
 */
export function isStrictSchema(schema: unknown): boolean {
  // A list in place of recursion: schemas may be nested more deeply than a stack allows.
  const open = [schema];
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    if (Array.isArray(part)) open.push(...part);
    if (!isFields(part)) continue;
    if (isObjectSchema(part) && !isClosed(part)) return false;
    for (const value of Object.values(part)) if (typeof value === "object" && value !== null) open.push(value);
  }
  return true;
}

const isObjectSchema = (part: object): boolean =>
  fieldOf(part, "type") === "object" ||
  (isFields(fieldOf(part, "properties")) && typeof fieldOf(part, "type") !== "object");

function isClosed(part: object): boolean {
  const required = new Set(listOf(part, "required"));
  const names = Object.keys(fieldOf(part, "properties") ?? {});
  return fieldOf(part, "additionalProperties") === false && names.every((name) => required.has(name));
}
