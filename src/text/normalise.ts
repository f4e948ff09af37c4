import type { PlainSpan } from "../types.ts";
import { fold } from "./fold.ts";
import { type Checkpoints, type Folding, STRIDE } from "./folding.ts";
import { lowerBound } from "./lower-bound.ts";

/**
 * A text as it is compared, with the way back: unit `i` of `text` came from `[starts[i], ends[i])` of the original.
 * Folds case, width, ligatures, accents as composed, quotation marks, dashes, the ellipsis and white space; joins words
 * that a hyphen breaks at the end of a line; drops invisible characters, markdown's emphasis and citation markers.
 * Every start and end lies on a code point of the original. Normalising what was normalised changes nothing.
 */
export interface Normalised {
  readonly text: string;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

/** With an offset for every unit: for short texts. Linear. */
export function normalise(text: string): Normalised {
  const room = text.length + 64;
  const into: Folding = {
    units: new Uint16Array(room),
    length: 0,
    seen: 0,
    starts: new Uint32Array(room),
    ends: new Uint32Array(room),
  };
  fold(text, 0, text.length, into);
  const { length, starts = new Uint32Array(), ends = new Uint32Array() } = into;
  return { text: stringOf(into), starts: starts.slice(0, length), ends: ends.slice(0, length) };
}

const MOST_APPLIED = 2_048; // arguments of one call
const brief: Folding = { units: new Uint16Array(4_096), length: 0, seen: 0 };

/** A short text normalised and trimmed, without the way back: a quotation. */
export function normalisedQuote(text: string): string {
  if (text.length > MOST_APPLIED) return normalise(text).text.trim();
  brief.length = 0;
  fold(text, 0, text.length, brief);
  const { units, length } = brief;
  if (length > MOST_APPLIED) return stringOf(brief).trim();
  return String.fromCharCode.apply(undefined, units.subarray(0, length) as unknown as number[]).trim();
}

/** A long text normalised: a checkpoint every few units, from which the places of the others are folded again. */
export interface NormalisedText {
  readonly text: string;
  /** Ascending: `units[i]` of `text` and those behind it came from the original from `sources[i]` on. */
  readonly sources: Uint32Array;
  readonly units: Uint32Array;
}

export function normaliseText(text: string): NormalisedText {
  const checkpoints: Checkpoints = { sources: [], units: [], next: 0 };
  const into: Folding = { units: keptUnits, length: 0, seen: 0, checkpoints, taken: 0 };
  const parts: string[] = [];
  for (let from = 0; from < text.length; ) {
    from = fold(text, from, Math.min(text.length, from + PIECE), into);
    const last = from >= text.length;
    parts.push(take(into, last ? into.length : untilWhole(into, Math.max(0, into.length - CARRIED))));
  }
  keptUnits = into.units;
  return {
    text: parts.join(""),
    sources: new Uint32Array(checkpoints.sources),
    units: new Uint32Array(checkpoints.units),
  };
}

/** Folded in pieces that stay in the cache, in room kept between calls: a long text is no slower a unit than a short one. */
const PIECE = 1 << 18;
let keptUnits = new Uint16Array(PIECE + (PIECE >> 3));
/** More units than marks that may join what was written before them. */
const CARRIED = 64;

/** One unit less where the two halves of a character would be parted: each by itself is none. */
const untilWhole = ({ units }: Folding, count: number): number =>
  count > 0 && ((units[count - 1] ?? 0) & 0xfc00) === 0xd800 ? count - 1 : count;

/** Takes the first units out, as a string. */
function take(into: Folding, count: number): string {
  const { units, length, taken = 0 } = into;
  const part = stringOf({ ...into, length: count });
  units.copyWithin(0, count, length);
  into.length = length - count;
  into.taken = taken + count;
  return part;
}

const ascii = new TextDecoder("utf-8", { ignoreBOM: true });
// Windows-1252, which is Latin-1 but for the controls from 0x80 on: these are dropped.
const latin = new TextDecoder("latin1");
const wide = new TextDecoder("utf-16le", { ignoreBOM: true });

function stringOf({ units, length, seen }: Folding): string {
  if (seen < 0x100) {
    const bytes = new Uint8Array(length);
    bytes.set(units.subarray(0, length)); // several times as fast as `Uint8Array.from`
    return (seen < 0x80 ? ascii : latin).decode(bytes);
  }
  return wide.decode(units.subarray(0, length));
}

const MOST_SPAN_UNITS = 1_024; // folded again in one piece; the ends of longer spans each by themselves

/** The span of the original that units `from` to before `to` of its normalised text came from. */
export function originOf(text: string, normalised: NormalisedText, from: number, to: number): PlainSpan {
  if (to - from > MOST_SPAN_UNITS) {
    const { start } = originOf(text, normalised, from, from + 1);
    return { start, end: originOf(text, normalised, to - 1, to).end };
  }
  const { base, starts, ends } = again(text, normalised, from, to - 1, scratch);
  return { start: starts[from - base] ?? 0, end: ends[to - 1 - base] ?? 0 };
}

/** Where each of the units `from` to before `to` came from. */
export function originsOf(text: string, normalised: NormalisedText, from: number, to: number): Origins {
  const room = to - from + 4 * STRIDE;
  const into = { units: new Uint16Array(room), starts: new Uint32Array(room), ends: new Uint32Array(room) };
  const { base, starts, ends } = again(text, normalised, from, Math.max(from, to - 1), into);
  return { text, start: (at) => starts[at - base] ?? text.length, end: (at) => ends[at - base] ?? 0 };
}

/** The original of part of a normalised text: what unit `at` came from, and where it ended. */
export interface Origins {
  readonly text: string;
  start(at: number): number;
  end(at: number): number;
}

const checkpointOf = ({ units }: NormalisedText, unit: number): number =>
  lowerBound(units.length, (at) => (units[at] ?? 0) <= unit) - 1;

type Room = Required<Pick<Folding, "units" | "starts" | "ends">>;
const scratch: Room = {
  units: new Uint16Array(4_096),
  starts: new Uint32Array(4_096),
  ends: new Uint32Array(4_096),
};

/** Folds again from the checkpoint of one unit to behind that of another, each unit with its place. */
function again(text: string, normalised: NormalisedText, from: number, to: number, room: Room) {
  const first = checkpointOf(normalised, from);
  const base = normalised.units[first] ?? 0;
  const into: Required<Omit<Folding, "checkpoints" | "taken">> = { ...room, length: 0, seen: 0 };
  if (base > 0) {
    into.units[0] = normalised.text.charCodeAt(base - 1); // what signs behind it are judged by
    into.length = 1;
  }
  const seed = into.length;
  const stop = normalised.sources[checkpointOf(normalised, to) + 1] ?? text.length;
  fold(text, normalised.sources[first] ?? 0, stop, into);
  return { base: base - seed, starts: into.starts, ends: into.ends };
}
