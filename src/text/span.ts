import type { Offset, Span } from "../types.ts";

/** A span of the answer. The caller vouches that it lies inside. */
export const answerSpan = (start: number, end: number): Span => ({
  start: start as Offset<"answer">,
  end: end as Offset<"answer">,
});

/** A span of a source. The caller vouches that it lies inside. */
export const sourceSpan = (start: number, end: number): Span<"source"> => ({
  start: start as Offset<"source">,
  end: end as Offset<"source">,
});
