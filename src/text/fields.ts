/** Whatever came over the wire, read without trusting its types: what is not there, or is no such thing, is absent. */

type Fields = { readonly [name: string]: unknown };

export const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The first of these fields that is there; `null` is none. Names in camel and snake case are two names. */
export function fieldOf(value: unknown, ...names: readonly string[]): unknown {
  if (!isFields(value)) return undefined;
  for (const name of names) {
    const found = value[name];
    if (found !== undefined && found !== null) return found;
  }
  return undefined;
}

/** A field within fields; absent as soon as one of them is. */
export const deepField = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>((inner, name) => fieldOf(inner, name), value);

/** A field that is a list; none is an empty one. */
export function listOf(value: unknown, ...names: readonly string[]): readonly unknown[] {
  const found = fieldOf(value, ...names);
  return Array.isArray(found) ? found : [];
}

/** A field that is text and not empty. */
export function textOf(value: unknown, ...names: readonly string[]): string | undefined {
  const found = fieldOf(value, ...names);
  return typeof found === "string" && found !== "" ? found : undefined;
}

/** A field that is a whole number from 0: an offset, an index, a count. A number written as text is none. */
export function countOf(value: unknown, ...names: readonly string[]): number | undefined {
  const found = fieldOf(value, ...names);
  // Added to, -0 is 0, as it is in JSON.
  return Number.isSafeInteger(found) && (found as number) >= 0 ? (found as number) + 0 : undefined;
}
