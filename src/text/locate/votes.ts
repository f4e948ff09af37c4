import { GRAM, type Grams, gramAt, gramsOf } from "./grams.ts";

/** A stretch of the text that may begin with the quote: from `low` to before `high`, units of the text. */
export interface Candidate {
  readonly low: number;
  readonly high: number;
  /** Samples of the text, roughly in line with the quote, that stand in it too. */
  readonly votes: number;
}

/** Votes for beginnings, `1 << shift` of them counted together in a slot. */
interface Poll {
  readonly shift: number;
  /** Units by which a beginning may lie before the text. */
  readonly before: number;
  readonly counts: Uint16Array;
  /** The slots that have votes, so that these alone are set back. */
  readonly touched: Uint32Array;
  /** The slots that reached so many votes as make a window worth a look. */
  readonly enough: number;
  readonly chosen: number[];
  length: number;
}

// All zeros between calls, so that a text of millions of units costs nothing to ask again.
let counts = new Uint16Array(1 << 10);

/** More votes than this come from a text that repeats itself: the commonest grams then tell nothing and are left out. */
const MOST_VOTES = 1 << 16;
const touched = new Uint32Array(MOST_VOTES);
/** From so many votes on, a gram with several times as many places as the others is left out: it costs most and tells least. */
const MANY_VOTES = 1 << 11;
const TOO_COMMON = 3;

/** The places a gram may have, of grams that have so many in all: several times their mean, so that never all are left out. */
const mostPlaces = (total: number, grams: number): number =>
  total > MANY_VOTES ? (TOO_COMMON * total) / grams : total;

/**
 * The stretches for which at least `fewest` samples vote, most votes first. A sample at `text` that stands at `quote` in
 * the quote votes for a beginning at `text - quote`; edits move beginnings by no more than `drift`, the width of a slot,
 * so the votes of a slot and its neighbours are counted together. By the index time goes with what is found; without, by
 * one pass over the text.
 */
export function candidates(
  text: string,
  quote: string,
  grams: Grams | undefined,
  drift: number,
  fewest: number,
): readonly Candidate[] {
  const shift = Math.max(4, 32 - Math.clz32(Math.max(1, drift) - 1));
  const slots = ((text.length + quote.length) >> shift) + 3;
  if (counts.length < slots) counts = new Uint16Array(2 * slots);
  // The beginnings of one place lie in two slots at most, so one of these has half of its votes.
  const poll: Poll = {
    shift,
    before: quote.length,
    counts,
    touched,
    enough: Math.max(1, Math.ceil(fewest / 2)),
    chosen: [],
    length: 0,
  };
  if (grams !== undefined || !pollByScan(text, quote, poll)) pollByIndex(grams ?? gramsOf(text), quote, poll);
  const found = winners(poll, fewest);
  for (let at = 0; at < poll.length; at += 1) counts[touched[at] ?? 0] = 0;
  return found;
}

/** The slots that have no neighbour with more votes, each with its neighbours. */
function winners({ shift, before, counts: votesOf, chosen }: Poll, fewest: number): readonly Candidate[] {
  const width = 1 << shift;
  const found: Candidate[] = [];
  for (const slot of chosen) {
    const own = votesOf[slot] ?? 0;
    const left = slot > 0 ? (votesOf[slot - 1] ?? 0) : 0;
    const right = votesOf[slot + 1] ?? 0;
    const votes = left + own + right;
    if (votes < fewest || own < left || own < right) continue;
    const low = slot * width - before;
    found.push({ low: low - width, high: low + 2 * width, votes });
  }
  return found.length > 1 ? found.sort((a, b) => b.votes - a.votes || a.low - b.low) : found;
}

let asked = new Uint32Array(1 << 8);

function pollByIndex({ heads, places }: Grams, quote: string, poll: Poll): void {
  const mask = heads.length - 2;
  const offsets = Math.max(0, quote.length - GRAM + 1);
  if (asked.length < offsets) asked = new Uint32Array(2 * offsets);
  const hashes = asked;
  let total = 0;
  let present = 0;
  for (let offset = 0; offset < offsets; offset += 1) {
    const hash = gramAt(quote, offset) & mask;
    hashes[offset] = hash;
    const own = (heads[hash + 1] ?? 0) - (heads[hash] ?? 0);
    total += own;
    if (own > 0) present += 1;
  }
  const commonest = total > MOST_VOTES ? rarest(heads, hashes.subarray(0, offsets)) : mostPlaces(total, present);
  for (let offset = 0; offset < offsets; offset += 1) {
    const hash = hashes[offset] ?? 0;
    const to = heads[hash + 1] ?? 0;
    let at = heads[hash] ?? 0;
    if (to - at > commonest || poll.length + to - at > MOST_VOTES) continue;
    for (; at < to; at += 1) {
      cast(poll, (places[at] ?? 0) * GRAM - offset);
    }
  }
}

/** One vote for a beginning. */
function cast(poll: Poll, beginning: number): void {
  const slot = (beginning + poll.before) >> poll.shift;
  const votes = (poll.counts[slot] ?? 0) + 1;
  poll.counts[slot] = votes;
  if (votes === 1) {
    poll.touched[poll.length] = slot;
    poll.length += 1;
  }
  if (votes === poll.enough) poll.chosen.push(slot);
}

/** The largest number of places a gram may have so that all taken together stay within the limit. */
function rarest(heads: Uint32Array, hashes: Uint32Array): number {
  const numbers = Uint32Array.from(hashes, (hash) => (heads[hash + 1] ?? 0) - (heads[hash] ?? 0)).sort();
  let total = 0;
  let largest = numbers[0] ?? 0;
  for (const number of numbers) {
    total += number;
    if (total > MOST_VOTES) break;
    largest = number;
  }
  return largest;
}

const hitPlaces = new Uint32Array(MOST_VOTES);
const hitOffsets = new Uint16Array(MOST_VOTES);

/** False, with nothing counted, if there are too many: an index then leaves out what is commonest. */
function pollByScan(text: string, quote: string, poll: Poll): boolean {
  const offsets = Math.max(0, quote.length - GRAM + 1);
  const mask = (1 << (32 - Math.clz32(4 * offsets + 16))) - 1;
  // Chains of the offsets in the quote that share a slot, each offset counted from one.
  const first = new Uint16Array(mask + 1);
  const next = new Uint16Array(offsets + 1);
  const hashes = new Int32Array(offsets + 1);
  for (let offset = offsets; offset > 0; offset -= 1) {
    const hash = gramAt(quote, offset - 1);
    hashes[offset] = hash;
    next[offset] = first[hash & mask] ?? 0;
    first[hash & mask] = offset;
  }
  // Most samples are told apart by three units.
  const seen = new Uint8Array(SIEVE);
  for (let offset = 0; offset < offsets; offset += 1) seen[sieveAt(quote, offset)] = 1;
  const counted = new Uint32Array(offsets + 1);
  let total = 0;
  let present = 0;
  for (let at = 0; at + GRAM <= text.length; at += GRAM) {
    if (seen[sieveAt(text, at)] === 0) continue;
    const hash = gramAt(text, at);
    for (let offset = first[hash & mask] ?? 0; offset > 0; offset = next[offset] ?? 0) {
      if (hashes[offset] !== hash) continue;
      if (total === MOST_VOTES) return false;
      hitPlaces[total] = at;
      hitOffsets[total] = offset;
      const own = (counted[offset] ?? 0) + 1;
      counted[offset] = own;
      if (own === 1) present += 1;
      total += 1;
    }
  }
  const commonest = mostPlaces(total, present);
  for (let hit = 0; hit < total; hit += 1) {
    const offset = hitOffsets[hit] ?? 0;
    if ((counted[offset] ?? 0) > commonest) continue;
    cast(poll, (hitPlaces[hit] ?? 0) - offset + 1);
  }
  return true;
}

const SIEVE = 1 << 12;
const sieveAt = (text: string, at: number): number =>
  (text.charCodeAt(at) ^ (text.charCodeAt(at + 2) << 4) ^ (text.charCodeAt(at + 4) << 7)) & (SIEVE - 1);
