/**
 * Any data as JSON would send it, in one form: keys in order, without white space. Equal forms are equal requests,
 * and the other way round. Throws for what is no JSON: a cycle, a bigint.
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

/**
 * SHA-256 of a text as UTF-8, in hexadecimal. By Node's own where there is one: it takes some microseconds, and the way
 * to another thread and back, which is all that edge workers have, a tenth of a millisecond (`npm run bench:model`).
 */
export async function sha256(text: string): Promise<string> {
  const node = globalThis.process?.getBuiltinModule?.("node:crypto");
  if (node !== undefined) return node.createHash("sha256").update(text).digest("hex");
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * 64 bits of a text, in hexadecimal. They tell damage, of which one change of a unit is never missed; nothing stops a
 * forger, who could write a sum as well. A digest would take ten times as long: it is made on another thread.
 */
export function checksum(text: string): string {
  // Two hashes in the manner of Fowler, Noll and Vo: each step is a bijection of the state, so one difference lasts.
  let first = 0x811c9dc5;
  let second = 0x9e3779b9;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    first = Math.imul(first ^ unit, 0x01000193);
    second = Math.imul(second ^ unit, 0x85ebca6b);
  }
  return [first, second].map((half) => (half >>> 0).toString(16).padStart(8, "0")).join("");
}
