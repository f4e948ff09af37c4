import type { Answer, Outcome } from "vouchsafe";
import type { Case } from "./cases.ts";
import type { Place } from "./entries.ts";
import { type Invalid, invalid } from "./report.ts";
import type { Session } from "./session.ts";
import type { Result } from "./view.ts";

type Check = (answers: AsyncIterable<Answer>) => AsyncIterable<Outcome>;

/** What came of each case, in order, with its place and its answer. Ends when the run is stopped. */
export async function* resultsOf(
  cases: AsyncIterable<Case> | Iterable<Case>,
  session: Session,
  check: Check,
): AsyncGenerator<Result> {
  const pending: Case[] = [];
  try {
    for await (const outcome of check(answersOf(cases, pending))) {
      const found = pending.shift();
      if (found !== undefined) yield resultOf(found, outcome);
    }
  } catch (error) {
    if (session.stop === undefined) throw error;
  }
}

/** One answer a case, which is kept until its outcome comes. */
async function* answersOf(cases: AsyncIterable<Case> | Iterable<Case>, pending: Case[]): AsyncGenerator<Answer> {
  for await (const found of cases) {
    pending.push(found);
    // What could not be read keeps its place as a row that is no answer, which costs nothing.
    yield "answer" in found ? found.answer : (null as unknown as Answer);
  }
}

function resultOf(found: Case, outcome: Outcome): Result {
  if (!("answer" in found)) return found;
  return unreadable(found.place, outcome) ?? { place: found.place, answer: found.answer, outcome };
}

/** What `read` refuses beyond the shape of the record, a span outside the answer for one, is bad input too. */
function unreadable(place: Place, outcome: Outcome): Invalid | undefined {
  if (outcome.status === "verified" || outcome.escalation.reason !== "invalid") return undefined;
  const said = outcome.escalation.failures[0]?.message ?? "cannot be read";
  const [, field, message] = /^([\w.[\]]+): (.*)$/s.exec(said) ?? [];
  return invalid(place, field === undefined ? { message: said } : { field, message: message ?? "" });
}
