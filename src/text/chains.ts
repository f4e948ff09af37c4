import type { Source } from "../types.ts";
import { compareChunks, type Repeat } from "./compare-chunks.ts";
import { apart } from "./neighbours.ts";
import { overlapOf } from "./overlap.ts";

/** A chunk in its place: `repeats` units of its beginning are the end of the chunk before it. */
export interface Link {
  readonly source: number;
  readonly repeats: number;
}
/** Chunks that follow one another, and those whose whole text stands in one of them. */
export interface Chain {
  readonly links: readonly [Link, ...Link[]];
  readonly within: readonly number[];
}

/** Shared units from which chunks handed in one right behind the other overlap: eight letters are a word and a half. */
const SHARED_IN_ORDER = 8;

/**
 * The chains that the chunks of one document make, at the ascending positions given. A chunk follows another that ends
 * as it begins, if no third one does as well. Where nothing overlaps, chunks follow one another as they were handed
 * in, one right behind the other; where some do, what does not overlap is a gap, and is never joined. What metadata
 * and ids say against it is believed.
 */
export function chainsOf(sources: readonly Source[], positions: readonly number[]): readonly Chain[] {
  const { outer, holders, repeats } = compareChunks(sources, positions);
  const next = new Map(mutual(repeats).map(({ from, to, length }) => [from, { source: to, repeats: length }]));
  const followed = new Set([...next.values()].map(({ source }) => source));
  const open = new Set(outer);
  const overlapping = next.size > 0;
  for (const at of outer) {
    if (next.has(at) || followed.has(at + 1) || !open.has(at + 1)) continue;
    const link = linkInOrder(sources, at, overlapping);
    if (link === undefined) continue;
    next.set(at, link);
    followed.add(at + 1);
  }
  const within = Map.groupBy(holders.keys(), (at) => holders.get(at));
  return walks(outer, next, followed).map((links) => ({
    links,
    within: links.flatMap(({ source }) => within.get(source) ?? []),
  }));
}

function linkInOrder(sources: readonly Source[], at: number, overlapping: boolean): Link | undefined {
  const [before, after] = [sources[at], sources[at + 1]];
  if (before === undefined || after === undefined) return undefined;
  // Of two texts one of which stands in the other, neither is what comes after it; a few letters stand in any text.
  const [shorter, longer] = [before.text, after.text].sort((a, b) => a.length - b.length);
  if ((shorter?.length ?? 0) >= SHARED_IN_ORDER && longer?.includes(shorter ?? "") === true) return undefined;
  const repeats = overlapOf(before.text, after.text)?.length ?? 0;
  const link = { source: at + 1, repeats: repeats >= SHARED_IN_ORDER ? repeats : 0 };
  if (apart(sources, at, at + 1, link.repeats)) return undefined;
  return link.repeats === 0 && overlapping ? undefined : link;
}

/** The repeats that are the longest for both of their chunks, and the only longest. */
function mutual(repeats: readonly Repeat[]): readonly Repeat[] {
  const after = longest(repeats, ({ from }) => from);
  const before = longest(repeats, ({ to }) => to);
  return repeats.filter((repeat) => after.get(repeat.from) === repeat && before.get(repeat.to) === repeat);
}

/** The longest repeat of each chunk, and none of several: the order given decides between them, if it does. */
function longest(repeats: readonly Repeat[], of: (repeat: Repeat) => number): ReadonlyMap<number, Repeat> {
  const best = new Map<number, { readonly repeat: Repeat; readonly tied: boolean }>();
  for (const repeat of repeats) {
    const known = best.get(of(repeat));
    if (known === undefined || repeat.length > known.repeat.length) best.set(of(repeat), { repeat, tied: false });
    else if (repeat.length === known.repeat.length) best.set(of(repeat), { ...known, tied: true });
  }
  return new Map([...best].flatMap(([at, { repeat, tied }]) => (tied ? [] : [[at, repeat]])));
}

/** From each chunk that follows none, as far as it goes; what goes in a circle is cut before its first chunk. */
function walks(
  outer: readonly number[],
  next: ReadonlyMap<number, Link>,
  followed: ReadonlySet<number>,
): readonly (readonly [Link, ...Link[]])[] {
  const seen = new Set<number>();
  const heads = [...outer.filter((at) => !followed.has(at)), ...outer];
  return heads.flatMap((head) => {
    if (seen.has(head)) return [];
    seen.add(head);
    const links: [Link, ...Link[]] = [{ source: head, repeats: 0 }];
    for (let link = next.get(head); link !== undefined && !seen.has(link.source); link = next.get(link.source)) {
      seen.add(link.source);
      links.push(link);
    }
    return [links];
  });
}
