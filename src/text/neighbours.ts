import type { Source } from "../types.ts";
import { indexedApart, linesOf, numberedApart, pageOf, startOf } from "./chunk-numbers.ts";

/**
 * Whether what is known of two chunks says that the second does not follow the first, `repeats` units of whose end it
 * begins with: their indexes, pages, lines and offsets in `metadata`, or the numbers in their ids. It is believed at
 * any overlap: what a site repeats on every page is as long as an overlap that a splitter makes. Nothing of it proves
 * that two chunks meet.
 */
export function apart(sources: readonly Source[], from: number, to: number, repeats: number): boolean {
  const [before, after] = [sources[from], sources[to]];
  if (before === undefined || after === undefined) return true;
  // Ids that are the positions in the list of sources are given by us, and count nothing.
  const isCounted = before.id !== String(from + 1) || after.id !== String(to + 1);
  if (indexedApart(before, after) || (isCounted && numberedApart(before.id, after.id))) return true;
  return pagesApart(before, after) || linesApart(before, after) || startsApart(before, after, repeats);
}

/** On one page or the next. Lines and offsets begin again on each page, so with them two pages never meet. */
function pagesApart(before: Source, after: Source): boolean {
  const [one, next] = [pageOf(before), pageOf(after)];
  if (one === undefined || next === undefined || one === next) return false;
  const areLocated = [before, after].every((chunk) => (linesOf(chunk) ?? startOf(chunk)) !== undefined);
  return next !== one + 1 || areLocated;
}

const BLANK = 2; // lines, or units: splitters trim, and a blank line between two paragraphs belongs to neither

function linesApart(before: Source, after: Source): boolean {
  const [one, next] = [linesOf(before), linesOf(after)];
  if (one === undefined || next === undefined) return false;
  return next.from < one.from || next.from > one.to + BLANK;
}

/** What is repeated begins where the second chunk does. Splitters count units or characters: between the two is right. */
function startsApart(before: Source, after: Source, repeats: number): boolean {
  const [one, next] = [startOf(before), startOf(after)];
  if (one === undefined || next === undefined) return false;
  const units = before.text.length - repeats;
  const characters = [...before.text.slice(0, units)].length;
  return next < one + characters || next > one + units + (repeats > 0 ? 0 : BLANK);
}
