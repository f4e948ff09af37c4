const BASE = 69_069; // odd, so that no unit of the window is lost modulo 2^32
const MOST = 8; // texts looked at for one text: more that begin alike are boilerplate, and tell no neighbour

/**
 * For each text, the others whose first `length` units stand somewhere in it: at most eight, in the order of their
 * places. Linear in all texts together: a rolling hash, which may name one text too many, never one too few.
 */
export function sharedStarts(texts: readonly string[], length: number): readonly (readonly number[])[] {
  const byHash = new Map<number, number[]>();
  for (const [at, text] of texts.entries()) {
    if (text.length < length) continue;
    const hash = hashOf(text, length);
    const known = byHash.get(hash);
    if (known === undefined) byHash.set(hash, [at]);
    // One place more than is looked at: a text is among those that begin as it does.
    else if (known.length <= MOST) known.push(at);
  }
  return texts.map((text, own) => startsWithin(text, own, length, byHash));
}

function startsWithin(
  text: string,
  own: number,
  length: number,
  byHash: ReadonlyMap<number, readonly number[]>,
): readonly number[] {
  const found = new Set<number>();
  if (text.length < length) return [];
  const first = weightOfFirst(length);
  let hash = hashOf(text, length);
  for (let at = 0; found.size < MOST; at += 1) {
    for (const other of byHash.get(hash) ?? []) {
      if (other !== own && found.size < MOST) found.add(other);
    }
    if (at + length >= text.length) break;
    const without = hash - Math.imul(text.charCodeAt(at), first);
    hash = (Math.imul(without, BASE) + text.charCodeAt(at + length)) | 0;
  }
  return [...found];
}

function hashOf(text: string, length: number): number {
  let hash = 0;
  for (let at = 0; at < length; at += 1) hash = (Math.imul(hash, BASE) + text.charCodeAt(at)) | 0;
  return hash;
}

/** The weight of the first unit of a window. */
function weightOfFirst(length: number): number {
  let power = 1;
  for (let at = 1; at < length; at += 1) power = Math.imul(power, BASE);
  return power;
}
