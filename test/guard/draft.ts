import type { Citation, Claim, Draft, Evidence, Guard, Offset, Source, Span } from "../../src/types.ts";

/** A draft by hand: each sentence of the answer, up to its full stop, is a claim; `[id]` in it is a citation. */
export function draftOf(answer: string, sources: readonly Source[] = [moon]): Draft {
  const claims: Claim[] = [];
  for (const { 0: sentence, index: start } of answer.matchAll(/[^.\s][^.]*\./gu)) {
    const citations = [...sentence.matchAll(/\[(\w+)\]/gu)].map(({ 0: marker, 1: sourceId = "", index }): Citation => {
      const from = start + index;
      const positions = sources.flatMap((source, position) => (source.id === sourceId ? position : []));
      return { sourceId, sources: positions, at: spanOf(from, from + marker.length), form: "bracket" };
    });
    claims.push({
      index: claims.length,
      text: sentence.replaceAll(/ \[\w+\]/gu, ""),
      at: spanOf(start, start + sentence.length),
      kind: "statement",
      citations,
      quotations: [],
    });
  }
  return { answer, sources, claims, citations: claims.flatMap((claim) => claim.citations), skipped: [] };
}

export const moon: Source = { id: "moon", text: "The Moon is 384,400 km away. It has no air. 🌔" };

export function spanOf<Text extends string = "answer">(start: number, end: number): Span<Text> {
  return { start: start as Offset<Text>, end: end as Offset<Text> };
}

export function evidenceOf(start: number, end: number): Evidence {
  return { source: 0, sourceId: "moon", span: spanOf<"source">(start, end), score: 1, by: "verbatim" };
}

/** A guard whose `check` may give anything at all, as one written in JavaScript may. */
export function guardOf(
  check: (...parameters: Parameters<Guard["check"]>) => unknown,
  fields: Partial<Guard> = {},
): Guard {
  return { name: "sound", unit: "answer", ...fields, check: check as Guard["check"] };
}
