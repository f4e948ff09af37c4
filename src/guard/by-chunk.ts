import { documentsOf } from "../text/documents.ts";
import type { Draft, Evidence, Finding } from "../types.ts";

/** A finding on the documents of a draft (`documentsOf`) with its evidence in the sources as handed in: one a chunk. */
export function byChunk(finding: Finding, { sources }: Draft): Finding {
  const { apart } = documentsOf(sources);
  const cut = (evidence: Evidence): readonly Evidence[] =>
    apart(evidence).map(({ source, span }) => ({ ...evidence, source, sourceId: sources[source]?.id ?? "", span }));
  const { nearest, evidence } = finding;
  const [first] = nearest === undefined ? [] : cut(nearest);
  return {
    ...finding,
    ...(evidence === undefined ? {} : { evidence: evidence.flatMap(cut) }),
    ...(first === undefined ? {} : { nearest: first }),
  };
}
