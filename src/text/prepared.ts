import type { Source } from "../types.ts";
import { keptByContent } from "./kept-by-content.ts";
import { type Grams, gramsOf } from "./locate/grams.ts";
import { type NormalisedText, normaliseText } from "./normalise.ts";

/**
 * A text made ready for quotations to be found in it: normalised once, indexed once. Plain data: it survives
 * `structuredClone`, and the buffers of its typed arrays may be transferred to another thread.
 */
export interface Prepared {
  readonly text: string;
  readonly normalised: NormalisedText;
  readonly grams: Grams;
}

/** Below, one pass over the text takes no longer than an index pays back within a dozen quotations (`bench:locate`). */
const INDEXED_UNITS = 4_000;

/** The text ready for many quotations. Linear; some three bytes a unit beside the text itself. */
export function prepare(text: string): Prepared {
  const normalised = normaliseText(text);
  return { text, normalised, grams: gramsOf(normalised.text.length < INDEXED_UNITS ? "" : normalised.text) };
}

/** A text with what was made of it so far. */
export interface Subject {
  readonly text: string;
  readonly normalised: NormalisedText;
  /** The index, if there is one; the second caller of a text long enough gets it built. */
  index(): Grams | undefined;
}

const known = new WeakMap<object, Subject>();

export const isPrepared = (source: string | Source | Prepared): source is Prepared =>
  typeof source === "object" && "grams" in source;

/** What a text, a source or a prepared text is looked through by: made when first asked for, and kept. */
export function subjectOf(source: string | Source | Prepared): Subject {
  if (typeof source === "string") return byContent(source);
  if (
    isPrepared(source) &&
    source.text !== "" &&
    source.normalised.text !== "" &&
    source.normalised.sources.length === 0
  )
    throw new TypeError("Expected a prepared text with its buffers; these were transferred to another thread.");
  const seen = known.get(source);
  // A source of the caller's own may have been given another text since.
  if (seen !== undefined && seen.text === source.text) return seen;
  const made = isPrepared(source) ? ready(source) : byContent(source.text);
  known.set(source, made);
  return made;
}

function ready({ text, normalised, grams }: Prepared): Subject {
  const indexed = grams.places.length > 0 ? grams : undefined;
  return { text, normalised, index: () => indexed };
}

function lazily(text: string): Subject {
  let normalised: NormalisedText | undefined;
  let grams: Grams | undefined;
  let asked = 0;
  return {
    text,
    get normalised() {
      normalised ??= normaliseText(text);
      return normalised;
    },
    index() {
      asked += 1;
      if (grams === undefined && asked > 1 && this.normalised.text.length >= INDEXED_UNITS)
        grams = gramsOf(this.normalised.text);
      return grams;
    },
  };
}

/** Units of text kept: with their indexes some twenty megabytes. */
const MAX_KEPT_UNITS = 4_000_000;

const byContent = keptByContent(lazily, MAX_KEPT_UNITS);
