import { GRAM, type Grams, gramAt } from "./grams.ts";

/** Where samples of the text also stand in the quote: unit `texts[i]` of the text is unit `quotes[i]` of the quote. */
export interface Hits {
  readonly texts: Uint32Array;
  readonly quotes: Uint32Array;
  readonly length: number;
}

/** More hits than this come from a text that repeats itself: the commonest grams then tell nothing and are left out. */
const MOST_HITS = 1 << 17;

/** By the index of the text: time by what is found. */
export function hitsByIndex({ heads, places }: Grams, quote: string): Hits {
  const mask = heads.length - 2;
  const offsets = Math.max(0, quote.length - GRAM + 1);
  const hashes = new Uint32Array(offsets);
  let total = 0;
  for (let offset = 0; offset < offsets; offset += 1) {
    const hash = gramAt(quote, offset) & mask;
    hashes[offset] = hash;
    total += (heads[hash + 1] ?? 0) - (heads[hash] ?? 0);
  }
  const limit = total > MOST_HITS ? rarest(heads, hashes) : total;
  const texts = new Uint32Array(Math.min(total, MOST_HITS));
  const quotes = new Uint32Array(texts.length);
  let length = 0;
  for (let offset = 0; offset < offsets; offset += 1) {
    const hash = hashes[offset] ?? 0;
    const [from, to] = [heads[hash] ?? 0, heads[hash + 1] ?? 0];
    if (to - from > limit) continue;
    for (let at = from; at < to && length < texts.length; at += 1) {
      texts[length] = (places[at] ?? 0) * GRAM;
      quotes[length] = offset;
      length += 1;
    }
  }
  return { texts, quotes, length };
}

/** The largest number of places a gram may have so that all taken together stay within the limit. */
function rarest(heads: Uint32Array, hashes: Uint32Array): number {
  const counts = Uint32Array.from(hashes, (hash) => (heads[hash + 1] ?? 0) - (heads[hash] ?? 0)).sort();
  let total = 0;
  let largest = counts[0] ?? 0;
  for (const count of counts) {
    total += count;
    if (total > MOST_HITS) break;
    largest = count;
  }
  return largest;
}

/** Without an index, by one pass over the samples of the text: for one quote in a text, or in a short text. */
export function hitsByScan(text: string, quote: string): Hits {
  const offsets = Math.max(0, quote.length - GRAM + 1);
  const bits = 32 - Math.clz32(4 * offsets + 16);
  const mask = (1 << bits) - 1;
  // Chains of the offsets in the quote that share a slot, each offset counted from one.
  const slots = new Uint16Array(mask + 1);
  const next = new Uint16Array(offsets + 1);
  const hashes = new Int32Array(offsets + 1);
  for (let offset = offsets; offset > 0; offset -= 1) {
    const hash = gramAt(quote, offset - 1);
    hashes[offset] = hash;
    next[offset] = slots[hash & mask] ?? 0;
    slots[hash & mask] = offset;
  }
  let texts = new Uint32Array(256);
  let quotes = new Uint32Array(256);
  let length = 0;
  for (let at = 0; at + GRAM <= text.length; at += GRAM) {
    const hash = gramAt(text, at);
    for (let offset = slots[hash & mask] ?? 0; offset > 0; offset = next[offset] ?? 0) {
      if (hashes[offset] !== hash) continue;
      if (length >= MOST_HITS) return { texts, quotes, length };
      if (length === texts.length) [texts, quotes] = [doubled(texts), doubled(quotes)];
      texts[length] = at;
      quotes[length] = offset - 1;
      length += 1;
    }
  }
  return { texts, quotes, length };
}

function doubled(from: Uint32Array): Uint32Array<ArrayBuffer> {
  const to = new Uint32Array(2 * from.length);
  to.set(from);
  return to;
}
