import { type Claim, type Draft, defineGuard, type Evidence, type Finding, type Guard, note } from "vouchsafe";
import { support } from "vouchsafe/score";
import { CLAIM } from "./claim-row.ts";

/** The name of the guard, and of its verdict. */
export const SCORED = "scored";

/**
 * Notes the support of every claim, with its evidence, and blocks nothing. A claim that stands for itself and that
 * nobody would read as one, such as a bare phrase, is scored as it stands; an answer that claims nothing has no note.
 */
export function scored(): Guard {
  return defineGuard({
    name: SCORED,
    unit: "answer",
    advisory: true,
    check(draft) {
      // What is said to be missing from the sources is not covered by them: the guards judge it.
      const claims = draft.claims.filter(({ kind }) => kind !== "absence");
      if (claims.length > 0 || draft.claims.length > 0 || draft.id !== CLAIM)
        return claims.map((claim) => noteOf(draft, claim.text, citedBy(claim)));
      return [noteOf(draft, draft.answer, [])];
    },
  });
}

const citedBy = ({ citations }: Claim): readonly number[] => [...new Set(citations.flatMap(({ sources }) => sources))];

function noteOf(draft: Draft, claim: string, asked: readonly number[]): Finding {
  const { score, evidence } = support(claim, draft.sources, {
    ...(asked.length === 0 ? {} : { asked }),
    ...(draft.question === undefined ? {} : { question: draft.question }),
  });
  const found = evidence.map(
    (one): Evidence => ({ ...one, sourceId: draft.sources[one.source]?.id ?? "", by: "scored" }),
  );
  return note("claim-scored", "how well the sources carry it", { score, evidence: found });
}
