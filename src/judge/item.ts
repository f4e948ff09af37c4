import type { Span } from "../types.ts";

/** A stretch of a source that a judge reads: `text` is what stands at `span`. */
export interface Passage {
  readonly source: number;
  readonly span: Span<"source">;
  readonly text: string;
}

/** One question's subject: what is judged, part by part, and the passages that it is held against. */
export interface Item {
  /** A part's name is a word of ours: `claim`, `context`, `question`, `answer`. */
  readonly parts: readonly { readonly name: string; readonly text: string }[];
  readonly passages: readonly Passage[];
}

/** What a judge said of an item, as read: nothing of it has been looked at. */
export interface Verdict {
  readonly label: string;
  readonly quote: string;
  /** 0..100, a whole number. */
  readonly confidence: number;
}
