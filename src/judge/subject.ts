import type { Claim, Draft, Finding } from "../types.ts";
import { speaksToJudge } from "./addressed.ts";
import type { Item } from "./item.ts";
import { passagesFor } from "./passages.ts";

/** Why something is not shown to a judge. */
export interface Withheld {
  readonly problem: string;
  readonly isSuspect?: true;
}

const LONGEST = 12_000; // units of a question or an answer: some 3,000 tokens

/**
 * What a judge is shown for a finding: the claim that it is on, with what the claim inherits, and passages of the sources; or,
 * for a finding on the whole, question and answer. A reason where there is nothing to show.
 *
 * The question is not shown with a claim: it says nothing about what sources state, and anybody may have written it.
 */
export function subjectOf(finding: Finding, draft: Draft, neighbours: boolean): Item | Withheld {
  const { at } = finding;
  if (at === undefined) return wholeOf(draft);
  const claim = claimAt(at, draft);
  if (claim.text.trim() === "") return { problem: "there is no text at its place" };
  if (claim.text.length > LONGEST) return { problem: "it is too long to be shown" };
  return itemOf(claim, finding, draft, neighbours);
}

/** A claim as it is shown with what the sources of the draft have of it. */
export function itemOf(
  claim: Pick<Claim, "text" | "citations" | "context">,
  finding: Pick<Finding, "evidence" | "nearest">,
  draft: Pick<Draft, "sources">,
  neighbours: boolean,
): Item | Withheld {
  const { passages, places } = passagesFor(finding, claim, draft, neighbours);
  if ([...places, claim.text, claim.context ?? ""].some(speaksToJudge)) return SUSPECT;
  if (passages.length === 0) return { problem: "no passage of the sources has anything of it" };
  const context = claim.context === undefined ? [] : [{ name: "context", text: claim.context.slice(0, LONGEST) }];
  return { parts: [...context, { name: "claim", text: claim.text }], passages };
}

const SUSPECT: Withheld = {
  problem: "it, or what stands there in the sources, speaks to whoever judges it",
  isSuspect: true,
};

export function wholeOf({ question, answer }: Pick<Draft, "question" | "answer">): Item | Withheld {
  if ([question ?? "", answer].some(speaksToJudge)) return SUSPECT;
  if (answer.length > LONGEST || (question ?? "").length > LONGEST) return { problem: "it is too long to be shown" };
  const asked = question === undefined ? [] : [{ name: "question", text: question }];
  return { parts: [...asked, { name: "answer", text: answer }], passages: [] };
}

/** The claim that a finding lies in, or the text at its place where it lies in none. */
function claimAt(
  at: NonNullable<Finding["at"]>,
  { claims, answer }: Draft,
): Pick<Claim, "text" | "citations" | "context"> {
  const own = claims.find((claim) => claim.at.start <= at.start && at.end <= claim.at.end);
  return own ?? { text: answer.slice(at.start, at.end), citations: [] };
}
