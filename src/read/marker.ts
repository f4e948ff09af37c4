import { lowerBound } from "../text/lower-bound.ts";
import type { Citation, Source } from "../types.ts";
import type { Opaque } from "./opaque.ts";
import type { Resolve } from "./resolver.ts";
import type { Superscript } from "./superscripts.ts";

/** One marker in the answer, before it is known which claims it covers. Offsets index the answer. */
export interface Marker {
  readonly start: number;
  readonly end: number;
  readonly form: Citation["form"];
  /** As written, each with the sources that it leads to. */
  readonly ids: readonly Id[];
  /** What the marker says of its reach: `before` covers sentences before it, `own` only the sentence it stands in. */
  readonly reach: "before" | "own";
  /** The words are part of the sentence ("Passage 2 says …"). */
  readonly spoken: boolean;
  /** The words that an element or a link wraps, and where its closing part ends: the words stay in the claim. */
  readonly wraps?: readonly [start: number, end: number, closed: number];
}

export interface Id {
  readonly sourceId: string;
  readonly sources: readonly number[];
}

export interface MarkerContext {
  readonly answer: string;
  readonly sources: readonly Source[];
  /** What definitions say of a number comes first, then what the sources are called. */
  readonly resolve: Resolve;
  /** By authors and year. */
  readonly spelled: Resolve;
  /** What a footnote's definition leads to, by label. */
  readonly footnotes: ReadonlyMap<string, readonly number[]>;
  /** The answer defines numbers: a footnote's that it does not define leads nowhere. */
  readonly numbered: boolean;
  /** What the definition of a link leads to (`[label]: address`), by label in lower case. */
  readonly links: ReadonlyMap<string, readonly number[]>;
  /** Code and mathematics, in order. */
  readonly opaque: readonly Opaque[];
  readonly superscripts: readonly Superscript[];
}

/** The markers, in order and disjoint, that touch a stretch; those that begin in it are its own. */
export function markersTouching(markers: readonly Marker[], start: number, end: number): readonly Marker[] {
  const first = lowerBound(markers.length, (at) => (markers[at]?.end ?? 0) < start);
  return markers.slice(
    first,
    first + lowerBound(markers.length - first, (at) => (markers[first + at]?.start ?? end) < end),
  );
}
