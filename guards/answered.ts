import { block, defineGuard, type Guard } from "vouchsafe/core";

/**
 * The answer makes a factual claim: it does more than say that it cannot answer. Codes: `unanswered`. Unit: answer.
 *
 * A partial answer passes; what it says that the sources lack is a claim about the sources, which `supported` checks.
 */
export function answered(): Guard {
  return defineGuard({
    name: "answered",
    unit: "answer",
    check({ claims }) {
      if (claims.some(({ kind }) => kind !== "absence")) return [];
      return [block("unanswered", "makes no factual claim, so the question stays open")];
    },
  });
}
