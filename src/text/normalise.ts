import type { PlainSpan } from "../types.ts";
import { type Checkpoints, type Folding, fold } from "./fold.ts";
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

/** A long text normalised: a checkpoint every few units, from which the places of the others are folded again. */
export interface NormalisedText {
  readonly text: string;
  /** Ascending: `units[i]` of `text` and those behind it came from the original from `sources[i]` on. */
  readonly sources: Uint32Array;
  readonly units: Uint32Array;
}

export function normaliseText(text: string): NormalisedText {
  const checkpoints: Checkpoints = { sources: [], units: [], next: 0 };
  const into: Folding = { units: new Uint16Array(text.length + 64), length: 0, seen: 0, checkpoints };
  fold(text, 0, text.length, into);
  return {
    text: stringOf(into),
    sources: Uint32Array.from(checkpoints.sources),
    units: Uint32Array.from(checkpoints.units),
  };
}

const ascii = new TextDecoder("utf-8", { ignoreBOM: true });
const wide = new TextDecoder("utf-16le", { ignoreBOM: true });

function stringOf({ units, length, seen }: Folding): string {
  if (seen < 0x80) {
    const bytes = new Uint8Array(length);
    bytes.set(units.subarray(0, length)); // several times as fast as `Uint8Array.from`
    return ascii.decode(bytes);
  }
  return wide.decode(units.subarray(0, length));
}

const MOST_SPAN_UNITS = 1_024; // folded again in one piece; the ends of longer spans each by themselves

/** The span of the original that units `from` to before `to` of its normalised text came from. */
export function originOf(text: string, normalised: NormalisedText, from: number, to: number): PlainSpan {
  const first = checkpointOf(normalised, from);
  const last = checkpointOf(normalised, to - 1);
  const whole = (normalised.units[last] ?? 0) - (normalised.units[first] ?? 0) < MOST_SPAN_UNITS;
  const head = again(text, normalised, first, whole ? last : first);
  const start = head.starts[from - head.base] ?? 0;
  const tail = whole ? head : again(text, normalised, last, last);
  return { start, end: tail.ends[to - 1 - tail.base] ?? 0 };
}

const checkpointOf = ({ units }: NormalisedText, unit: number): number =>
  lowerBound(units.length, (at) => (units[at] ?? 0) <= unit) - 1;

const scratch = { units: new Uint16Array(4_096), starts: new Uint32Array(4_096), ends: new Uint32Array(4_096) };

/** Folds again from one checkpoint to behind another, each unit with its place. */
function again(text: string, normalised: NormalisedText, first: number, last: number) {
  const base = normalised.units[first] ?? 0;
  const into: Required<Omit<Folding, "checkpoints">> = { ...scratch, length: 0, seen: 0 };
  if (base > 0) {
    into.units[0] = normalised.text.charCodeAt(base - 1); // what signs behind it are judged by
    into.length = 1;
  }
  const seed = into.length;
  fold(text, normalised.sources[first] ?? 0, normalised.sources[last + 1] ?? text.length, into);
  return { base: base - seed, starts: into.starts, ends: into.ends };
}
