/**
 * Any data as JSON would send it, in one form: keys in order, without white space. Equal forms are equal requests, and the other way round.
 * Throws for what is no JSON: a cycle, a bigint.
 */
export function canonical(value: unknown): string {
  const plain = hasToJson(value) ? value.toJSON() : value;
  if (Array.isArray(plain)) return `[${plain.map((one) => (isData(one) ? canonical(one) : "null")).join(",")}]`;
  if (typeof plain !== "object" || plain === null) return JSON.stringify(plain);
  const entries = Object.entries(plain).filter(([, field]) => isData(field));
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`).join(",")}}`;
}

/** What JSON leaves out of objects. */
function isData(value: unknown): boolean {
  return value !== undefined && typeof value !== "function" && typeof value !== "symbol";
}

function hasToJson(value: unknown): value is { toJSON(): unknown } {
  return typeof value === "object" && value !== null && "toJSON" in value && typeof value.toJSON === "function";
}

/** SHA-256 of a text as UTF-8, in hexadecimal. */
export async function sha256(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
