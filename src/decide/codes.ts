import { distance } from "../text/distance.ts";
import type { Reason } from "../types.ts";
import { MODEL_CODES } from "./model-codes.ts";

/** What is known of a code that a finding may carry, apart from its severity, which the guard says. */
export interface CodeEntry {
  /** Whether asking the model again, with the finding as feedback, can mend it. */
  readonly mendable: boolean;
  /** One sentence: what to do. */
  readonly remedy: string;
  /** The escalation's reason if this code blocks; absent: `rejected`. */
  readonly reason?: Reason;
}

const entry = (mendable: boolean, remedy: string, reason?: Reason): CodeEntry =>
  reason === undefined ? { mendable, remedy } : { mendable, remedy, reason };

/** The registry: every code that the built-in guards or the library itself raises. Codes are stable across releases. */
const CODES: ReadonlyMap<string, CodeEntry> = new Map([
  [
    "source-unknown",
    entry(true, "Cite only sources that were given, by the numbers or ids under which they were given."),
  ],
  ["claim-uncited", entry(true, "Add a citation to the claim, or leave the claim out.")],
  ["answer-uncited", entry(true, "Ask the model for citations, so that each claim can be checked against one source.")],
  [
    "quote-not-found",
    entry(true, "Replace the quotation by words that the source really has, or paraphrase without quotation marks."),
  ],
  ["quote-misattributed", entry(true, "Cite the source that has these words.")],
  ["quote-stitched", entry(true, "Quote the passages one by one, or mark what was left out with an ellipsis.")],
  ["quote-altered", entry(true, "Quote the source to the letter.")],
  ["quote-found", entry(false, "Nothing to do: the source has these words.")],
  ["claim-unsupported", entry(true, "Remove the claim, or retrieve a source that carries it.")],
  ["claim-contradicted", entry(true, "Correct the claim by the source text shown.")],
  [
    "claim-unlicensed",
    entry(
      true,
      "Cite a document for it, or say no more than one sentence of the user's does: what they said, have or want, in the second person.",
    ),
  ],
  ["figure-differs", entry(true, "Give the figure that the source has, as shown.")],
  ["figure-absent", entry(true, "Remove the figure, or retrieve a source that has it.")],
  ["figure-misattributed", entry(true, "Cite the source that has this figure.")],
  ["figure-derived", entry(false, "Nothing to do: the figure follows from two that the source has.")],
  ["date-ambiguous", entry(true, "Write the month as a word, or the date as year-month-day.")],
  ["name-absent", entry(true, "Look whether the source calls them so; remove the name if it does not.")],
  ["negation-differs", entry(true, "Look whether the claim says the opposite of the sentence shown.")],
  ["claim-supported", entry(false, "Nothing to do: the source carries this claim.")],
  [
    "language-differs",
    entry(false, "Configure a judge that reads both languages, or retrieve sources in the answer's language."),
  ],
  // Not mendable: a second try would answer the same question in other words.
  [
    "out-of-scope",
    entry(false, "Hand it to those whose subject it is; or, if it is yours, name the term in `allow` or mend `deny`."),
  ],
  ["value-invalid", entry(true, "Ask again for a value that matches the schema.")],
  ["value-missing", entry(true, "Ask for JSON and nothing else, or hand in `value`.")],
  ["value-unreadable", entry(false, "Hand in a value that is plain JSON, less deep or smaller.")],
  ["answer-empty", entry(true, "Ask again: the model returned nothing to show.", "incomplete")],
  [
    "answer-cut-off",
    entry(
      true,
      'Raise the limit on output tokens or ask for a shorter answer; or say `finish: "stop"` if the model ended by itself.',
      "incomplete",
    ),
  ],
  [
    "answer-refused",
    entry(false, "Read the provider's refusal: the question or the sources may have tripped its filter.", "incomplete"),
  ],
  ["answer-trails-off", entry(true, "Ask the model to finish the sentence.")],
  ["answer-unfinished", entry(true, "Ask again: generation did not end by itself.", "incomplete")],
  [
    "finish-unknown",
    entry(
      true,
      "Return { answer, finish }, so that a reply that was cut off is told from one that is whole.",
      "incomplete",
    ),
  ],
  [
    "unanswered",
    entry(
      false,
      "Retrieve other sources or hand the question to a person; asking again invites an invention.",
      "unanswered",
    ),
  ],
  // What the library says where there is nothing to check, or where checking failed.
  ["no-sources", entry(false, "Hand in `sources`, the texts that the answer was written from; retrieve them first.")],
  [
    "answer-invalid",
    entry(
      false,
      'Hand in { answer: "…", sources: [{ id: "…", text: "…" }] }, each field of the type that is named; a wrapped function returns the answer, or it with its sources.',
    ),
  ],
  [
    "deadline-timed-out",
    entry(false, "Raise `timeoutMs`, or give the call less to do: a faster function, a shorter answer, fewer sources."),
  ],
  ["function-threw", entry(false, "Look into the log of the wrapped function: it threw before there was an answer.")],
  ["output-threw", entry(false, "Mend `output.text` or `output.citations`: it threw, or returned another type.")],
  ["fallback-threw", entry(false, "Mend `fallback`: it threw, or did not return a string; the fixed reply stands.")],
  ["delivery-failed", entry(false, "Deliver the escalation by hand or again: `onEscalate` rejected, nobody was told.")],
  ["guard-threw", entry(false, "Mend the guard or its options: it ended in an error, so nothing was checked by it.")],
  ["guard-timed-out", entry(false, "Raise `timeoutMs`, or give the guard a shorter deadline of its own.")],
  ["guard-malformed", entry(false, "Mend the guard: `check` returns a list of what block, open, warn and note make.")],
  ["judge-threw", entry(false, "Look into the judge's own log, and try again once it answers.")],
  ["judge-timed-out", entry(false, "Raise `timeoutMs`, or give the judge a shorter deadline of its own.")],
  [
    "worker-died",
    entry(false, "Check this answer alone, on the main thread, to see what ends the process: memory, or a guard."),
  ],
  [
    "judge-malformed",
    entry(
      false,
      'Use another model, or ask for its JSON in another way (`output: "tool"`); a judge of your own gives one ruling, with its index, for each open finding.',
    ),
  ],
  ...MODEL_CODES.map(([code, remedy, reason]) => [code, entry(false, remedy, reason)] as const),
]);

const UNKNOWN: CodeEntry = { mendable: false, remedy: "See the guard that raised it." };

export const isKnown = (code: string): boolean => CODES.has(code);

export const codeEntry = (code: string): CodeEntry => CODES.get(code) ?? UNKNOWN;

/** One sentence: what to do about a finding with this code. */
export const remedyOf = (code: string): string => codeEntry(code).remedy;

const LONGEST = 40; // units compared: twice the longest code of ours

/** The code of the registry that is nearest to it in spelling: itself, if it is one. */
export function nearestCode(code: string): string {
  const ranked = [...CODES.keys()].map((known) => [known, distance(code.slice(0, LONGEST), known)] as const);
  const [[nearest] = [code]] = ranked.sort(([, left], [, right]) => left - right);
  return nearest;
}
