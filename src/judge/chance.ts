/** Numbers that follow from a digest: the same again for who knows the secret, and for nobody else. */
export interface Chance {
  /** Sixteen hexadecimal digits. */
  readonly nonce: string;
  /** A whole number from 0 to below `most`. */
  below(most: number): number;
}

/** Sixteen bytes in hexadecimal. */
export function newSecret(): string {
  return hexOf(crypto.getRandomValues(new Uint8Array(16)));
}

/**
 * Chance drawn from the SHA-256 of a secret and all that is asked. Who writes a source does not know the secret, and a text
 * cannot hold the digest of a whole that it is part of; the same question is the same prompt again, for a cache or a recording.
 */
export async function chanceOf(secret: string, asked: unknown): Promise<Chance> {
  const bytes = await sha256(JSON.stringify([secret, asked]));
  const state = new Uint32Array(bytes.buffer, 16, 4);
  let [a = 0, b = 0, c = 0, d = 0] = state;
  const next = (): number => {
    // sfc32: small, and good enough to shuffle a dozen items.
    const sum = (a + b + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return sum >>> 0;
  };
  return { nonce: hexOf(bytes.subarray(0, 8)), below: (most) => Math.floor((next() / 2 ** 32) * most) };
}

/** The items in a random order: each order is as likely. */
export function shuffled<T>(items: readonly T[], chance: Chance): readonly T[] {
  const list = [...items];
  for (let at = list.length - 1; at > 0; at -= 1) {
    const other = chance.below(at + 1);
    const [one, two] = [list[at], list[other]];
    if (one === undefined || two === undefined) continue;
    list[at] = two;
    list[other] = one;
  }
  return list;
}

export async function sha256(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
}

export const hexOf = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
