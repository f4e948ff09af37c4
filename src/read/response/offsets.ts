import type { PlainSpan } from "../../types.ts";

/** What providers count in. JavaScript counts UTF-16 units, Python code points, and Google the bytes of UTF-8. */
export type Unit = "utf-16" | "code-points" | "bytes";

/** Where spans in any unit lie in a text, in UTF-16 units. */
export interface Offsets {
  /** Absent for what is no span of the text, or cuts a character. */
  span(start: unknown, end: unknown, unit: Unit): PlainSpan | undefined;
}

const NONE = 0xffffffff; // no offset: no text is that long

export function offsetsIn(text: string): Offsets {
  const maps = new Map<Unit, Uint32Array>();
  const mapOf = (unit: Unit): Uint32Array => {
    const map = maps.get(unit) ?? startsBy(text, unit);
    maps.set(unit, map);
    return map;
  };
  const unitAt = (offset: unknown, unit: Unit): number | undefined => {
    if (!Number.isSafeInteger(offset)) return undefined;
    const found = mapOf(unit)[offset as number];
    return found === undefined || found === NONE ? undefined : found;
  };
  return {
    span(start, end, unit) {
      const [from, to] = [unitAt(start, unit), unitAt(end, unit)];
      return from === undefined || to === undefined || from > to ? undefined : { start: from, end: to };
    },
  };
}

/** For each offset in a unit the one in UTF-16 units, and the text's length at the end. Linear. */
function startsBy(text: string, unit: Unit): Uint32Array {
  const sizes = { "utf-16": unitsOf, "code-points": () => 1, bytes: bytesOf }[unit];
  let length = 0;
  for (const character of text) length += sizes(character);
  const starts = new Uint32Array(length + 1).fill(NONE);
  let [from, at] = [0, 0];
  for (const character of text) {
    starts[from] = at;
    from += sizes(character);
    at += character.length;
  }
  starts[from] = at;
  return starts;
}

const unitsOf = (character: string): number => character.length;

function bytesOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}
