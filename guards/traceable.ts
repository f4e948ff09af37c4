import { block, clip, defineGuard, type Guard, type Source } from "vouchsafe/core";

/** Every citation leads to a source that was given. Codes: `source-unknown`. Unit: claim. */
export function traceable(): Guard {
  return defineGuard({
    name: "traceable",
    unit: "claim",
    check({ claims, sources }) {
      // A citation that covers several claims is one object, and one finding.
      const cited = new Set(claims.flatMap((claim) => claim.citations));
      const astray = [...cited].filter((citation) => citation.sources.length === 0);
      return astray.map((citation) =>
        block(
          "source-unknown",
          `cites "${clip(citation.sourceId, LONGEST_ID)}", which was not given${given(sources)}`,
          citation,
        ),
      );
    },
  });
}

const LONGEST_ID = 60; // ids are as long as those who write them like
const MOST_NAMED = 5; // sources are dozens at times; the first few show how they are named

function given(sources: readonly Source[]): string {
  if (sources.length === 0) return "";
  const names = sources.slice(0, MOST_NAMED).map(({ id }) => `"${clip(id, LONGEST_ID)}"`);
  return ` (given: ${names.join(", ")}${sources.length > MOST_NAMED ? ", …" : ""})`;
}
