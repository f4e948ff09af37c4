import { hear } from "../text/licence/hear.ts";
import type { Claim, Draft, Finding } from "../types.ts";
import { block, note } from "./finding.ts";

/**
 * What the conversations asked say of a claim: a note with the user's own sentence, if it stands under the licence of
 * conversations; a block, if the claim leans on nothing else; else `undefined`, and documents decide.
 */
export function hearClaim({ sources }: Draft, { at, text, citations }: Claim): Finding | undefined {
  if (!sources.some(({ kind }) => kind === "conversation")) return undefined;
  const cited = [...new Set(citations.flatMap((citation) => citation.sources))];
  const asked = cited.length > 0 ? cited : sources.map((_, source) => source);
  const place = hear(text, sources, asked);
  if (place !== undefined) {
    const { source, span } = place;
    const evidence = [{ source, sourceId: sources[source]?.id ?? "", span, score: 1, by: "aligned" }] as const;
    return note("claim-supported", "is what the user said, has or wants", { at, evidence, score: 1 });
  }
  const isAlone = asked.every((source) => sources[source]?.kind === "conversation");
  return isAlone ? block("claim-unlicensed", "leans on the conversation, which does not carry it", { at }) : undefined;
}
