import type { Citation, Source } from "../types.ts";
import type { Resolve } from "./resolver.ts";

/** One marker in the answer, before it is known which claims it covers. Offsets index the answer. */
export interface Marker {
  readonly start: number;
  readonly end: number;
  readonly form: Citation["form"];
  /** As written, each with the sources that it leads to. */
  readonly ids: readonly { readonly sourceId: string; readonly sources: readonly number[] }[];
  /** What the marker says of its reach: `before` covers sentences before it, `own` only the sentence it stands in. */
  readonly reach: "before" | "own";
  /** The words are part of the sentence ("Passage 2 says …"), so they are not cut out of the claim. */
  readonly spoken: boolean;
  /** The words that a `<cite id>` element wraps. */
  readonly wraps?: readonly [start: number, end: number];
}

export interface MarkerContext {
  readonly answer: string;
  readonly sources: readonly Source[];
  readonly resolve: Resolve;
  /** What a footnote's definition leads to, by label. */
  readonly footnotes: ReadonlyMap<string, readonly number[]>;
}
