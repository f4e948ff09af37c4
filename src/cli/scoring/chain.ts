import { defaultGuards, defineGuard, type Guard } from "vouchsafe";
import { CLAIM } from "./claim-row.ts";
import { scored } from "./scored.ts";

/** The guards of the default chain that judge a claim by itself: the others look at how an answer is written. */
const OF_A_CLAIM: readonly string[] = ["supported", "same-figures"];

/** Support, and what the default chain says: all of it of answers, and of claims what needs no answer around them. */
export function scoringChain(): readonly Guard[] {
  return [scored(), ...defaultGuards().map((guard) => (OF_A_CLAIM.includes(guard.name) ? guard : ofAnswers(guard)))];
}

function ofAnswers(guard: Guard): Guard {
  return defineGuard({
    ...guard,
    check: (draft, context) => (draft.id === CLAIM ? [] : guard.check(draft, context)),
  });
}
