import type { Answer } from "vouchsafe";

/** Of each citation the source, the words of the answer that it stands for without what is around them, and its quote. */
export const citedText = ({ answer, citations = [] }: Answer) =>
  citations.map(({ sourceId, at, quote }) => [
    sourceId,
    at === undefined ? undefined : answer.slice(at.start, at.end).replaceAll(/^[\s-]+|[\s.,(]+$/g, ""),
    quote,
  ]);
