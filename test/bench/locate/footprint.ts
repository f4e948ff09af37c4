export interface Footprint {
  /** Bytes of all typed arrays. */
  readonly arrays: number;
  /** Bytes of all strings but the source: one a unit if all of a string's units have room in it, else two. */
  readonly strings: number;
}

const WIDE = /[^\0-\xff]/;

/** What a prepared text holds beside the text itself, however deep. */
export function footprintOf(prepared: unknown, source: string): Footprint {
  const seen = new Set<unknown>();
  let arrays = 0;
  let strings = 0;
  const look = (value: unknown): void => {
    if (value === source || seen.has(value)) return;
    seen.add(value);
    if (typeof value === "string") strings += value.length * (WIDE.test(value) ? 2 : 1);
    else if (ArrayBuffer.isView(value)) {
      if (seen.has(value.buffer)) return;
      seen.add(value.buffer);
      arrays += value.buffer.byteLength;
    } else if (value instanceof Map) {
      for (const [key, held] of value) [key, held].forEach(look);
    } else if (typeof value === "object" && value !== null) Object.values(value).forEach(look);
  };
  look(prepared);
  return { arrays, strings };
}
