import { block, defineGuard, type Guard } from "vouchsafe/core";

/** Every citation leads to a source that was given. Codes: `source-unknown`. Unit: claim. */
export function traceable(): Guard {
  return defineGuard({
    name: "traceable",
    unit: "claim",
    check({ claims }) {
      // A citation that covers several claims is one object, and one finding.
      const cited = new Set(claims.flatMap((claim) => claim.citations));
      return [...cited]
        .filter((citation) => citation.sources.length === 0)
        .map((citation) => block("source-unknown", `cites "${citation.sourceId}", which was not given`, citation));
    },
  });
}
