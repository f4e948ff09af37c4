/** The JSON Pointer (RFC 6901) of a path; the whole value is the empty string. */
export function jsonPointer(path: readonly PropertyKey[]): string {
  return path.map(pointerStep).join("");
}

/** What one key adds to the pointer of what holds it. */
export const pointerStep = (key: PropertyKey): string => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`;
