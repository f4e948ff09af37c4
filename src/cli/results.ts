import type { Answer, Outcome } from "vouchsafe";
import type { Place } from "./entries.ts";
import { type Invalid, invalid } from "./report.ts";
import type { Session } from "./session.ts";

type Check = (answers: AsyncIterable<Answer>) => AsyncIterable<Outcome>;

/** An answer to check, where it stands, and whatever else its line says. */
interface Checkable {
  readonly place: Place;
  readonly answer: Answer;
}
type Rows<Row extends Checkable> = AsyncIterable<Row | Invalid> | Iterable<Row | Invalid>;
type WithOutcome<Row> = Row & { readonly outcome: Outcome };

/** What came of each row, in order, beside what it was. Ends when the run is stopped. */
export async function* resultsOf<Row extends Checkable>(
  rows: Rows<Row>,
  session: Session,
  check: Check,
): AsyncGenerator<WithOutcome<Row> | Invalid> {
  const pending: (Row | Invalid)[] = [];
  try {
    for await (const outcome of check(answersOf(rows, pending))) {
      const found = pending.shift();
      if (found !== undefined) yield resultOf(found, outcome);
    }
  } catch (error) {
    if (session.stop === undefined) throw error;
  }
}

/** One answer a row, which is kept until its outcome comes. */
async function* answersOf<Row extends Checkable>(rows: Rows<Row>, pending: (Row | Invalid)[]): AsyncGenerator<Answer> {
  for await (const found of rows) {
    pending.push(found);
    // What could not be read keeps its place as a row that is no answer, which costs nothing.
    yield "answer" in found ? found.answer : (null as unknown as Answer);
  }
}

function resultOf<Row extends Checkable>(found: Row | Invalid, outcome: Outcome): WithOutcome<Row> | Invalid {
  if (!("answer" in found)) return found;
  return unreadable(found.place, outcome) ?? { ...found, outcome };
}

/** What `read` refuses beyond the shape of the record, a span outside the answer for one, is bad input too. */
function unreadable(place: Place, outcome: Outcome): Invalid | undefined {
  if (outcome.status === "verified" || outcome.escalation.reason !== "invalid") return undefined;
  const said = outcome.escalation.failures[0]?.message ?? "cannot be read";
  const [, field, message] = /^([\w.[\]]+): (.*)$/s.exec(said) ?? [];
  return invalid(place, field === undefined ? { message: said } : { field, message: message ?? "" });
}
