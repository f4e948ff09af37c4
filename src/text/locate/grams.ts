/**
 * Five units in a row of a text, every five units: as they do not overlap, an edit spoils no more than one of them, and
 * a stretch of `n` units holds at least `(n - 4) / 5` whole ones (q-samples: Navarro and Baeza-Yates, "A practical
 * q-gram index for text retrieval allowing errors", 1998). Four are found too often, six too seldom in short quotations.
 */
export const GRAM = 5;

/** Where each sample stands: those of hash `h` are `places.slice(heads[h], heads[h + 1])`, as ordinals, ascending. */
export interface Grams {
  readonly heads: Uint32Array;
  readonly places: Uint32Array;
}

/** Whole samples that a stretch of so many units holds at least. */
export const samplesIn = (units: number): number => Math.max(0, Math.floor((units - GRAM + 1) / GRAM));

/** The hash of the five units at an offset, 32 bits. */
export function gramAt(text: string, at: number): number {
  let hash = text.charCodeAt(at);
  hash = Math.imul(hash, 0x01000193) ^ text.charCodeAt(at + 1);
  hash = Math.imul(hash, 0x01000193) ^ text.charCodeAt(at + 2);
  hash = Math.imul(hash, 0x01000193) ^ text.charCodeAt(at + 3);
  hash = Math.imul(hash, 0x01000193) ^ text.charCodeAt(at + 4);
  hash = Math.imul(hash ^ (hash >>> 15), 0x9e3779b1);
  return hash ^ (hash >>> 13);
}

/** Half as many hashes as samples, and no more than stay in the cache: a wrong hit costs less than a larger table. */
const MOST_BITS = 19;

export function gramsOf(text: string): Grams {
  const count = Math.floor(text.length / GRAM);
  const bits = Math.min(MOST_BITS, Math.max(4, Math.ceil(Math.log2(count + 1)) - 1));
  const mask = (1 << bits) - 1;
  const hashes = new Uint32Array(count);
  const heads = new Uint32Array(mask + 2);
  for (let sample = 0; sample < count; sample += 1) {
    const hash = gramAt(text, sample * GRAM) & mask;
    hashes[sample] = hash;
    heads[hash + 1] = (heads[hash + 1] ?? 0) + 1;
  }
  for (let hash = 0; hash <= mask; hash += 1) heads[hash + 1] = (heads[hash + 1] ?? 0) + (heads[hash] ?? 0);
  const places = new Uint32Array(count);
  // Each head runs to the next while it is filled, and is set back afterwards by moving all up by one.
  for (let sample = 0; sample < count; sample += 1) {
    const hash = hashes[sample] ?? 0;
    const at = heads[hash] ?? 0;
    places[at] = sample;
    heads[hash] = at + 1;
  }
  heads.copyWithin(1, 0, mask + 1);
  heads[0] = 0;
  return { heads, places };
}
