import { block, type Claim, defineGuard, type Guard, warn } from "vouchsafe/core";

export interface CitedOptions {
  /** `"when-present"`: only if the answer carries any citation. `"required"`: always. */
  readonly citations?: "when-present" | "required";
  /** Say `"sentence"` if drafts are read with that scope: then the guard judges claim by claim. */
  readonly scope?: "paragraph" | "sentence";
}

/**
 * Every claim carries a citation. Codes: `claim-uncited`; `answer-uncited` (a warning, where none is required and
 * none is there). Unit: answer; claim if citations are required in every sentence.
 *
 * Statements that the sources are silent, and code, have nothing to cite.
 */
export function cited(options: CitedOptions = {}): Guard {
  const { citations = "when-present", scope = "paragraph" } = options;
  if (citations !== "when-present" && citations !== "required") {
    throw new TypeError(`Expected \`citations\` to be "when-present" or "required", got ${JSON.stringify(citations)}.`);
  }
  return defineGuard({
    name: "cited",
    unit: citations === "required" && scope === "sentence" ? "claim" : "answer",
    check(draft) {
      const owing = draft.claims.filter(owesCitation);
      if (citations === "when-present" && draft.citations.length === 0) {
        return owing.length === 0 ? [] : [warn("answer-uncited", "carries no citation; checked against all sources")];
      }
      return owing
        .filter((claim) => claim.citations.length === 0)
        .map((claim) => block("claim-uncited", "carries no citation", claim));
    },
  });
}

const owesCitation = ({ kind }: Claim): boolean => kind !== "absence" && kind !== "code";
