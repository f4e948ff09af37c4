import type { Difference, Kind } from "./engine.ts";
import { rowsOf } from "./fixtures.ts";

/** A row of `fixtures/quotes.jsonl`: what a careful reader would say of a quotation and a source. */
export interface QuoteRow {
  readonly name: string;
  readonly source: string;
  readonly quote: string;
  readonly hint?: number;
  /** How it is found; a list where a reader could say either; `null`: not at all. */
  readonly match?: Kind | null | readonly (Kind | null)[];
  /** How it must never be found. */
  readonly not?: readonly Kind[];
  /** What stands at the span; a list where a reader could say either. */
  readonly text?: string | readonly string[];
  /** Where it stands, if the text stands in more than one place. */
  readonly start?: number;
  /** How many other places are listed. */
  readonly alternatives?: number;
  /** Kinds of difference that must be named if it is found as near. */
  readonly diff?: readonly Difference["kind"][];
}

export const quoteRows = rowsOf<QuoteRow>("quotes");

export const listOf = <T>(one: T | readonly T[] | undefined): readonly T[] =>
  one === undefined ? [] : Array.isArray(one) ? one : [one as T];
