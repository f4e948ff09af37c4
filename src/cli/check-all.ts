import type { Case } from "./cases.ts";
import { openProgress } from "./progress.ts";
import type { Invalid } from "./report.ts";
import type { Session } from "./session.ts";
import { checked, exitCodeOf, noneYet, summarise } from "./tally.ts";
import type { Result, View } from "./view.ts";

/**
 * Checks the answers one after the other, so that output is in order and memory holds one of them. Resolves with the
 * exit code.
 */
export async function checkAll(
  cases: AsyncIterable<Case> | Iterable<Case>,
  view: View,
  session: Session,
  check: (found: Exclude<Case, Invalid>) => Promise<Result>,
): Promise<number> {
  const tally = noneYet();
  const progress = openProgress();
  for await (const found of cases) {
    if (session.stop !== undefined) break;
    const result = "answer" in found ? await check(found) : found;
    // Interrupted while it was being checked: its result would speak of the interruption.
    if (session.stop !== undefined) break;
    tally["outcome" in result ? result.outcome.status : "invalid"] += 1;
    // Whatever is written to standard error next must not land on the line of the progress.
    if (!("outcome" in result)) progress.clear();
    await view.show(result);
    progress.advance(tally);
  }
  progress.clear();
  if (session.stop === "interrupted") process.stderr.write(`stopped after ${summarise(tally)}\n`);
  else if (session.stop === "output-failed") process.stderr.write("vouchsafe: the output cannot be written\n");
  else if (session.stop === undefined && checked(tally) > 1) await view.close(summarise(tally));
  return exitCodeOf(tally, session.stop);
}
